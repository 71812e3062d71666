import Crypto

/// The text of an API key: `crk_`, 40 random characters, 6 of a checksum, all of `0-9 A-Z a-z`.
/// The prefix lets scanners find a leaked key, the checksum tells a mistyped key from an unknown
/// one without a look-up.
public struct KeySecret: Sendable {
    public let text: String

    public static let prefix = "crk_"
    private static let randomLength = 40
    private static let checksumLength = 6
    private static let alphabet = Array(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    /// A new key of about 238 random bits from the system's generator.
    public init() {
        var generator = SystemRandomNumberGenerator()
        self.init(using: &generator)
    }

    /// A key from another source of chance, for tests.
    public init(using generator: inout some RandomNumberGenerator) {
        let random = (0..<Self.randomLength).map { _ in
            Self.alphabet[Int.random(in: 0..<Self.alphabet.count, using: &generator)]
        }
        let body = Self.prefix + String(decoding: random, as: UTF8.self)
        text = body + Self.checksum(of: body)
    }

    public var hash: KeyHash { KeyHash(of: text) }

    /// Whether a text has the form and checksum of a key. Says nothing of whether it exists.
    public static func isWellFormed(_ text: String) -> Bool {
        let length = prefix.utf8.count + randomLength + checksumLength
        guard text.utf8.count == length, text.hasPrefix(prefix),
            text.utf8.dropFirst(prefix.utf8.count).allSatisfy(alphabet.contains)
        else { return false }
        return text.hasSuffix(checksum(of: String(text.dropLast(checksumLength))))
    }

    private static func checksum(of body: String) -> String {
        var rest = SHA256.hash(data: Array(body.utf8)).prefix(8)
            .reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let base = UInt64(alphabet.count)
        let characters = (0..<checksumLength).map { _ in
            defer { rest /= base }
            return alphabet[Int(rest % base)]
        }
        return String(decoding: characters, as: UTF8.self)
    }
}

/// Where a request says that it was sent: examples show it, so that they run as pasted.
struct ServerAddress: Sendable, Hashable {
    /// `https://register.example`.
    let text: String

    /// Stands for it in pages that are kept. A character of private use, which nothing else holds.
    static let placeholder = "\u{E000}"

    /// For a request that says nothing usable.
    static let fallback = ServerAddress(text: "http://127.0.0.1:8080")

    private init(text: String) { self.text = text }

    /// - Parameters:
    ///   - host: what `Host` says. Whoever sends the request writes it, so it is taken only when
    ///     it is a name or an address, with a port at most.
    ///   - isSecure: whether a proxy says that it was reached by HTTPS.
    init(host: String?, isSecure: Bool) {
        guard let host, Self.isHost(host) else {
            self = .fallback
            return
        }
        text = (isSecure ? "https://" : "http://") + host
    }

    /// No longer than a name of DNS with its port.
    private static let hostBytesMax = 253 + 6

    private static func isHost(_ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.count <= hostBytesMax else { return false }
        var rest = text[...]
        if rest.first == "[" {
            guard let end = rest.firstIndex(of: "]") else { return false }
            let address = rest[rest.index(after: rest.startIndex)..<end]
            guard !address.isEmpty, address.allSatisfy(isAddressCharacter) else { return false }
            rest = rest[rest.index(after: end)...]
        } else {
            let name = rest.prefix { $0 != ":" }
            guard !name.isEmpty, name.allSatisfy(isNameCharacter) else { return false }
            rest = rest[name.endIndex...]
        }
        guard let colon = rest.first else { return true }
        let port = rest.dropFirst()
        return colon == ":" && (1...5).contains(port.count)
            && port.allSatisfy { $0.isASCII && $0.isNumber }
    }

    private static func isAddressCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isHexDigit || ":.".contains(character))
    }

    private static func isNameCharacter(_ character: Character) -> Bool {
        guard character.isASCII else { return false }
        return character.isLetter || character.isNumber || "-._".contains(character)
    }
}

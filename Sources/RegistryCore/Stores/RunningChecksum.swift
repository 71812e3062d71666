import Crypto

/// A SHA-256 over bytes that come piece by piece, by which two copies of something large are
/// compared.
package struct RunningChecksum {
    private var hash = SHA256()

    package init() {}

    package mutating func add(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }

    /// In 64 hexadecimal digits, of all bytes that were added.
    package var text: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self)
    }
}

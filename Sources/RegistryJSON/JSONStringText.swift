/// The text of a string node, escapes and all, as it stands in a document that was accepted.
struct JSONStringText {
    /// What is between the quotes.
    let source: ArraySlice<UInt8>
    let hasEscapes: Bool

    init(_ node: JSONNode, in bytes: [UInt8]) {
        source = bytes[node.start + 1..<node.start + node.extent - 1]
        hasEscapes = node.hasEscapes
    }

    /// What it means, in UTF-8.
    var decoded: ArraySlice<UInt8> { hasEscapes ? withoutEscapes()[...] : source }

    /// What it means. `String` would find "é" equal to "e" and an accent; bytes don't.
    var string: String { String(decoding: decoded, as: UTF8.self) }

    func isEqual(to text: UnsafeBufferPointer<UInt8>) -> Bool {
        // No escape is shorter than what it stands for.
        guard hasEscapes ? source.count >= text.count : source.count == text.count else {
            return false
        }
        return decoded.elementsEqual(text)
    }

    private func withoutEscapes() -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(source.count)
        var rest = source
        while let backslash = rest.firstIndex(of: ASCII.backslash) {
            text += rest[..<backslash]
            // An accepted document holds no malformed escape.
            guard let escape = try? JSONEscape(in: rest, at: backslash) else { break }
            text += Unicode.UTF8.encode(escape.scalar)!
            rest = rest[escape.end...]
        }
        return text + rest
    }
}

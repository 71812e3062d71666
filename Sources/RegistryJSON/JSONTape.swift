/// One entry of a tape, in eight bytes: where something begins, and how far it goes.
///
/// What it is needs no room: the byte at `start` says so. Nodes stand in the order of the text.
/// A string, number or word is one node; an object or array is an opening node, its members (key,
/// value, key, value, ...) or elements, and a closing node.
struct JSONNode {
    /// The top bit marks a string with escapes, so a text ends below it.
    static let textBytesMax = Int(UInt32.max >> 1)
    private static let escapedBit: UInt32 = 1 << 31

    private let startBits: UInt32
    private let extentBits: UInt32

    init(start: Int, extent: Int, hasEscapes: Bool = false) {
        startBits = UInt32(truncatingIfNeeded: start)
        extentBits = UInt32(truncatingIfNeeded: extent) | (hasEscapes ? Self.escapedBit : 0)
    }

    /// Byte offset of the first byte.
    var start: Int { Int(startBits) }

    /// Of a string, number or word: its bytes, quotes included. Of an opening node: the index of
    /// the node behind its closing node. Of a closing node: the number of members or elements.
    var extent: Int { Int(extentBits & ~Self.escapedBit) }

    /// Whether a string must be decoded, or is in the text as it is meant.
    var hasEscapes: Bool { extentBits & Self.escapedBit != 0 }

    /// Whether this opens an object or an array.
    func isContainer(in bytes: [UInt8]) -> Bool {
        let byte = bytes[start]
        return byte == ASCII.openBrace || byte == ASCII.openBracket
    }

    /// Index of the node behind this one, which has `index`, and all that is in it.
    func next(after index: Int, in bytes: [UInt8]) -> Int {
        isContainer(in: bytes) ? extent : index + 1
    }
}

/// What a document is made of: the text, and a node for each value and key in it.
///
/// A class, so that a value is one reference and an index; immutable, so that it may be shared.
final class JSONTape: Sendable {
    let bytes: [UInt8]
    let nodes: [JSONNode]

    init(bytes: [UInt8], nodes: [JSONNode]) {
        self.bytes = bytes
        self.nodes = nodes
    }

    /// Index of the node behind the value at `index` and all that is in it.
    func next(after index: Int) -> Int { nodes[index].next(after: index, in: bytes) }

    /// The bytes of the value at `index`, first to last.
    func range(at index: Int) -> Range<Int> {
        let node = nodes[index]
        let end =
            node.isContainer(in: bytes)
            ? nodes[node.extent - 1].start + 1
            : node.start + node.extent
        return node.start..<end
    }

    /// Index of the value of a member of the object at `index`; nil if none has that key.
    func value(of key: UnsafeBufferPointer<UInt8>, inObjectAt index: Int) -> Int? {
        let closing = nodes[index].extent - 1
        var member = index + 1
        while member < closing {
            if JSONStringText(nodes[member], in: bytes).isEqual(to: key) { return member + 1 }
            member = next(after: member + 1)
        }
        return nil
    }
}

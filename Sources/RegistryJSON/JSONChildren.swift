/// One member of an object: a place in a document, like its value.
public struct JSONMember: Sendable {
    private let tape: JSONTape
    /// Of the key's node; the value's is the next.
    private let index: Int

    fileprivate init(tape: JSONTape, index: Int) {
        self.tape = tape
        self.index = index
    }

    /// The key, decoded anew each time it is asked for.
    ///
    /// Two keys of one object can be equal as `String`s, which compare by canonical equivalence.
    public var key: String { JSONStringText(tape.nodes[index], in: tape.bytes).string }

    /// Gives the key in UTF-8, for looking it up without making a `String` of it. Not generic, so
    /// that it costs the same from another module.
    public func withKeyUTF8(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        let node = tape.nodes[index]
        if node.hasEscapes {
            return JSONStringText(node, in: tape.bytes).decoded.withUnsafeBufferPointer(body)
        }
        let inner = node.start + 1..<node.start + node.extent - 1
        tape.bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[inner])) }
    }

    /// Where the key's opening quote stands in the document, in bytes from 0.
    public var keyOffset: Int { tape.nodes[index].start }

    public var value: JSONValue { JSONValue(tape: tape, index: index + 1) }
}

/// The members of an object, in the order of the text.
public struct JSONMembers: Sequence, Sendable {
    private let object: JSONValue

    init(of object: JSONValue) {
        self.object = object
    }

    public var underestimatedCount: Int { object.kind == .object ? object.count : 0 }

    public func makeIterator() -> Iterator {
        Iterator(tape: object.tape, indices: object.childIndices(of: .object))
    }

    public struct Iterator: IteratorProtocol {
        fileprivate let tape: JSONTape
        fileprivate var indices: Range<Int>

        public mutating func next() -> JSONMember? {
            guard let index = indices.first else { return nil }
            indices = tape.next(after: index + 1)..<indices.upperBound
            return JSONMember(tape: tape, index: index)
        }
    }
}

/// The elements of an array, in the order of the text.
public struct JSONElements: Sequence, Sendable {
    private let array: JSONValue

    init(of array: JSONValue) {
        self.array = array
    }

    public var underestimatedCount: Int { array.kind == .array ? array.count : 0 }

    public func makeIterator() -> Iterator {
        Iterator(tape: array.tape, indices: array.childIndices(of: .array))
    }

    public struct Iterator: IteratorProtocol {
        fileprivate let tape: JSONTape
        fileprivate var indices: Range<Int>

        public mutating func next() -> JSONValue? {
            guard let index = indices.first else { return nil }
            indices = tape.next(after: index)..<indices.upperBound
            return JSONValue(tape: tape, index: index)
        }
    }
}

extension JSONValue {
    /// The nodes between its opening and its closing one; none if it is of another kind.
    fileprivate func childIndices(of kind: Kind) -> Range<Int> {
        self.kind == kind ? index + 1..<tape.nodes[index].extent - 1 : index..<index
    }
}

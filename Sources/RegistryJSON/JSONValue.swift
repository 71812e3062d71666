/// One value of a document: a place in it. What it holds is decoded when it is asked for.
///
/// A value keeps its whole document alive.
public struct JSONValue: Sendable {
    /// What JSON knows (RFC 8259 section 3); true and false are one kind.
    public enum Kind: Sendable {
        case object, array, string, number, boolean, null
    }

    let tape: JSONTape
    /// Of its node.
    let index: Int

    private var bytes: ArraySlice<UInt8> { tape.bytes[tape.range(at: index)] }

    public var kind: Kind {
        switch tape.bytes[offset] {
        case ASCII.openBrace: .object
        case ASCII.openBracket: .array
        case ASCII.quote: .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
        case UInt8(ascii: "n"): .null
        default: .number
        }
    }

    // MARK: The text

    /// Where its first byte stands in the document, in bytes from 0.
    public var offset: Int { tape.nodes[index].start }

    /// Where the first byte behind it stands.
    public var endOffset: Int { tape.range(at: index).upperBound }

    /// The JSON text as it was sent, cut to so many Unicode scalars.
    public func sourceText(scalarsMax: Int) -> String {
        JSONExcerpt.text(of: bytes, scalarsMax: scalarsMax)
    }

    // MARK: Scalars

    public var isNull: Bool { kind == .null }

    /// The decoded text of a string; nil for what is none.
    public var string: String? {
        guard kind == .string else { return nil }
        return JSONStringText(tape.nodes[index], in: tape.bytes).string
    }

    /// True or false; nil for what is neither.
    public var boolean: Bool? {
        guard kind == .boolean else { return nil }
        return bytes.first == UInt8(ascii: "t")
    }

    /// A number as it was sent, with all its digits; nil for what is none.
    public var numberText: String? {
        guard kind == .number else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A number that is written without fraction and exponent and fits; nil for all else.
    public var integer: Int64? {
        guard kind == .number else { return nil }
        // Of what a JSON number may hold, this takes digits and a leading minus.
        return Int64(String(decoding: bytes, as: UTF8.self))
    }

    // MARK: Objects and arrays

    /// The value of an object's member; nil if there is no such member, or this is no object. Keys
    /// are compared code point by code point. Looks at one key after the other.
    public subscript(key: String) -> JSONValue? {
        guard kind == .object else { return nil }
        var key = key
        return key.withUTF8 { tape.value(of: $0, inObjectAt: index) }
            .map { JSONValue(tape: tape, index: $0) }
    }

    /// Members of an object or elements of an array; 0 for all else.
    public var count: Int {
        let node = tape.nodes[index]
        return node.isContainer(in: tape.bytes) ? tape.nodes[node.extent - 1].extent : 0
    }

    /// The members of an object, in the order of the text; none for all else.
    public var members: JSONMembers { JSONMembers(of: self) }

    /// The elements of an array, in the order of the text; none for all else.
    public var elements: JSONElements { JSONElements(of: self) }
}

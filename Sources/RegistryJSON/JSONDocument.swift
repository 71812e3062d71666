/// What a JSON text may hold beyond being well-formed (contract section 14).
public struct JSONLimits: Sendable {
    /// How many objects and arrays may stand inside one another.
    public var depthMax: Int

    public init(depthMax: Int = 32) {
        self.depthMax = depthMax
    }
}

/// A parsed JSON text (RFC 8259), with duplicate keys of an object refused.
///
/// The document keeps the bytes it was made from and eight bytes for each value and key in them;
/// nothing is decoded until it is asked for. So a body of 2.5 MB costs little more than itself,
/// and every value can say where it stood and how it was written.
public struct JSONDocument: Sendable {
    let tape: JSONTape

    /// Parses one JSON value with nothing but white space around it.
    ///
    /// - Throws: ``JSONSyntaxError`` for whatever contract section 3 calls `bad_request`: no JSON,
    ///   malformed UTF-8, a byte order mark, a lone surrogate, a key that stands twice in one
    ///   object (compared code point by code point), nesting over the limit.
    public init(
        parsing bytes: [UInt8], limits: JSONLimits = JSONLimits()
    ) throws(JSONSyntaxError) {
        do throws(JSONFault) {
            tape = JSONTape(bytes: bytes, nodes: try JSONParser.nodes(of: bytes, limits: limits))
        } catch {
            throw JSONSyntaxError(error, in: bytes)
        }
    }

    /// The value that the text is.
    public var root: JSONValue { JSONValue(tape: tape, index: 0) }
}

/// Something an upload's answer points out although it was stored: contract section 2, "Text".
public struct Warning: Sendable, Equatable {
    /// What there is to point out.
    public enum Code: String, Sendable, CaseIterable {
        /// A key that is no datum of the call; it was ignored with its value.
        case unknownKey = "unknown_key"
    }

    public var code: Code
    /// Dotted path from the root of the body.
    public var field: String
    /// A sentence that says what to do, with the nearest known key.
    public var message: String
    /// Which record of a bulk call, from 0; nil in a single call.
    public var recordIndex: Int?

    public init(_ code: Code, _ message: String, field: String, recordIndex: Int? = nil) {
        self.code = code
        self.message = message
        self.field = field
        self.recordIndex = recordIndex
    }
}

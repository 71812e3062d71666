/// What can be wrong with a request, by the code that its answer carries (contract section 3).
public enum FaultCode: String, Sendable, Equatable, CaseIterable {
    case badRequest = "bad_request"
    case validationError = "validation_error"
    case dataMappingRequired = "data_mapping_required"
    case invalidAccreditation = "invalid_accreditation"
    case authenticationRequired = "authentication_required"
    case invalidSessionToken = "invalid_session_token"
    case forbidden = "forbidden"
    case notFound = "not_found"
    case methodNotAllowed = "method_not_allowed"
    case notAcceptable = "not_acceptable"
    case contentTooLarge = "content_too_large"
    case unsupportedMediaType = "unsupported_media_type"
    case rateLimitExceeded = "rate_limit_exceeded"
    case internalError = "internal_error"
    case unavailable = "unavailable"
    case tooManyErrors = "too_many_errors"
}

/// One fault of a request: an item of an answer's `errors` (contract section 3).
public struct Fault: Sendable, Equatable {
    public var code: FaultCode
    /// A sentence that says what to do.
    public var message: String
    /// Dotted path from the root of the body, or the name of a query parameter.
    public var field: String?
    /// Which record of a bulk call, from 0.
    public var recordIndex: Int?
    /// The JSON text of what was sent, cut to ``valueScalarsMax`` scalars.
    public var value: String?
    /// Byte offset in the body, by which the faults of one answer are ordered; never sent.
    public var position: Int
    /// The term that a `data_mapping_required` is about, for `mapping unmapped`; never sent.
    public var unmapped: UnmappedTerm?

    /// How much of a refused value an answer repeats, in scalars (contract section 3).
    public static let valueScalarsMax = 200

    public init(
        _ code: FaultCode, _ message: String, field: String? = nil, recordIndex: Int? = nil,
        value: String? = nil, position: Int = 0, unmapped: UnmappedTerm? = nil
    ) {
        self.code = code
        self.message = message
        self.field = field
        self.recordIndex = recordIndex
        self.value = value
        self.position = position
        self.unmapped = unmapped
    }
}

/// Every way an operation of the register fails. The only error type that crosses a port.
public enum RegistryError: Error, Sendable, Equatable {
    /// The request is at fault; all its faults, in the order of the request. Never empty.
    case faults([Fault])
    /// No such record of this account.
    case notFound(String)
    /// The caller may not do this.
    case forbidden(String)
    /// The database can't be reached or written now; try again after so many seconds.
    case unavailable(String, retryAfterSeconds: Int)
    /// What the operator asked contradicts what is stored: an acronym that is taken, say.
    case conflict(String)
    /// A broken promise inside the register. The text is for the log, never for a client.
    case broken(String)
}

/// What an account is told of an id that it has not: word for word the same whether the record is
/// another's, was deleted, or has never been (contract section 1).
extension RegistryError {
    public static let noCertification = notFound(
        "You have uploaded no certification with this company_certifications_id.")
    public static let noEntity = notFound(
        "You have uploaded no certified entity with this company_id.")
    public static let noBody = notFound(
        "You have recorded no certification body with this certification_bodies_id.")
}

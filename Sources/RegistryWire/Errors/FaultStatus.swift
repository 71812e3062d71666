public import RegistryCore

extension FaultCode {
    /// The HTTP status of an answer whose first fault has this code (contract section 3).
    public var status: Int {
        switch self {
        case .badRequest, .validationError, .dataMappingRequired, .invalidAccreditation,
            .tooManyErrors:
            400
        case .authenticationRequired, .invalidSessionToken: 401
        case .forbidden: 403
        case .notFound: 404
        case .methodNotAllowed: 405
        case .notAcceptable: 406
        case .contentTooLarge: 413
        case .unsupportedMediaType: 415
        case .rateLimitExceeded: 429
        case .internalError: 500
        case .unavailable: 503
        }
    }
}

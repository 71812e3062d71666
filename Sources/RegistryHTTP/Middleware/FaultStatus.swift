public import HTTPTypes
public import RegistryCore

extension FaultCode {
    /// The status of an answer whose first fault has this code (contract section 3).
    public var status: HTTPResponse.Status {
        switch self {
        case .badRequest, .validationError, .dataMappingRequired, .invalidAccreditation,
            .tooManyErrors:
            .badRequest
        case .authenticationRequired, .invalidSessionToken: .unauthorized
        case .forbidden: .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .notAcceptable: .notAcceptable
        case .contentTooLarge: .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .rateLimitExceeded: .tooManyRequests
        case .internalError: .internalServerError
        case .unavailable: .serviceUnavailable
        }
    }
}

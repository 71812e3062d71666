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

    /// When it is answered and what to do then, for documentation. The message of a fault says
    /// it of the case.
    public var remedy: String {
        switch self {
        case .badRequest:
            "The body is no JSON object (RFC 8259, UTF-8, no key twice in an object): correct it "
                + "at the line and column named."
        case .validationError:
            "A field or parameter is missing, malformed, too long, contradicts another or names "
                + "a record that the account does not have: correct it."
        case .dataMappingRequired:
            "A value is no word of its list: send one that the message names, or have the "
                + "operator map yours."
        case .invalidAccreditation:
            "The accreditation body that the certification names has no such standard in force "
                + "for the certification body: send what is in force, or have its record "
                + "corrected."
        case .authenticationRequired: "Send the key in the header `x-http-authorization`."
        case .invalidSessionToken:
            "The key is mistyped, unknown, revoked or expired: copy it again, or get another."
        case .forbidden:
            "The key is another role's, may only read, or its account is suspended or withdrawn: "
                + "the message says which."
        case .notFound:
            "There is no such path, or the account has no such record: look at the id."
        case .methodNotAllowed: "Use a method that the header `Allow` names."
        case .notAcceptable: "Send `Accept: application/json`."
        case .contentTooLarge: "Send less in one call."
        case .unsupportedMediaType:
            "Send `Content-Type: application/json`, in UTF-8, without `Content-Encoding`."
        case .rateLimitExceeded: "Wait as `Retry-After` says, or send more in one bulk call."
        case .internalError:
            "Send it again with growing pauses; tell the operator the request id."
        case .unavailable: "Send it again after `Retry-After`."
        case .tooManyErrors:
            "There are more faults than are listed: correct these and send it again."
        }
    }
}

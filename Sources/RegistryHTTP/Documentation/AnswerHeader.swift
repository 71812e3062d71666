/// A header of answers, for documentation (contract section 2).
public enum AnswerHeader: String, Sendable, CaseIterable {
    case requestID = "X-Request-Id"
    case rateLimit = "RateLimit"
    case rateLimitPolicy = "RateLimit-Policy"
    case retryAfter = "Retry-After"
    case authenticate = "WWW-Authenticate"
    case allow = "Allow"

    /// What it says: a phrase without capital or full stop.
    public var meaning: String {
        switch self {
        case .requestID:
            "the id of the request, its own or a new one: tell it to the operator when you ask"
        case .rateLimit:
            "how many requests the key may send now (`r`), and after how many seconds without one "
                + "it has all of them back (`t`)"
        case .rateLimitPolicy: "how many requests (`q`) the key may send in so many seconds (`w`)"
        case .retryAfter: "in how many seconds to send the request again"
        case .authenticate: "where the key belongs"
        case .allow: "the methods that the path takes"
        }
    }

    /// Those that an answer of this status carries, the status's own first. Of the rate they say
    /// nothing before a key is known.
    public static func all(ofStatus status: Int) -> [AnswerHeader] {
        switch status {
        case 401: [.authenticate, .requestID]
        case 405: [.allow, .requestID]
        case 429, 503: [.retryAfter, .requestID, .rateLimit, .rateLimitPolicy]
        default: [.requestID, .rateLimit, .rateLimitPolicy]
        }
    }

    /// The one that answers of this status have beside those of all; nil for most.
    public static func own(ofStatus status: Int) -> AnswerHeader? {
        all(ofStatus: status).first { ![.requestID, .rateLimit, .rateLimitPolicy].contains($0) }
    }

    /// Whether an answer that can carry it always does.
    var isAlwaysThere: Bool {
        switch self {
        case .requestID, .retryAfter, .authenticate, .allow: true
        case .rateLimit, .rateLimitPolicy: false
        }
    }
}

extension Call {
    /// What the path's parameter is: a phrase without capital or full stop; nil where it has none.
    public var pathParameterMeaning: String? {
        switch pathParameter {
        case "company_certifications_id":
            "the id of a certification, as uploads and lists answer it"
        case "company_id": "the id of a certified entity, as uploads and lists answer it"
        case "certification_bodies_id":
            "the id of a certification body, as its upload and the list answer it"
        case .some: "the id that the register gave to the record"
        case nil: nil
        }
    }
}

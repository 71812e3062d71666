import RegistryCore
import RegistryJSON
import RegistryWire

/// The schemas of errors in both forms that `Accept` can ask for, and the responses that hold them.
struct ErrorSchemas {
    let list: JSONTree
    let problem: JSONTree

    /// - Parameter codes: those of the status that the call can answer.
    func response(_ codes: [FaultCode], status: Int) -> JSONTree {
        let lines = codes.map { "- `\($0.rawValue)`: \($0.remedy)" }
        let response: JSONTree = ["description": .text(lines.joined(separator: "\n"))]
        return response.adding([
            "headers": AnswerHeaders.of(status: status),
            "content": [
                .init(AcceptHeader.json): ["schema": list],
                .init(AcceptHeader.problemDetails): ["schema": problem],
            ],
        ])
    }
}

extension SchemaComponents {
    /// Adds the schemas of errors.
    mutating func errors() -> ErrorSchemas {
        let fault = Fault(
            .validationError, "Send a day that exists, as YYYYMMDD.",
            field: "certification_issue_date", recordIndex: 0, value: "\"20230229\"")
        let shapes = [ErrorShape.list, .problem].map { shape in
            let recorder = AnswerShapeRecorder()
            _ = Errors.body(
                [fault], status: 400, shape: shape, timestamp: 0, elapsedSeconds: 0, recorder)
            let path = shape == .problem ? ["problem"] : []
            return AnswerSchemas.schema(
                of: recorder.shape ?? .null, at: path,
                AnswerSchemas.Names(record: nil, meta: "", prefix: "", variant: ""), &self)
        }
        return ErrorSchemas(
            list: reference("Errors", variant: "", to: shapes[0]),
            problem: reference("Problem", variant: "", to: shapes[1]))
    }
}

/// The headers of answers (contract section 2).
enum AnswerHeaders {
    static let components: JSONTree = [
        "X-Request-Id": header(
            "The id of the request: the one that it brought, or a new one. Tell it to the operator "
                + "with what you report.",
            isRequired: true),
        "RateLimit-Policy": header(
            "How many requests a minute the key may send: `\"default\";q=1200;w=60`."),
        "RateLimit": header(
            "How many may be sent now (r), and after how many seconds without a request all are "
                + "back (t): `\"default\";r=…;t=…`."),
        "Retry-After": [
            "description": "In how many seconds to send the request again.", "required": true,
            "schema": ["type": "integer", "minimum": 0],
        ],
        "WWW-Authenticate": header("Where the key belongs.", isRequired: true),
    ]

    private static func header(_ description: String, isRequired: Bool = false) -> JSONTree {
        [
            "description": .text(description), "required": .boolean(isRequired),
            "schema": ["type": "string"],
        ]
    }

    private static func references(_ names: [String]) -> JSONTree {
        .object(
            names.map { name in
                .init(name, ["$ref": .text("#/components/headers/\(name)")])
            })
    }

    private static let rate = ["RateLimit-Policy", "RateLimit"]

    static func of(success: Bool) -> JSONTree { references(["X-Request-Id"] + rate) }

    static func of(status: Int) -> JSONTree {
        switch status {
        case 401: references(["X-Request-Id", "WWW-Authenticate"])
        case 429: references(["X-Request-Id", "Retry-After"] + rate)
        case 503: references(["X-Request-Id", "Retry-After"] + rate)
        default: references(["X-Request-Id"] + rate)
        }
    }
}

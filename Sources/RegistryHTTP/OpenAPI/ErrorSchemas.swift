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
            "headers": AnswerHeader.references(ofStatus: status),
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

extension AnswerHeader {
    /// The schemas of all, by their names.
    static var components: JSONTree {
        .object(
            allCases.map { header in
                let schema: JSONTree =
                    header == .retryAfter
                    ? ["type": "integer", "minimum": 0] : ["type": "string"]
                return .init(
                    header.rawValue,
                    [
                        "description": .text(header.meaning.asSentence),
                        "required": .boolean(header.isAlwaysThere), "schema": schema,
                    ])
            })
    }

    /// References to those of an answer.
    static func references(ofStatus status: Int) -> JSONTree {
        .object(
            all(ofStatus: status).map { header in
                .init(
                    header.rawValue,
                    ["$ref": .text("#/components/headers/\(header.rawValue)")])
            })
    }
}

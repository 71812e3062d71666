import HTTPTypes
public import RegistryCore
public import RegistryJSON
public import RegistryWire

/// The OpenAPI 3.1 description of one version of the client API: made from the declarations that
/// route, read and write, with the limits of the server that gives it out.
public struct OpenAPIDocument: Sendable {
    let version: WireVersion
    let limits: Limits
    let requiresAcceptHeader: Bool

    public init(
        _ version: WireVersion, limits: Limits = Limits(), requiresAcceptHeader: Bool = true
    ) {
        self.version = version
        self.limits = limits
        self.requiresAcceptHeader = requiresAcceptHeader
    }

    /// The whole document.
    public var tree: JSONTree {
        var contested: Set<String> = []
        while true {
            var components = SchemaComponents(contested: contested)
            let tree = tree(&components)
            // What refers to a contested name becomes contested too, so that it takes some rounds;
            // it ends, for there are only so many names.
            if components.contestedNames.isSubset(of: contested) { return tree }
            contested.formUnion(components.contestedNames)
        }
    }

    private func tree(_ components: inout SchemaComponents) -> JSONTree {
        let errors = components.errors()
        let paths = self.paths(errors, &components)
        return [
            "openapi": "3.1.0",
            "info": info,
            "servers": [["url": "/", "description": "The server that gave this document."]],
            "tags": .array(
                Role.allCases.map { role in
                    [
                        "name": .text(role.tag),
                        "description": .text("The calls of \(role.title)."),
                    ]
                }),
            "security": [[.init(Self.securityScheme): []]],
            "paths": paths,
            "components": [
                "schemas": components.tree, "headers": AnswerHeader.components,
                "securitySchemes": .object([.init(Self.securityScheme, keyScheme)]),
            ],
        ]
    }

    private var info: JSONTree {
        [
            "title": .text("CertRegistry client API \(version.rawValue.uppercased())"),
            "version": .text(version.rawValue),
            "summary": "Certifications, certified entities and certification bodies.",
            "description": .text(
                """
                How accreditation bodies (ab), certification bodies (cb) and multi-national \
                certification bodies (mncb) load and maintain what they certify. The guide at \
                /docs explains it; /docs/changes lists what has changed.

                Schemas of requests admit what the server reads: a word of a list is read in any \
                case and may be a term that the account maps, so such words are examples in \
                requests and enumerations in answers. White space around a text is removed before \
                it is judged. Elements of an array whose values are all empty are passed over. \
                Keys that a schema doesn't name are ignored, and the answer warns of them.
                """),
        ]
    }

    private static let securityScheme = "key"

    private var keyScheme: JSONTree {
        [
            "type": "apiKey", "in": "header", "name": "x-http-authorization",
            "description": "The bare API key, without a scheme word.",
        ]
    }

    // MARK: Paths

    private func paths(
        _ errors: ErrorSchemas, _ components: inout SchemaComponents
    ) -> JSONTree {
        var paths: [(path: String, operations: [JSONTree.Member])] = []
        for role in Role.allCases {
            for call in ClientAPI.calls where call.roles.contains(role) {
                let path = ClientAPI.path(of: call, for: role, in: version)
                let operation = JSONTree.Member(
                    call.method.rawValue.lowercased(),
                    operation(call, role, errors, &components))
                if let index = paths.firstIndex(where: { $0.path == path }) {
                    paths[index].operations.append(operation)
                } else {
                    paths.append((path, [operation]))
                }
            }
        }
        return .object(paths.map { .init($0.path, .object($0.operations)) })
    }

    private func operation(
        _ call: Call, _ role: Role, _ errors: ErrorSchemas,
        _ components: inout SchemaComponents
    ) -> JSONTree {
        let operation: JSONTree = [
            "operationId": .text(role.rawValue + call.name.typeName),
            "tags": [.text(role.tag)],
            "summary": .text(call.name),
            "description": .text(
                "\(call.summary) A key needs the scope \(call.scope.rawValue)."),
            "externalDocs": [
                "url": .text(GuidePath.page(of: call, for: role, in: version)),
                "description": "Its page in the guide, with examples to paste.",
            ],
            "parameters": parameters(call, role),
        ]
        return operation.adding([
            "requestBody": requestBody(call, role, &components),
            "responses": responses(call, role, errors, &components),
        ])
    }

    // MARK: Requests

    private func schemas(_ role: Role) -> RequestSchemas {
        RequestSchemas(role: role, version: version, limits: limits)
    }

    private func parameters(_ call: Call, _ role: Role) -> JSONTree {
        let path: [JSONTree] =
            call.pathParameter.map { name in
                [
                    [
                        "name": .text(name), "in": "path", "required": true,
                        "description": .text(call.pathParameterMeaning?.asSentence ?? ""),
                        "schema": ["type": "string", "pattern": .text(AnswerSchemas.idPattern)],
                    ]
                ]
            } ?? []
        let accept: JSONTree = [
            "name": "Accept", "in": "header", "required": .boolean(requiresAcceptHeader),
            "description": .text(
                "What the caller understands: \(AcceptHeader.json), or "
                    + "\(AcceptHeader.problemDetails) for errors as problem details (RFC 9457)."),
            "schema": ["type": "string", "default": .text(AcceptHeader.json)],
        ]
        return .array(path + [accept] + call.query.map { schemas(role).parameter($0) })
    }

    private func requestBody(
        _ call: Call, _ role: Role, _ components: inout SchemaComponents
    ) -> JSONTree? {
        if case .none = call.body { return nil }
        let fields = call.fields[version]
        let name = call.name.typeName + "Request"
        let schema = components.reference(
            name, variant: role.rawValue.typeName,
            to: schemas(role).object(
                fields, prefix: call.bulkPrefix, &components))
        let media: JSONTree = ["schema": schema]
        let example =
            fields.isEmpty
            ? .object([]) : WireField.exampleBody(of: fields, for: role)
        let bytesMax = call.body.bytesMax(limits)
        var isRequired = true
        if case .optional = call.body { isRequired = false }
        return [
            "required": .boolean(isRequired),
            "description": .text("At most \(bytesMax) bytes."),
            "content": [.init(AcceptHeader.json): media.adding(["example": example])],
        ]
    }

    // MARK: Answers

    private func responses(
        _ call: Call, _ role: Role, _ errors: ErrorSchemas,
        _ components: inout SchemaComponents
    ) -> JSONTree {
        let success = JSONTree.Member("200", self.success(call, role, &components))
        let statuses = Set(call.faultCodes.map(\.status)).sorted()
        let failures = statuses.map { status in
            JSONTree.Member(
                String(status),
                errors.response(call.faultCodes.filter { $0.status == status }, status: status))
        }
        // What is no HTTP request has a bare answer (contract section 3).
        let bare = JSONTree.Member(
            "431",
            [
                "description": .text(
                    "The request line and headers are larger than "
                        + "\(limits.requestHeadBytesMax) bytes. The answer has no body.")
            ])
        return .object([success] + failures + [bare])
    }

    private func success(
        _ call: Call, _ role: Role, _ components: inout SchemaComponents
    ) -> JSONTree {
        let samples = call.sampleAnswers(to: role, in: version)
        let schemas = samples.enumerated().map { index, sample in
            let variant = role.rawValue.typeName
            let schema = AnswerSchemas.schema(
                of: sample.shape, at: call.answer.subject,
                AnswerSchemas.Names(
                    record: call.answer.recordName, meta: call.answer.typeName + "Meta",
                    prefix: call.bulkPrefix, variant: variant),
                &components)
            return components.reference(
                call.answerName(ofCase: index), variant: variant, to: schema)
        }
        let schema: JSONTree = schemas.count == 1 ? schemas[0] : ["anyOf": .array(schemas)]
        let examples = samples.enumerated().compactMap { index, sample in
            (try? JSONDocument(parsing: sample.body)).map { document in
                JSONTree.Member(
                    samples.count == 1 ? "sample" : "sample\(index + 1)",
                    [
                        "summary": .text(sample.caption.isEmpty ? "A sample" : sample.caption),
                        "value": JSONTree(document.root),
                    ])
            }
        }
        return [
            "description": "Done.",
            "headers": AnswerHeader.references(ofStatus: 200),
            "content": [
                .init(AcceptHeader.json): ["schema": schema, "examples": .object(examples)]
            ],
        ]
    }
}

extension Role {
    /// Its heading in the document.
    var tag: String {
        switch self {
        case .accreditationBody: "Accreditation body"
        case .certificationBody: "Certification body"
        case .multinationalCertificationBody: "Multi-national certification body"
        }
    }
}

extension Call {
    /// What objects that are otherwise in bulk calls begin with.
    var bulkPrefix: String { if case .bulk = body { "Bulk" } else { "" } }

    /// What its answer is called.
    ///
    /// - Parameter index: which of several kinds it is.
    func answerName(ofCase index: Int) -> String {
        switch answer {
        case .bulkUpload where index > 0: "PartialBulkUploadAnswer"
        // An update's answer may have warnings.
        case .certificationBody where scope == .write: "CertificationBodyUpdateAnswer"
        case .bulkUpload, .certificationUpload, .certification, .certifications, .confirmation,
            .certifiedEntity, .certificationBodyUpload, .certificationBody,
            .certificationBodies, .deletion:
            answer.typeName + "Answer"
        }
    }
}

extension Call.Answer {
    /// `CertificationUpload`.
    var typeName: String {
        let name = String(describing: self)
        return name.prefix(1).uppercased() + name.dropFirst()
    }

    /// The type of a record, alone or in a list.
    var recordName: String? {
        switch self {
        case .certification, .certifications: "CertificationRecord"
        case .certifiedEntity: "CertifiedEntityRecord"
        case .certificationBody, .certificationBodies: "CertificationBodyRecord"
        case .certificationUpload, .bulkUpload, .confirmation, .certificationBodyUpload,
            .deletion:
            nil
        }
    }
}

import HTTPTypes
import RegistryCore
import RegistryHTTP
import RegistryJSON
import RegistryWire
import Testing

@Suite("The OpenAPI description")
struct OpenAPIDocumentTests {
    private static func document(_ version: WireVersion) throws -> JSONValue {
        try JSONDocument(parsing: OpenAPIDocument(version).tree.bytes).root
    }

    private static func operation(
        _ call: Call, _ role: Role, in document: JSONValue, _ version: WireVersion
    ) -> JSONValue? {
        document["paths"]?[ClientAPI.path(of: call, for: role, in: version)]?[
            call.method.rawValue.lowercased()]
    }

    @Test("has the 28 calls of each version and no other", arguments: WireVersion.allCases)
    func calls(version: WireVersion) throws {
        let document = try Self.document(version)
        var ids: Set<String> = []
        for call in ClientAPI.calls {
            for role in call.roles {
                let operation = try #require(
                    Self.operation(call, role, in: document, version), "\(call.name) \(role)")
                ids.insert(try #require(operation["operationId"]?.string))
            }
        }
        #expect(ids.count == 28)
        let count = try #require(document["paths"]).members.reduce(0) { $0 + $1.value.count }
        #expect(count == 28)
    }

    @Test("leads every reference to something that is there", arguments: WireVersion.allCases)
    func references(version: WireVersion) throws {
        let document = try Self.document(version)
        var count = 0
        Self.walk(document) { value in
            guard let reference = value["$ref"]?.string else { return }
            count += 1
            let target = reference.split(separator: "/").dropFirst()
                .reduce(Optional(document)) { $0?[String($1)] }
            #expect(target != nil, "\(reference)")
        }
        #expect(count > 100)
    }

    private static func walk(_ value: JSONValue, _ visit: (JSONValue) -> Void) {
        visit(value)
        switch value.kind {
        case .object: for member in value.members { walk(member.value, visit) }
        case .array: for element in value.elements { walk(element, visit) }
        case .null, .boolean, .number, .string: break
        }
    }

    @Test("names every field that a role may send, says what it is, and who must send it")
    func fields() throws {
        for version in WireVersion.allCases {
            let document = try Self.document(version)
            for call in ClientAPI.calls where !call.fields[version].isEmpty {
                for role in call.roles {
                    let operation = try #require(
                        Self.operation(call, role, in: document, version))
                    let schema = try #require(
                        operation["requestBody"]?["content"]?["application/json"]?["schema"])
                    try Self.expect(
                        schema, has: call.fields[version], for: role, document,
                        "\(version) \(role) \(call.name)")
                }
            }
        }
    }

    private static func expect(
        _ schema: JSONValue, has fields: [WireField], for role: Role, _ document: JSONValue,
        _ place: String
    ) throws {
        let object = resolve(schema, document)
        let properties = try #require(object["properties"], "\(place)")
        let existing = fields.filter { $0.exists(for: role) }
        #expect(properties.count == existing.count, "\(place)")
        let required = object["required"]?.elements.compactMap(\.string) ?? []
        for field in existing {
            let name = field.name(for: role)
            let property = try #require(properties[name], "\(place): \(name)")
            #expect(property["description"]?.string?.isEmpty == false, "\(place): \(name)")
            if !field.isOneOfSeveral {
                #expect(
                    required.contains(name)
                        == (field.isMandatory(for: role) && !field.isWaivable),
                    "\(place): \(name)")
            }
            guard case .objects(let inner, _) = field.rule else { continue }
            let items = try #require(
                property["items"]?["anyOf"]?.elements.first { _ in true }, "\(place): \(name)")
            try expect(items, has: inner, for: role, document, "\(place): \(name)")
        }
    }

    /// What a reference leads to, or the first of alternatives, which null is the last of.
    private static func resolve(_ schema: JSONValue, _ document: JSONValue) -> JSONValue {
        if schema["properties"] == nil,
            let first = schema["anyOf"]?.elements.first(where: {
                _ in true
            })
        {
            return resolve(first, document)
        }
        guard let name = schema["$ref"]?.string?.split(separator: "/").last,
            let target = document["components"]?["schemas"]?[String(name)]
        else { return schema }
        return target
    }

    @Test(
        "gives names that don't depend on the order of calls: none is numbered",
        arguments: WireVersion.allCases)
    func names(version: WireVersion) throws {
        let schemas = try #require(
            try Self.document(version)["components"]?["schemas"]
        ).members.map(\.key)
        for name in schemas {
            #expect(name.last?.isNumber == false, "\(name)")
            // Either all roles have their own, or none.
            if schemas.contains(where: { $0.hasPrefix(name + "For") }) {
                Issue.record("\(name) is one role's, and others have theirs")
            }
        }
    }

    @Test("says of every member of every answer what it is")
    func meanings() throws {
        var count = 0
        for version in WireVersion.allCases {
            let document = try Self.document(version)
            let schemas = try #require(document["components"]?["schemas"]).members
            for schema in schemas
            where ["Answer", "Record", "Errors", "Fault", "Warning", "PageMeta"]
                .contains(where: schema.key.contains)
            {
                Self.walk(schema.value) { value in
                    for property in value["properties"]?.members.map({ $0 }) ?? [] {
                        count += 1
                        let description = property.value["description"]?.string ?? ""
                        #expect(!description.isEmpty, "\(schema.key): \(property.key)")
                    }
                }
            }
        }
        #expect(count > 200)
    }

    @Test("has enumerations in answers, and examples in requests, for the words of lists")
    func words() throws {
        let document = try Self.document(.v2)
        let schemas = try #require(document["components"]?["schemas"])
        let answer = try #require(
            schemas["CertificationRecordForCb"]?["properties"]?["status"])
        let words = answer["enum"]?.elements.compactMap(\.string)
        #expect(words == CertificationStatus.allCases.map(\.rawValue))
        let request = try #require(schemas["CertificationForCb"]?["properties"])
        #expect(request["certification_status"]?["enum"] == nil)
        #expect(request["certification_status"]?["examples"]?.count == 1)
    }

    @Test("gives the limits of the server that it describes")
    func limits() throws {
        var limits = Limits()
        limits.bulkRecordsMax = 17
        let document = OpenAPIDocument(.v1, limits: limits, requiresAcceptHeader: false).tree
        let request = document["components"]?["schemas"]?["BulkUploadCertificationRequestForCb"]
        #expect(request?["properties"]?["certifications"]?["maxItems"] == 17)
    }

    @Test("members of answers that only some cases have are told from those of all")
    func answerMembers() throws {
        let bulk = try #require(ClientAPI.calls.first { $0.answer == .bulkUpload })
        let data = try #require(bulk.answerMembers(to: .certificationBody, in: .v2).first)
        let always = data.members.filter(\.isAlwaysThere).map(\.name)
        #expect(always == ["success", "created", "updated", "unchanged"])
        let sometimes = Set(data.members.map(\.name)).subtracting(always)
        #expect(
            sometimes
                == ["company_certifications_ids", "results", "warnings", "stored", "rejected"])
        let status = data.members.first { $0.name == "results" }?.members
            .first { $0.name == "status" }
        #expect(status?.values == ["created", "updated", "unchanged", "rejected"])
    }

    @Test("samples of answers hold data, and what the shape says is in them")
    func samples() throws {
        for call in ClientAPI.calls {
            for role in call.roles {
                for version in WireVersion.allCases {
                    for sample in call.sampleAnswers(to: role, in: version) {
                        let body = try JSONDocument(parsing: sample.body).root
                        #expect(body["data"] != nil, "\(call.name)")
                        let always = sample.shape.members.filter(\.isAlwaysThere).map(\.name)
                        #expect(always.allSatisfy { body[$0] != nil }, "\(call.name)")
                    }
                }
            }
        }
    }
}

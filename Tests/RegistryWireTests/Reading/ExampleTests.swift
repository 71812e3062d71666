import RegistryCore
import RegistryJSON
import RegistryTestKit
import RegistryWire
import Testing

@Suite("Examples of requests")
struct ExampleTests {
    // MARK: Meanings

    /// All fields of a call's body, those inside objects too.
    private static func all(_ fields: [WireField]) -> [WireField] {
        fields.flatMap { field -> [WireField] in
            switch field.rule {
            case .object(let inner), .objectOrOne(let inner), .objects(let inner, _):
                [field] + all(inner)
            case .objectsOrObject(let inner, let other, _): [field] + all(inner) + all(other)
            default: [field]
            }
        }
    }

    private static func isPhrase(_ text: String) -> Bool {
        text.count > 5 && !text.hasSuffix(".") && text.first?.isUppercase == false
    }

    @Test(
        "every field of every call says what it is, in a phrase, and has an example",
        arguments: DeclarationTests.calls.map(\.name))
    func meanings(name: String) throws {
        let call = try #require(DeclarationTests.calls.first { $0.name == name })
        for field in Self.all(call.fields) {
            for role in Role.allCases where field.exists(for: role) {
                let name = "\(call.name): \(field.name(for: role))"
                #expect(Self.isPhrase(field.meaning), "\(name): \(field.meaning)")
                switch field.example(for: role) {
                case .text(let text): #expect(!text.isEmpty, "\(name)")
                case .array(let elements): #expect(!elements.isEmpty, "\(name)")
                case .object(let members): #expect(!members.isEmpty, "\(name)")
                case .integer, .boolean: break
                case .null: Issue.record("\(name) has no example")
                }
            }
        }
    }

    @Test("every parameter of a query says what it is, and has an example that is read")
    func parameters() throws {
        let account = try Self.context(.accreditationBody).account
        let terms = try Self.context(.accreditationBody).terms
        for field in CertificationListRequest.fields where field.name != "next_key" {
            let parameters = [QueryParameter(name: field.name, value: field.example)]
            #expect(throws: Never.self, "\(field.name)") {
                try CertificationListRequest.read(
                    parameters, account: account, version: .v2, terms: terms,
                    today: .sample(2026, 3, 1), isLenient: false)
            }
        }
        for field in BodyListRequest.fields where field.name != "next_key" {
            let parameters = [QueryParameter(name: field.name, value: field.example)]
            #expect(throws: Never.self, "\(field.name)") {
                try BodyListRequest.read(
                    parameters, account: account, version: .v2, terms: terms, isLenient: false)
            }
        }
        for size in [WriteParameters.Size.single, .bulk] {
            for field in WriteParameters.fields(for: size) {
                let read = WriteParameters.read(
                    [QueryParameter(name: field.name, value: field.example)], for: size,
                    isLenient: false)
                #expect(read.faults.isEmpty, "\(field.name)")
            }
        }
        let fields =
            CertificationListRequest.fields + BodyListRequest.fields
            + WriteParameters.fields(for: .bulk)
        for field in fields {
            #expect(!field.meaning.isEmpty && !field.example.isEmpty, "\(field.name)")
        }
    }

    @Test("the example query of a list has a few of its parameters, that of an upload none")
    func exampleQueries() {
        let list = QueryField.exampleQuery(of: CertificationListRequest.fields)
        #expect(list.map(\.name) == ["certification_status", "limit"])
        let bodies = QueryField.exampleQuery(of: BodyListRequest.fields)
        #expect(bodies.map(\.name) == ["accreditation_status", "limit"])
        #expect(QueryField.exampleQuery(of: WriteParameters.fields(for: .bulk)).isEmpty)
    }

    // MARK: Bodies

    /// Who sends the examples: an account of that role, where nothing but the shipped lists is
    /// known.
    private static func context(_ role: Role) throws -> ReadingContext {
        let account = Account(
            id: RecordID(90_001), role: role, name: "Northwind Certification",
            certificationBodyID: role == .certificationBody ? RecordID(90_002) : nil,
            accreditationBodyID: role == .accreditationBody ? RecordID(80_001) : nil,
            createdAt: 0)
        return try ReadingContext(
            account: account,
            terms: TermReader(
                vocabularies: Requests.vocabularies, own: .empty, shared: .empty),
            limits: Limits())
    }

    private static func body(_ fields: [WireField], _ role: Role) throws -> JSONValue {
        try JSONDocument(parsing: WireField.exampleBody(of: fields, for: role).bytes).root
    }

    private func expectPerfect<Value>(_ reading: WireReading<Value>, _ name: String) {
        #expect(reading.faults.isEmpty, "\(name): \(reading.faults)")
        #expect(reading.warnings.isEmpty, "\(name): \(reading.warnings)")
        #expect(reading.value != nil, "\(name)")
    }

    private func readAll<Format: WireFormat>(_ role: Role, as format: Format.Type) throws {
        let context = try Self.context(role)
        expectPerfect(
            Format.readUpload(try Self.body(Format.uploadFields, role), context), "upload")
        let bulk = Format.readBulkUpload(try Self.body(Format.bulkUploadFields, role), context)
        #expect(bulk.faults.isEmpty, "\(bulk.faults)")
        #expect(bulk.warnings.isEmpty, "\(bulk.warnings)")
        #expect(bulk.records.count == 2)
        #expect(Set(bulk.records.map { $0.certification?.number }).count == 2)
        expectPerfect(
            Format.readEntityUpdate(try Self.body(Format.entityUpdateFields, role), context),
            "update")
        expectPerfect(
            Format.readEntityRename(try Self.body(Format.entityRenameFields, role), context),
            "rename")
    }

    @Test(
        "every example of a certification or entity is read without fault or warning",
        arguments: WireVersion.allCases, Role.allCases)
    func accepted(version: WireVersion, role: Role) throws {
        switch version {
        case .v1: try readAll(role, as: V1.self)
        case .v2: try readAll(role, as: V2.self)
        }
    }

    @Test("every example of a certification body is read without fault or warning")
    func bodies() throws {
        let role = Role.accreditationBody
        let context = try Self.context(role)
        typealias Reading = CertificationBodyReading
        expectPerfect(
            Reading.readUpload(try Self.body(Reading.uploadFields, role), context), "upload")
        expectPerfect(
            Reading.readUpdate(try Self.body(Reading.updateFields, role), context), "update")
        expectPerfect(
            Reading.readStatusUpdate(try Self.body(Reading.statusUpdateFields, role), context),
            "status")
    }

    @Test(
        "a bulk example's first record is that of the single call, in the other version too",
        arguments: Role.allCases)
    func oneRecord(role: Role) throws {
        let context = try Self.context(role)
        let single = try #require(
            V2.readUpload(try Self.body(V2.uploadFields, role), context).value)
        let others = [
            try #require(V1.readUpload(try Self.body(V1.uploadFields, role), context).value),
            try #require(
                V2.readBulkUpload(try Self.body(V2.bulkUploadFields, role), context).records
                    .first),
            try #require(
                V1.readBulkUpload(try Self.body(V1.bulkUploadFields, role), context).records
                    .first),
        ]
        for other in others {
            #expect(Self.identity(other) == Self.identity(single))
        }
    }

    /// What a record is matched by.
    private static func identity(_ record: UploadRecord) -> [String?] {
        let certification = record.certification
        return [
            certification?.number, certification?.identityNumber,
            record.uploadedEntity?.uniqueID, record.uploadedEntity?.name,
        ]
    }

    @Test("an example has every field that the role may send, but for alternatives to others")
    func complete() throws {
        let alternatives: Set<String> = [
            "certified_entities", "certifications", "certification_bodies_id",
        ]
        for (name, fields) in DeclarationTests.calls {
            for role in Role.allCases {
                for field in Self.all(fields) {
                    let isSendable = field.exists(for: role) && !field.isIgnored(for: role)
                    guard field.isInExampleBody(for: role) != isSendable else { continue }
                    #expect(alternatives.contains(field.name(for: role)), "\(name)")
                    #expect(isSendable, "\(name): \(field.name(for: role))")
                }
            }
        }
        let names = { (fields: [WireField], role: Role) in
            try Self.body(fields, role).members.map { "\($0.key)" }
        }
        #expect(
            try names(V2.uploadFields, .certificationBody) == ["certified_entity", "certification"])
        #expect(
            try names(V2.bulkUploadFields, .certificationBody) == ["certified_entities"])
        #expect(
            try names(CertificationBodyReading.statusUpdateFields, .accreditationBody)
                == ["certification_bodies_guid_in_ab", "accreditation_status"])
    }

    @Test("an example is indented for readers, and is the same JSON")
    func text() throws {
        let example = WireField.exampleBody(of: V2.uploadFields, for: .certificationBody)
        let text = example.indented()
        #expect(text.hasPrefix("{\n  \"certified_entity\": {\n    \"certified_entity_unique_id\":"))
        let root = try JSONDocument(parsing: Array(text.utf8)).root
        #expect(root.indented() == text)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 120 })
    }

    @Test("no example breaks out of a shell's single quotes")
    func quotes() {
        for (name, fields) in DeclarationTests.calls {
            for role in Role.allCases {
                let text = WireField.exampleBody(of: fields, for: role).indented()
                #expect(!text.contains("'"), "\(name)")
            }
        }
    }
}

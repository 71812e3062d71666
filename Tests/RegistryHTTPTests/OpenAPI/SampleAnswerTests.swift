import RegistryCore
import RegistryHTTP
import RegistryJSON
import RegistryWire
import Testing

@Suite("Samples of answers")
struct SampleAnswerTests {
    private static func call(_ name: String) throws -> Call {
        try #require(ClientAPI.calls.first { $0.name == name }, "\(name)")
    }

    private static func answers(
        _ name: String, _ role: Role, _ version: WireVersion
    ) throws -> [JSONTree] {
        try call(name).sampleAnswers(to: role, in: version).map { sample in
            JSONTree(try JSONDocument(parsing: sample.body).root)
        }
    }

    private static func data(
        _ name: String, _ role: Role, _ version: WireVersion
    ) throws -> JSONTree {
        try #require(try answers(name, role, version).first?["data"], "\(name)")
    }

    private static func example(
        _ name: String, _ role: Role, _ version: WireVersion
    ) throws -> JSONTree {
        WireField.exampleBody(of: try call(name).fields[version], for: role)
    }

    /// Every member of the object stands in the other with the same value.
    private static func expect(_ object: JSONTree?, in other: JSONTree?, _ name: String) throws {
        guard case .object(let members) = try #require(object, "\(name)") else {
            Issue.record("\(name) is no object")
            return
        }
        #expect(!members.isEmpty, "\(name)")
        for member in members {
            // A D-U-N-S number is kept without its hyphens.
            let sent =
                member.name == "duns_number" ? JSONTree.text("000001234") : member.value
            #expect(
                other?[member.name].map(sorted) == sorted(sent), "\(name): \(member.name)")
        }
    }

    /// With the members of objects in one order, since answers have an order of their own.
    private static func sorted(_ tree: JSONTree) -> JSONTree {
        switch tree {
        case .object(let members):
            .object(
                members.sorted { $0.name < $1.name }.map { .init($0.name, sorted($0.value)) })
        case .array(let elements): .array(elements.map(sorted))
        case .null, .boolean, .integer, .text: tree
        }
    }

    @Test(
        "what is read is what the example uploads, under the same names", arguments: Role.allCases)
    func certifications(role: Role) throws {
        let sent = try Self.example("Upload Certification", role, .v2)
        let read = try Self.data("Retrieve a Certification", role, .v2)
        try Self.expect(sent["certified_entity"], in: read["certified_entity"], "\(role)")
        try Self.expect(sent["certification"], in: read["certification"], "\(role)")
        // V1 reads under names of its own.
        let first = try Self.example("Upload Certification", role, .v1)
        let readFirst = try Self.data("Retrieve a Certification", role, .v1)
        #expect(readFirst["certification_number"] == first["certificate_number"])
        #expect(readFirst["expiry_date"] == first["certification_expiry_date"])
        #expect(first["certificate_number"] != nil && first["certification_expiry_date"] != nil)
    }

    @Test("an upload answers the ids that are read, of records that are new")
    func uploads() throws {
        for role in Role.allCases {
            for version in WireVersion.allCases {
                let answer = try #require(
                    try Self.answers("Upload Certification", role, version).first)
                let upload = answer["company_id"] == nil ? answer["data"] : answer
                let read = try Self.data("Retrieve a Certification", role, version)
                for id in ["company_certifications_id", "company_id"] {
                    #expect(upload?[id] == read[id], "\(version) \(role)")
                }
                let id = JSONTree.text(ExampleID.certification.description)
                #expect(read["company_certifications_id"] == id)
                #expect(
                    read["company_id"] == .text(ExampleID.certifiedEntity.description))
                #expect(upload?["result"] == "created")
                #expect(upload?["renamed_from"] == .null)
            }
        }
    }

    @Test("a list holds what the example of a bulk call uploads, the newest first")
    func lists() throws {
        for role in Role.allCases {
            guard case .array(let rows) = try Self.data("Retrieve all Certifications", role, .v2)
            else {
                Issue.record("no list")
                return
            }
            let numbers = rows.map { $0["certification"]?["certificate_number"] }
            #expect(numbers == ["EM-2025-0093", "QM-2025-0417"])
        }
    }

    @Test("a bulk call answers its ids; a partial one what became of each record")
    func bulk() throws {
        for role in Role.allCases {
            for version in WireVersion.allCases {
                let call = try Self.call("Bulk Upload Certification")
                let samples = call.sampleAnswers(to: role, in: version)
                let answers = try Self.answers("Bulk Upload Certification", role, version)
                try #require(answers.count == 2)
                let whole = try #require(answers[0]["data"])
                #expect(
                    whole["company_certifications_ids"]
                        == .texts(
                            [ExampleID.certification, ExampleID.secondCertification]
                                .map(\.description)))
                #expect(whole["created"] == 2 && whole["results"] == nil)
                let shape = samples[0].shape.members.first?.shape
                let results = shape?.members.first { $0.name == "results" }
                #expect(results?.isAlwaysThere == false)
                let partial = try #require(answers[1]["data"])
                #expect(partial["stored"] == 1 && partial["rejected"] == 1)
                guard case .array(let records)? = partial["results"] else {
                    Issue.record("no results")
                    continue
                }
                #expect(records.map { $0["status"] } == ["created", "rejected"])
                guard case .array(let errors)? = records.last?["errors"] else {
                    Issue.record("no errors")
                    continue
                }
                #expect(errors.first?["value"] == "\"20230229\"")
            }
        }
    }

    @Test("updates of a certified entity answer what their examples send")
    func entities() throws {
        for role in Role.allCases {
            for version in WireVersion.allCases {
                let name = "Update Certified Entity Name"
                let renamed = try Self.data(name, role, version)
                try Self.expect(
                    try Self.example(name, role, version), in: renamed, "\(version) \(role)")
                guard case .array(let former)? = renamed["former_names"] else {
                    Issue.record("no former names")
                    continue
                }
                #expect(former.map { $0["company_name"] } == ["Brandholz Fördertechnik GmbH"])
            }
            let name = "Update Certified Entity Details"
            let updated = try Self.data(name, role, .v2)
            let sent = try Self.example(name, role, .v2)
            for member in ["company_trading_name", "company_city", "system_information"] {
                #expect(sent[member] != nil && updated[member] == sent[member], "\(member)")
            }
            #expect(updated["former_names"] == .array([]))
        }
    }

    @Test("a certification body is read as the example uploads it, and under the same id")
    func bodies() throws {
        let role = Role.accreditationBody
        let sent = try Self.example("Upload Certification Body", role, .v2)
        let names = [
            "Retrieve a Certification Body", "Update Certification Body",
            "Update Certification Body Accreditation Status",
        ]
        let id = JSONTree.text(ExampleID.certificationBody.description)
        for name in names {
            let read = try Self.data(name, role, .v2)
            try Self.expect(sent, in: read, name)
            #expect(read["certification_bodies_id"] == id)
        }
        let uploaded = try Self.data("Upload Certification Body", role, .v2)
        #expect(uploaded["certification_bodies_id"] == id && uploaded["result"] == "created")
    }

    @Test("every call has samples for each caller, and each has a shape with members")
    func complete() {
        for call in ClientAPI.calls {
            for role in call.roles {
                for version in WireVersion.allCases {
                    let samples = call.sampleAnswers(to: role, in: version)
                    #expect(!samples.isEmpty, "\(call.name)")
                    #expect(samples.allSatisfy { !$0.shape.members.isEmpty }, "\(call.name)")
                }
            }
        }
    }

    /// A list without elements says nothing of what would stand in it.
    @Test("no list of records is without elements in a shape")
    func shapes() {
        for call in ClientAPI.calls {
            for role in call.roles {
                for version in WireVersion.allCases {
                    let members = call.answerMembers(to: role, in: version)
                    let empty = Self.emptyLists(in: members)
                    #expect(
                        empty.isSubset(of: ["files", "company_industries"]),
                        "\(version) \(call.name)")
                }
            }
        }
    }

    private static func emptyLists(in members: [AnswerMember]) -> Set<String> {
        members.reduce(into: []) { names, member in
            if member.kind == "list" { names.insert(member.name) }
            names.formUnion(emptyLists(in: member.members))
        }
    }
}

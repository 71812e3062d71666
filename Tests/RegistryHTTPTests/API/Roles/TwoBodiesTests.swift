import RegistryCore
import RegistryJSON
import Testing

/// The roles that name a certification body in each upload.
private let naming: [Role] = [.accreditationBody, .multinationalCertificationBody]

@Suite("Two certification bodies of one account over HTTP")
struct TwoBodiesTests {
    /// What a certification of the second body says.
    private static func second(_ role: Role) -> [String: String?] {
        [
            "certification_body_identity_number": role == .accreditationBody ? #""CB-2""# : nil,
            "certification_body_name": #""Gamma Cert""#,
            "certification_body_acronym_name": #""GaC""#,
        ]
    }

    /// A scene with a second body beside the one that ``Bodies`` name.
    private static func run(
        _ role: Role, _ scenario: @escaping @Sendable (APIScene) async throws -> Void
    ) async throws {
        try await APIScene.run(as: role) { scene in
            if role == .accreditationBody {
                try await scene.record(
                    Bodies.certificationBody([
                        "certification_body_identity_number": #""CB-2""#,
                        "certification_body_name": #""Gamma Cert""#,
                        "certification_body_acronym": #""GaC""#,
                    ]))
            } else {
                let body = try await scene.newAccount(
                    .certificationBody, "Gamma Cert", acronym: "GaC")
                try await scene.associate(try body.certificationBodyID)
            }
            try await scenario(scene)
        }
    }

    private static let keys: [String: String?] = [
        "certificate_number": #""N-1""#, "certificate_identity_number": #""I-1""#,
    ]

    private static func changes(
        _ role: Role, ofSecond: Bool, _ more: [String: String?] = [:]
    ) -> [String: String?] {
        (ofSecond ? second(role) : [:]).merging(more) { _, new in new }
            .merging(keys) { own, _ in own }
    }

    @Test(
        "equal unique ids, identity numbers and certificate numbers stay apart, one by one",
        arguments: naming)
    func single(_ role: Role) async throws {
        for version in ["v1", "v2"] {
            try await Self.run(role) { scene in
                func upload(_ ofSecond: Bool, _ more: [String: String?] = [:]) async throws
                    -> JSONValue
                {
                    try await scene.upload(
                        Bodies.upload(
                            version, for: role,
                            Self.changes(role, ofSecond: ofSecond, more)),
                        version: version)
                }
                let one = try await upload(false)
                let two = try await upload(true)
                for data in [one, two] { #expect(data["result"]?.string == "created") }
                let ids = try [one, two].map {
                    try #require($0["company_certifications_id"]?.string)
                }
                #expect(ids[0] != ids[1])
                // A unique id is the client number of an accreditation body's certification body,
                // and the multi-national body's own.
                let areEqual = one["company_id"]?.string == two["company_id"]?.string
                #expect(areEqual == (role == .multinationalCertificationBody))
                // With a number alone, too.
                let update: [String: String?] = [
                    "certification_scope": #""Second""#, "certificate_identity_number": nil,
                ]
                let before = try await scene.send("GET", "cert/\(ids[0])")
                let updated = try await scene.upload(
                    Bodies.upload(
                        version, for: role, Self.second(role).merging(update) { _, new in new }),
                    version: version)
                #expect(updated["result"]?.string == "updated")
                #expect(updated["company_certifications_id"]?.string == ids[1])
                #expect(try await scene.send("GET", "cert/\(ids[0])").body == before.body)
                let read = try await scene.send("GET", "cert/\(ids[1])", version: "v1")
                #expect(try read.text("data.scope_description") == "Second")
                #expect(try read.text("data.certification_bodies_name") == "Gamma Cert")
                #expect(try read.text("data.certificate_identity_number") == "I-1")
            }
        }
    }

    @Test(
        "equal ids and numbers of two bodies in one call are two certifications",
        arguments: naming)
    func bulk(_ role: Role) async throws {
        for version in ["v1", "v2"] {
            try await Self.run(role) { scene in
                func send(_ scope: String?) async throws -> APIAnswer {
                    let more: [String: String?] =
                        scope.map {
                            ["certification_scope": #""\#($0)""#]
                        } ?? [:]
                    return try await scene.send(
                        "POST", "bulk-upload-cert?results=true",
                        Bodies.bulk(
                            version, for: role,
                            [
                                Self.changes(role, ofSecond: false),
                                Self.changes(role, ofSecond: true, more),
                            ]), version: version)
                }
                let created = try await send(nil)
                #expect(try created.number("data.created") == 2)
                let results = "data.results"
                let ids = try created.texts("company_certifications_id", in: results)
                #expect(Set(ids).count == 2)
                let companies = Set(try created.texts("company_id", in: results))
                #expect(companies.count == (role == .accreditationBody ? 2 : 1))
                let again = try await send(nil)
                #expect(try again.number("data.unchanged") == 2)
                #expect(try again.texts("company_certifications_id", in: results) == ids)
                let updated = try await send("Second")
                #expect(try updated.texts("status", in: results) == ["unchanged", "updated"])
            }
        }
    }

    @Test("what is deleted of one body stays with the other, and comes back to its own id")
    func deletes() async throws {
        try await Self.run(.accreditationBody) { scene in
            let role = Role.accreditationBody
            let one = try await scene.upload(
                Bodies.v2(for: role, Self.changes(role, ofSecond: false)))
            let two = try await scene.upload(
                Bodies.v2(for: role, Self.changes(role, ofSecond: true)))
            let ids = try [one, two].map { try #require($0["company_certifications_id"]?.string) }
            let entityID = try #require(one["company_id"]?.string)
            #expect(try await scene.send("DELETE", "ce/\(entityID)").body == #"{"data":1}"#)
            #expect(try await scene.send("GET", "cert/\(ids[0])").status == 404)
            #expect(try await scene.send("GET", "cert/\(ids[1])").status == 200)
            let back = try await scene.upload(
                Bodies.v2(for: role, Self.changes(role, ofSecond: false)))
            #expect(back["result"]?.string == "created")
            #expect(back["company_certifications_id"]?.string == ids[0])
            #expect(back["company_id"]?.string == entityID)
        }
    }

    @Test("an entity of one body is none that the other body's certification may name")
    func namedEntity() async throws {
        try await Self.run(.accreditationBody) { scene in
            let role = Role.accreditationBody
            try await scene.upload(Bodies.v2(for: role))
            func body(_ changes: [String: String?]) -> String {
                let name: [String: String?] = ["certified_entity_unique_id": #""E-1""#]
                let certification = Bodies.v2Certification(
                    for: role, changes.merging(name) { own, _ in own })
                return #"{"certifications":[\#(certification)]}"#
            }
            let number: [String: String?] = ["certificate_number": #""N-2""#]
            let own = try await scene.send("POST", "bulk-upload-cert", body(number))
            #expect(try own.number("data.created") == 1)
            try await scene.expectNoChange {
                let other = try await scene.send(
                    "POST", "bulk-upload-cert", body(Self.second(role)))
                #expect(
                    try other.faults == [
                        "validation_error certifications[0].certified_entity_unique_id"
                    ])
            }
        }
    }
}

import RegistryCore
import RegistryJSON
import RegistryTestKit
import Testing

@Suite("One certification body of several accreditation bodies over HTTP")
struct SharedBodyTests {
    private static let number = "certification_body_identity_number"

    /// The same body as another accreditation body may record it.
    private static let abroad = Bodies.certificationBody([
        number: #""UK-7""#, "certification_body_name": #""ALPHA  cert""#, "country": #""DEU""#,
        "certification_body_acronym": #""Alpha""#, "description": #""Theirs""#,
    ])

    private static func british(_ scene: APIScene) async throws -> APIScene {
        try await scene.newAccount(.accreditationBody, "UK Accreditation", acronym: "UKAS")
    }

    @Test("a body of the same name and country has one id, and each its own record of it")
    func oneID() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            let other = try await Self.british(scene)
            let list = try await scene.send("GET", "cb")
            let id = try #require(try list.text("data.0.certification_bodies_id"))
            #expect(try await other.record(Self.abroad) == id)
            for version in ["v1", "v2"] {
                let number =
                    version == "v1" ? "certification_bodies_guid_in_ab" : Self.number
                let mine = try await scene.send("GET", "cb/\(id)", version: version)
                let theirs = try await other.send("GET", "cb/\(id)", version: version)
                #expect(try mine.text("data.\(number)") == "CB-1")
                #expect(try theirs.text("data.\(number)") == "UK-7")
                for foreign in ["UK-7", "ALPHA  cert", "Theirs"] {
                    #expect(!mine.body.contains(foreign))
                }
                for foreign in ["CB-1", "Alpha Cert"] { #expect(!theirs.body.contains(foreign)) }
            }
        }
    }

    @Test("neither sees the other's record, nor changes it, by the id that they share")
    func apart() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            let other = try await Self.british(scene)
            let id = try await other.record(Self.abroad)
            let before = try await scene.send("GET", "cb/\(id)")
            scene.clock.advance(seconds: 10)
            for call in ["cb", "cb/update-accreditation-status"] {
                let update = try await other.send(
                    "PUT", call,
                    #"{"certification_bodies_id":"\#(id)","accreditation_status":"Withdrawn"}"#)
                #expect(try update.text("data.accreditation_status") == "Withdrawn")
                try await scene.expectNoChange {
                    let foreign = try await other.send(
                        "PUT", call,
                        #"{"certification_bodies_guid_in_ab":"CB-1","#
                            + #""accreditation_status":"Suspended"}"#)
                    #expect(try foreign.refusal == "404 not_found")
                }
            }
            try await other.record(
                Bodies.certificationBody([
                    Self.number: #""UK-7""#, "certification_body_name": #""Renamed""#,
                ]))
            #expect(try await scene.send("GET", "cb/\(id)").body == before.body)
            for (asking, foreign) in [(scene, "UK-7"), (other, "CB-1")] {
                let list = try await asking.send("GET", "cb?\(Self.number)=\(foreign)")
                #expect(try list.number("meta.total_rows") == 0)
                #expect(try await asking.send("GET", "cb").number("meta.total_rows") == 1)
            }
        }
    }

    @Test("their certifications of the body stay apart, with equal ids and numbers")
    func certifications() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            let other = try await Self.british(scene)
            try await other.record(Self.abroad)
            let mine = try await scene.uploadedID()
            let theirs = try await other.uploadedID(
                Bodies.v2(
                    for: .accreditationBody, ["certification_body_identity_number": #""UK-7""#]))
            #expect(mine != theirs)
            #expect(try await other.send("GET", "cert/\(mine)").status == 404)
            let reads = try await [
                scene.send("GET", "cert/\(mine)", version: "v1"),
                other.send("GET", "cert/\(theirs)", version: "v1"),
            ]
            #expect(
                try reads[0].text("data.certification_bodies_id")
                    == reads[1].text("data.certification_bodies_id"))
            #expect(try reads[0].text("data.certification_bodies_name") == "Alpha Cert")
            #expect(try reads[1].text("data.certification_bodies_name") == "ALPHA  cert")
        }
    }

    @Test("another name or country, or two that would do, make a new body")
    func notJoined() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            let other = try await Self.british(scene)
            func record(
                _ asking: APIScene, _ number: String, _ changes: [String: String?] = [:]
            ) async throws -> String {
                let own: [String: String?] = [Self.number: #""\#(number)""#]
                return try await asking.record(
                    Bodies.certificationBody(own.merging(changes) { _, new in new }))
            }
            // Of the same account each number is a body of its own.
            var ids = [try await record(scene, "CB-1"), try await record(scene, "CB-2")]
            ids.append(try await record(other, "1", ["country": #""Austria""#]))
            ids.append(try await record(other, "2", ["certification_body_name": #""Alpha""#]))
            // Two of the first account's would do.
            ids.append(try await record(other, "3"))
            #expect(Set(ids).count == 5)
        }
    }

    @Test("a body that has an account is joined, and V1 calls it as the account does")
    func account() async throws {
        try await APIScene.run { scene in
            let ab = try await scene.accreditationBody()
            let id = try await ab.record(
                Bodies.certificationBody(["certification_body_name": #""ALPHA CERT""#]))
            #expect(id == (try scene.certificationBodyID).description)
            let read = try await ab.send("GET", "cb/\(id)", version: "v1")
            #expect(try read.text("data.certification_bodies_name") == "Alpha Cert")
            #expect(try read.text("data.certification_bodies_name_from_ab") == "ALPHA CERT")
        }
    }
}

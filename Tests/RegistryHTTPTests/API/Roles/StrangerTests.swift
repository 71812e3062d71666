import RegistryCore
import RegistryHTTP
import RegistryJSON
import RegistryTestKit
import Testing

@Suite("Accounts of one role know nothing of each other over HTTP")
struct StrangerTests {
    /// What a stranger may send in a call that names a record, with an id in each place for one;
    /// empty for a call that names none.
    private static func attempts(_ sample: CallSample, _ id: String) -> [(
        path: String, body: String
    )] {
        if sample.path != sample.call.path { return [(sample.path(id: id), "")] }
        let status = #""accreditation_status":"Withdrawn""#
        let bodies =
            switch sample.path {
            case "ce-by-guid": [#"{"company_guid":"\#(id)","company_city":"Stolen"}"#]
            case "ce-name-by-guid": [#"{"company_guid":"\#(id)","company_name":"Stolen"}"#]
            case "cb", "cb/update-accreditation-status":
                [#""certification_bodies_id""#, #""certification_bodies_guid_in_ab""#].map {
                    #"{\#($0):"\#(id)",\#(status)}"#
                } + [
                    #"{"certification_bodies_id":"\#(id)","#
                        + #""certification_bodies_guid_in_ab":"\#(id)",\#(status)}"#
                ]
            default: [String]()
            }
        return sample.method == "GET" ? [] : bodies.map { (sample.path, $0) }
    }

    @Test(
        "a record of another account is answered word for word as one that does not exist",
        arguments: Role.allCases)
    func wordForWord(_ role: Role) async throws {
        try await APIScene.run(as: role, APIScene.withoutRateLimit) { scene in
            let ids = try await Self.fill(scene)
            let stranger = try await scene.newAccount(role, "Beta Cert", acronym: "BETA")
            for body in scene.associatedBodies { try await stranger.associate(body) }
            let before = try await scene.everything()
            var naming: Set<String> = []
            try await scene.expectNoChange {
                for sample in CallSample.all(of: role) {
                    for (index, unknown) in Self.attempts(sample, "zzzzzzzzzzzz0").enumerated() {
                        naming.insert("\(sample.method) \(sample.absolutePath)")
                        let expected = try await stranger.send(
                            sample.method, unknown.path, unknown.body, version: sample.version)
                        #expect(try expected.refusal == "404 not_found")
                        for id in ids {
                            let attempt = Self.attempts(sample, id)[index]
                            let answer = try await stranger.send(
                                sample.method, attempt.path, attempt.body,
                                version: sample.version)
                            #expect(answer.status == 404, "\(sample.call.name) \(id)")
                            #expect(answer.body == expected.body, "\(sample.call.name) \(id)")
                        }
                    }
                }
            }
            #expect(naming.count == (role == .accreditationBody ? 12 : 10))
            #expect(try await scene.everything() == before)
        }
    }

    @Test(
        "the same ids and numbers, sent by another account in every call, touch its own alone",
        arguments: Role.allCases)
    func sameKeys(_ role: Role) async throws {
        try await APIScene.run(as: role, APIScene.withoutRateLimit) { scene in
            let ids = try await Self.fill(scene)
            let before = try await scene.everything()
            let stranger = try await scene.otherAccount()
            scene.clock.advance(seconds: 60)
            // Both under the unique id and under what is an alias of the first account's entity.
            for (uniqueID, number) in [("E-1", "N-1"), ("X-1", "N-2")] {
                for version in ["v1", "v2"] {
                    let own = try await stranger.uploadAll(version, uniqueID, number)
                    #expect(own.isDisjoint(with: ids))
                }
            }
            let list = try await stranger.send("GET", "cert", version: "v1")
            #expect(try list.number("meta.total_rows") == 2)
            #expect(
                try list.texts("certification_number").compactMap { $0 }.sorted() == ["N-1", "N-2"])
            #expect(try await scene.everything() == before)
            try await Self.updateAndDelete(stranger)
            #expect(try await scene.everything() == before)
        }
    }

    /// Uploads a certification with all ids that there are.
    ///
    /// - Returns: every id by which something of the account may be named.
    private static func fill(_ scene: APIScene) async throws -> Set<String> {
        let role = scene.account.role
        let data = try await scene.upload(
            Bodies.v2(for: role, ["certificate_identity_number": #""I-1""#]))
        var ids = [
            try #require(data["company_certifications_id"]?.string),
            try #require(data["company_id"]?.string), "E-1", "X-1", "N-1", "I-1",
        ]
        if role == .accreditationBody {
            let list = try await scene.send("GET", "cb")
            ids += ["CB-1", try #require(try list.text("data.0.certification_bodies_id"))]
        } else {
            let alias = try await scene.send(
                "PUT", "ce-by-guid",
                #"{"company_guid":"E-1","system_information":[{"company_guid":"X-1"}]}"#)
            #expect(alias.status == 200)
        }
        return Set(ids)
    }

    /// Every other write of a role, by the ids that the first account has too.
    private static func updateAndDelete(_ stranger: APIScene) async throws {
        var requests: [(method: String, path: String, body: String)] = []
        switch stranger.account.role {
        case .accreditationBody:
            let id = try #require(
                try await stranger.send("GET", "cb").text("data.0.certification_bodies_id"))
            requests = [
                ("POST", "upload-cb", Bodies.certificationBody(["description": #""Own""#])),
                (
                    "PUT", "cb",
                    #"{"certification_bodies_id":"\#(id)","certification_body_name":"Own"}"#
                ),
                (
                    "PUT", "cb/update-accreditation-status",
                    #"{"certification_bodies_guid_in_ab":"CB-1","#
                        + #""accreditation_status":"Withdrawn"}"#
                ),
            ]
        case .multinationalCertificationBody: requests = [("PUT", "update-all-cert", "")] + entity
        case .certificationBody: requests = entity
        }
        for version in ["v1", "v2"] {
            for request in requests {
                let answer = try await stranger.send(
                    request.method, request.path, request.body, version: version)
                #expect(answer.status == 200, "\(request.path) \(answer.body)")
            }
        }
        let list = try await stranger.send("GET", "cert", version: "v1")
        for id in try list.texts("company_id").compactMap({ $0 }) {
            #expect(try await stranger.send("DELETE", "ce/\(id)").status == 200)
        }
    }

    private static let entity = [
        ("PUT", "ce-by-guid", #"{"company_guid":"E-1","company_city":"Own"}"#),
        ("PUT", "ce-name-by-guid", #"{"company_guid":"E-1","company_name":"Own"}"#),
        ("PUT", "ce-by-guid", #"{"company_guid":"X-1","company_city":"Own"}"#),
    ]
}

extension APIScene {
    /// Uploads one certification with all its keys, alone and in bulk.
    ///
    /// - Returns: its id and its entity's.
    fileprivate func uploadAll(
        _ version: String, _ uniqueID: String, _ number: String
    ) async throws -> Set<String> {
        let role = account.role
        let entity: [String: String?] = ["certified_entity_unique_id": #""\#(uniqueID)""#]
        let keys: [String: String?] = [
            "certificate_number": #""\#(number)""#,
            "certificate_identity_number": #""I-\#(number.dropFirst(2))""#,
        ]
        let all = keys.merging(entity) { own, _ in own }
        let single =
            version == "v1"
            ? Bodies.v1(for: role, all) : Bodies.v2(for: role, entity: entity, keys)
        let bulk =
            version == "v1"
            ? Bodies.v1Bulk(single)
            : Bodies.v2Bulk([
                Bodies.v2Entity(
                    uniqueID, certifications: [Bodies.v2Certification(for: role, keys)])
            ])
        let data = try await upload(single, version: version)
        let answer = try await send("POST", "bulk-upload-cert", bulk, version: version)
        #expect(answer.status == 200, "\(answer.body)")
        let id = try #require(data["company_certifications_id"]?.string)
        #expect(try answer.text("data.company_certifications_ids.0") == id)
        return [id, try #require(data["company_id"]?.string)]
    }

    /// All that this account can read, in both versions, its entities as they are stored, and its
    /// records' part of the change log.
    fileprivate func everything() async throws -> [String] {
        var all: [String] = []
        var entities: Set<String> = []
        for sample in CallSample.all(of: account.role)
        where sample.method == "GET" && sample.path == sample.call.path {
            let list = try await send("GET", sample.path, version: sample.version)
            #expect(list.status == 200)
            all.append(list.body)
            let idKey =
                sample.path == "cb" ? "certification_bodies_id" : "company_certifications_id"
            for id in try list.texts(idKey).compactMap({ $0 }) {
                let path = "\(sample.path)/\(id)"
                all.append(try await send("GET", path, version: sample.version).body)
            }
            if sample.path == "cert" {
                entities.formUnion(try list.texts("company_id").compactMap { $0 })
            }
        }
        for id in entities.sorted() {
            let id = try #require(RecordID(id))
            all.append("\(try #require(await store.entity(id, of: account.id)))")
        }
        #expect(all.count >= 5)
        return all + (try await changes()).filter { $0.accountID == account.id }.map { "\($0)" }
    }
}

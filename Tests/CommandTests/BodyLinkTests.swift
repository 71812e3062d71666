import RegistryJSON
import Testing

@Suite("Joining an accreditation body's record to a certification body by command")
struct BodyLinkTests {
    /// A server whose `ab` has recorded a certification body under another name, and uploaded a
    /// certification of it.
    private struct Recorded {
        let accounts: AccountsOfEachKind
        let server: Server
        let key: String
        /// The certification body that the record has made.
        let bodyID: String
        let certificationID: String

        init() async throws {
            accounts = try await AccountsOfEachKind()
            server = try await Server(accounts.program)
            key = try await accounts.program.addKey(to: accounts.ab).key
            _ = try await server.delay(until: 200, "/api/client/v2/ab/cert", key: key)
            bodyID = try await Self.record(
                SampleBodies.record("0042", name: "Fernhollow"), server, key)
            let upload = try await server.send(
                "POST", "/api/client/v2/ab/upload-cert", key: key,
                body: SampleBodies.certification("C-1", identityNumber: "0042", body: "Any"))
            certificationID = try #require(
                upload.body["data"]?["company_certifications_id"]?.string)
        }

        /// - Returns: the certification body's id.
        static func record(_ body: String, _ server: Server, _ key: String) async throws -> String {
            let reply = try await server.send(
                "POST", "/api/client/v2/ab/upload-cb", key: key, body: body)
            return try #require(reply.body["data"]?["certification_bodies_id"]?.string)
        }

        func status(ofBody id: String) async throws -> Int {
            try await server.send("GET", "/api/client/v2/ab/cb/\(id)", key: key).status
        }

        /// The body that the certification is of, as its `ab` reads it.
        var certifyingBodyID: String? {
            get async throws {
                try await server.send(
                    "GET", "/api/client/v1/ab/cert/\(certificationID)", key: key
                ).body["data"]?["certification_bodies_id"]?.string
            }
        }
    }

    static let refusedLinks: [Refusal] = [
        (["cb", "0042", "cb"], "conflict", "an accreditation body"),
        (["mncb", "0042", "cb"], "conflict", "an accreditation body"),
        (["nobody", "0042", "cb"], "not_found", "nobody"),
        (["0000000000001", "0042", "cb"], "not_found", "0000000000001"),
        (["ab", "42", "cb"], "not_found", "42"),
        (["ab", "", "cb"], "not_found", "identity number"),
        (["ab", "0042", "mncb"], "conflict", "certification body or of its account"),
        (["ab", "0042", "ab"], "conflict", "certification body or of its account"),
        (["ab", "0042", "0000000000001"], "not_found", "0000000000001"),
        (["ab", "0042", "what?"], "not_found", "what?"),
    ]

    static let refusedPartings: [Refusal] = [
        (["cb", "0042"], "conflict", "an accreditation body"),
        (["nobody", "0042"], "not_found", "nobody"),
        (["ab", "42"], "not_found", "42"),
    ]

    @Test("what is no record of an accreditation body, or no certification body, is refused")
    func refuse() async throws {
        let recorded = try await Recorded()
        for refusal in Self.refusedLinks {
            try await recorded.accounts.expect(refusal, of: "account", "link-body")
        }
        for refusal in Self.refusedPartings {
            try await recorded.accounts.expect(refusal, of: "account", "unlink-body")
        }
        let other = try await Recorded.record(
            SampleBodies.record("0043", name: "Fernhollow Assurance"), recorded.server,
            recorded.key)
        #expect(other == recorded.accounts.bodyID)
        try await recorded.accounts.expect(
            (["ab", "0042", "cb"], "conflict", "0043"), of: "account", "link-body")
        #expect(try await recorded.certifyingBodyID == recorded.bodyID)
        #expect(try await recorded.server.stop() == 0)
    }

    @Test("a record is linked, with what was uploaded for it, and a running server answers so")
    func link() async throws {
        let recorded = try await Recorded()
        let accounts = recorded.accounts
        #expect(recorded.bodyID != accounts.bodyID)
        for id in ["cb", "body"] {
            let run = try await accounts.run(
                "account", "link-body", "ab", " 0042 ", id, "--json")
            #expect(run.exitCode == 0)
            let answer = try run.json()
            #expect(answer["account_id"]?.string == accounts.ab)
            #expect(answer["certification_body_identity_number"]?.string == "0042")
            #expect(answer["certification_body_name"]?.string == "Fernhollow")
            #expect(answer["certification_bodies_id"]?.string == accounts.bodyID)
        }
        let text = try await accounts.run("account", "link-body", "ab", "0042", "cb").output
        #expect(text.contains("0042 (Fernhollow)"))
        #expect(text.contains("\(accounts.bodyID) (Fernhollow Assurance)"))

        _ = try await recorded.server.delay(
            until: 200, "/api/client/v2/ab/cb/\(accounts.bodyID)", key: recorded.key)
        #expect(try await recorded.status(ofBody: recorded.bodyID) == 404)
        #expect(try await recorded.certifyingBodyID == accounts.bodyID)
        #expect(try await recorded.server.stop() == 0)

        let logged = try await accounts.changes(by: "account link-body")
        let kinds = logged.compactMap { $0["kind"]?.string }
        #expect(kinds.sorted() == ["certification", "certified_entity", "recorded_body"])
        for change in logged {
            #expect(change["action"]?.string == "updated")
            #expect(change["account_id"]?.string == accounts.ab)
            #expect(change["before"]?.kind == .object)
        }
        let history = try await accounts.run("history", recorded.certificationID).output
        let change = #"certification_body: "\#(recorded.bodyID)" → "\#(accounts.bodyID)""#
        #expect(history.contains("account link-body"))
        #expect(history.contains(change))
    }

    @Test("a record is parted from a body that it shares, with what was uploaded for it")
    func unlink() async throws {
        let recorded = try await Recorded()
        let accounts = recorded.accounts
        let alone = try await accounts.run("account", "unlink-body", "ab", "0042", "--json")
        #expect(try alone.json()["certification_bodies_id"]?.string == recorded.bodyID)
        #expect(try await accounts.changes(by: "account unlink-body").isEmpty, "it shares none")

        _ = try await accounts.run("account", "link-body", "ab", "0042", "cb")
        var parted: Set<String> = []
        for _ in 0..<2 {
            let run = try await accounts.run("account", "unlink-body", "ab", "0042", "--json")
            #expect(run.exitCode == 0)
            parted.insert(try #require(try run.json()["certification_bodies_id"]?.string))
        }
        #expect(parted.count == 1, "again changes nothing")
        let id = try #require(parted.first)
        #expect(id != accounts.bodyID)
        _ = try await recorded.server.delay(
            until: 200, "/api/client/v2/ab/cb/\(id)", key: recorded.key)
        #expect(try await recorded.status(ofBody: accounts.bodyID) == 404)
        #expect(try await recorded.certifyingBodyID == id)
        #expect(try await recorded.server.stop() == 0)

        let logged = try await accounts.changes(by: "account unlink-body")
        let kinds = logged.compactMap { $0["kind"]?.string }
        #expect(
            kinds.sorted() == [
                "certification", "certification_body", "certified_entity", "recorded_body",
            ])
        let history = try await accounts.run("history", id, "--json").json()["changes"]
        #expect(history?.elements.compactMap { $0["action"]?.string } == ["created"])
    }

    @Test("a body that linking has left to nobody keeps no later record from joining the other")
    func leftToNobody() async throws {
        let recorded = try await Recorded()
        let accounts = recorded.accounts
        let server = recorded.server
        let early = try await Recorded.record(
            SampleBodies.record("7", name: "Southwind", country: "FR"), server, recorded.key)
        let late = try #require(
            try await accounts.program.addAccount("cb", "--name", "Southwind", "--country", "FR")
                .bodyID)
        #expect(late != early)
        _ = try await accounts.run("account", "link-body", "ab", "7", late)

        let other = try await accounts.program.addAccount(
            "ab", "--name", "Brackenmoor", "--acronym", "BMA")
        let (_, key) = try await accounts.program.addKey(to: other.id)
        _ = try await server.delay(until: 200, "/api/client/v2/ab/cert", key: key)
        let joined = try await Recorded.record(
            SampleBodies.record("S-1", name: "SOUTHWIND", country: "FR"), server, key)
        #expect(joined == late)
        #expect(try await server.stop() == 0)
    }
}

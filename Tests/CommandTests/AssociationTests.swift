import RegistryJSON
import Testing

@Suite("The bodies that a multi-national body may name, by command")
struct AssociationTests {
    static let refused: [Refusal] = [
        (["cb", "cb"], "conflict", "multi-national"),
        (["ab", "cb"], "conflict", "multi-national"),
        (["mncb", "mncb"], "conflict", "certification body or of its account"),
        (["mncb", "ab"], "conflict", "certification body or of its account"),
        (["0000000000001", "cb"], "not_found", "0000000000001"),
        (["nobody", "cb"], "not_found", "nobody"),
        (["mncb", "0000000000001"], "not_found", "0000000000001"),
        (["mncb", "what?"], "not_found", "what?"),
    ]

    @Test("what is no multi-national body, or no certification body, is refused and not logged")
    func refuse() async throws {
        let accounts = try await AccountsOfEachKind()
        for refusal in Self.refused {
            try await accounts.expect(refusal, of: "account", "associate")
            try await accounts.expect(refusal, of: "account", "dissociate")
        }
    }

    @Test("a body is associated by its id or its account's; again changes nothing")
    func associate() async throws {
        let accounts = try await AccountsOfEachKind()
        for id in ["cb", "body", "cb"] {
            let run = try await accounts.run("account", "associate", "mncb", id, "--json")
            #expect(run.exitCode == 0)
            let answer = try run.json()
            #expect(
                answer.members.map(\.key) == ["account_id", "associated_certification_bodies"])
            #expect(answer["account_id"]?.string == accounts.mncb)
            let bodies = answer["associated_certification_bodies"]?.elements
            #expect(bodies?.compactMap(\.string) == [accounts.bodyID])
        }
        let logged = try await accounts.changes(by: "account associate")
        #expect(logged.count == 1)
        let change = try #require(logged.first)
        #expect(change["kind"]?.string == "account")
        #expect(change["action"]?.string == "updated")
        #expect(change["record_id"]?.string == accounts.mncb)
        #expect(change["before"]?.kind == .object)
        #expect(change["before"]?["associated_bodies"] == nil)
        let history = try await accounts.run("history", "mncb").output
        #expect(history.contains(#"associated_bodies: none → ["\#(accounts.bodyID)"]"#))

        let listed = try await accounts.run("account", "list", "--json").json()["accounts"]
        let account = try #require(
            listed?.elements.first { $0["account_id"]?.string == accounts.mncb })
        #expect(
            account["associated_certification_bodies"]?.elements.compactMap(\.string)
                == [accounts.bodyID])
        #expect(try await accounts.run("account", "list").output.contains("1 associated"))
    }

    @Test("a body is dissociated by its id or its account's; again changes nothing")
    func dissociate() async throws {
        let accounts = try await AccountsOfEachKind()
        _ = try await accounts.run("account", "dissociate", "mncb", "cb")
        #expect(try await accounts.changes(by: "account dissociate").isEmpty)
        for id in ["cb", "body"] {
            _ = try await accounts.run("account", "associate", "mncb", "cb")
            for _ in 0..<2 {
                let run = try await accounts.run("account", "dissociate", "mncb", id, "--json")
                #expect(run.exitCode == 0)
                #expect(try run.json()["associated_certification_bodies"]?.count == 0)
            }
        }
        #expect(try await accounts.changes(by: "account dissociate").count == 2)
    }

    @Test("both say in words which bodies may be named")
    func text() async throws {
        let accounts = try await AccountsOfEachKind()
        let one = try await accounts.run("account", "associate", "mncb", "cb").output
        #expect(one.hasPrefix("Marlstone Group may name in its uploads:\n\n"))
        #expect(one.contains("\(accounts.bodyID)  FHA"))
        #expect(one.contains("Fernhollow Assurance"))
        let none = try await accounts.run("account", "dissociate", "mncb", "body").output
        #expect(none == "Marlstone Group may name no certification body.\n")
    }

    @Test("a running server knows a body when it is associated, and no longer when it isn't")
    func timeOfEffect() async throws {
        let accounts = try await AccountsOfEachKind()
        let server = try await Server(accounts.program)
        let (_, key) = try await accounts.program.addKey(to: accounts.mncb)
        let path = "/api/client/v2/mncb/upload-cert"
        let body = SampleBodies.certification("M-1", body: "Fernhollow Assurance")
        var delays = [
            try await server.delay(until: 400, path, key: key, method: "POST", body: body)
        ]
        _ = try await accounts.run("account", "associate", "mncb", "cb")
        delays.append(
            try await server.delay(until: 200, path, key: key, method: "POST", body: body))
        let list = "/api/client/v1/mncb/cert"
        let stored = try await server.send("GET", list, key: key).body["data"]
        let row = try #require(stored?.elements.first { _ in true })
        #expect(row["certification_bodies_id"]?.string == accounts.bodyID)

        _ = try await accounts.run("account", "dissociate", "mncb", "body")
        delays.append(
            try await server.delay(until: 400, path, key: key, method: "POST", body: body))
        let refused = try await server.send("POST", path, key: key, body: body).body["errors"]
        let error = try #require(refused?.elements.first { _ in true })
        #expect(error["code"]?.string == "validation_error")
        #expect(error["field"]?.string == "certification.certification_body_name")
        // On a busy machine one look may come late, but hardly each.
        #expect(try #require(delays.min()) < .seconds(1))

        let id = try #require(row["company_certifications_id"]?.string)
        #expect(try await server.send("GET", "\(list)/\(id)", key: key).status == 200)
        #expect(try await server.send("DELETE", "\(list)/\(id)", key: key).status == 200)
        #expect(try await server.stop() == 0)
    }
}

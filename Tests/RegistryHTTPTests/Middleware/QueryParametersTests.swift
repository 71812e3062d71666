import RegistryCore
import RegistryHTTP
import Testing

@Suite("queries and paths")
struct QueryParametersTests {
    @Test(
        "a malformed escape or text that is no UTF-8 is a fault of its parameter",
        arguments: [
            ("a=%", "a"), ("a=%4", "a"), ("a=%zz", "a"), ("a=%+1", "a"), ("a=%FF", "a"),
            ("a=%C3%28", "a"), ("a=%ED%A0%80", "a"), ("%zz=1", "%zz"), ("b=1&a=%", "a"),
        ])
    func malformed(query: String, field: String) {
        let error = #expect(throws: RegistryError.self) { try QueryParameters(parsing: query) }
        guard case .faults(let faults) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(faults.map(\.code) == [.validationError])
        #expect(faults.map(\.field) == [field])
    }

    @Test("all malformed parameters are named")
    func allFaults() {
        let error = #expect(throws: RegistryError.self) {
            try QueryParameters(parsing: "a=%&b=1&c=%2&d=%zz")
        }
        guard case .faults(let faults) = error else { return }
        #expect(faults.map(\.field) == ["a", "c", "d"])
    }

    @Test("more parameters than the bound are refused")
    func tooMany() throws {
        let most = Array(repeating: "a=1", count: QueryParameters.countMax).joined(separator: "&")
        #expect(try QueryParameters(parsing: most).all.count == QueryParameters.countMax)
        #expect(throws: RegistryError.self) {
            try QueryParameters(parsing: most + "&a=1")
        }
    }

    @Test(
        "parameters are decoded, in their order",
        arguments: [
            ("", []), ("&", []), ("a", [("a", "")]), ("a=", [("a", "")]), ("=1", [("", "1")]),
            ("a=1&b=2&a=3", [("a", "1"), ("b", "2"), ("a", "3")]),
            ("a=b=c", [("a", "b=c")]), ("a=1&&b=2&", [("a", "1"), ("b", "2")]),
            ("a+b=c+d", [("a b", "c d")]), ("a%20b=%2B%26%3D", [("a b", "+&=")]),
            ("n=M%C3%BCller", [("n", "Müller")]), ("n=%e4%b8%ad", [("n", "中")]),
            ("n=Müller", [("n", "Müller")]), ("a=%00", [("a", "\0")]), ("a[]=1", [("a[]", "1")]),
        ])
    func decoded(query: String, expected: [(String, String)]) throws {
        let parameters = try QueryParameters(parsing: query)
        #expect(parameters.all.map(\.name) == expected.map(\.0))
        #expect(parameters.all.map(\.value) == expected.map(\.1))
    }

    @Test("no query is no parameters, and a repeated one is a list")
    func values() throws {
        #expect(try QueryParameters(parsing: nil).all.isEmpty)
        let parameters = try QueryParameters(parsing: "status=active&q=x&status=pending")
        #expect(parameters.values("status") == ["active", "pending"])
        #expect(parameters.values("nothing").isEmpty)
    }

    @Test("parts of a path are decoded, and + is itself there")
    func path() async throws {
        #expect(PercentEncoding.decode("a+b%2Fc") == "a+b/c")
        #expect(PercentEncoding.decode("%ff") == nil)
        try await TestServer.run { server in
            let decoded = try await server.answer("GET", "/records/a%20b%2Fc")
            #expect(decoded.body == "a b/c")
            let malformed = try await server.answer("GET", "/records/%zz")
            #expect(malformed.body == "malformed")
        }
    }
}

import HTTPTypes
import Hummingbird
import RegistryCore
import RegistryHTTP
import Testing

@Suite("The routes of the API")
struct RouteTests {
    /// Contract section 4, row by row: whose call it is, then what stands after the role.
    private static let contract = [
        "ab cb mncb|POST|upload-cert",
        "ab cb mncb|POST|bulk-upload-cert",
        "ab cb mncb|GET|cert",
        "ab cb mncb|GET|cert/{company_certifications_id}",
        "ab cb mncb|DELETE|cert/{company_certifications_id}",
        "mncb|PUT|update-all-cert",
        "cb mncb|PUT|ce-name-by-guid",
        "cb mncb|PUT|ce-by-guid",
        "ab cb mncb|DELETE|ce/{company_id}",
        "ab|POST|upload-cb",
        "ab|GET|cb",
        "ab|GET|cb/{certification_bodies_id}",
        "ab|PUT|cb",
        "ab|PUT|cb/update-accreditation-status",
    ]

    /// Every call of the contract, with its full path.
    private static let calls: [(method: String, path: String)] = ["v1", "v2"].flatMap { version in
        contract.flatMap { row in
            let parts = row.split(separator: "|").map(String.init)
            return parts[0].split(separator: " ").map { role in
                (parts[1], "/api/client/\(version)/\(role)/\(parts[2])")
            }
        }
    }

    @Test("what is mounted is the contract's 56 calls, and nothing else")
    func mounted() async throws {
        try await APIScene.run { scene in
            let router = Router(context: RegistryRequestContext.self)
            ClientAPI(
                register: scene.register, configuration: APIConfiguration(),
                rateLimiter: RateLimiter(),
                failedAuthentications: FailedAuthenticationLimit(perMinute: 60),
                bodies: BodyReader(budget: BodyBudget(bytesMax: 0))
            ).addRoutes(to: router)
            let mounted = router.routes.map { "\($0.method.rawValue) \($0.path.description)" }
            let expected = Self.calls.map { "\($0.method) \($0.path)" }
            #expect(expected.count == 56)
            #expect(mounted.sorted() == expected.sorted())
            #expect(Set(mounted).count == 56)
        }
    }

    @Test("a running server asks for a key at each of the 56, and has no other call at any path")
    func served() async throws {
        try await APIScene.run({ $0.failedAuthenticationsPerMinute = 100_000 }) { scene in
            let served = Set(Self.calls.map { "\($0.method) \(Self.named($0.path))" })
            let tails = Set(Self.contract.compactMap { $0.split(separator: "|").last })
            var asked = 0
            for version in ["v1", "v2"] {
                for role in Role.allCases {
                    for tail in tails {
                        let path = Self.named("/api/client/\(version)/\(role.rawValue)/\(tail)")
                        for method in ["GET", "POST", "PUT", "DELETE", "PATCH"] {
                            let answer = try await scene.sendRaw(method, path)
                            let isServed = served.contains("\(method) \(path)")
                            asked += isServed ? 1 : 0
                            let statuses = isServed ? [401] : [404, 405]
                            #expect(statuses.contains(answer.status), "\(method) \(path)")
                        }
                    }
                }
            }
            #expect(asked == 56)
        }
    }

    /// With an id where the path has a parameter.
    private static func named(_ path: String) -> String {
        path.split(separator: "/").map { $0.hasPrefix("{") ? "1" : $0 }
            .reduce("") { $0 + "/" + $1 }
    }
}

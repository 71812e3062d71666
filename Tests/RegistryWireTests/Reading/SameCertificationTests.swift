import RegistryCore
import RegistryJSON
import RegistryWire
import Testing

@Suite("The same certification in both versions")
struct SameCertificationTests {
    private static let v2Names = [
        "certified_entity_street_address": "business_registered_street",
        "certified_entity_street_city": "business_registered_city",
        "certified_entity_city": "business_registered_city",
        "certified_entity_state": "business_registered_state",
        "certified_entity_post_code": "business_registered_zip_code",
        "certified_entity_country": "business_registered_country",
    ]

    /// A V1 body as V2 says it.
    static func asV2(_ v1: EditableJSON) -> EditableJSON {
        guard case .object(let members) = v1 else { return v1 }
        let isEntity = { (key: String) in
            key.hasPrefix("certified_entity") || key == "confidential_certified_entity"
        }
        return [
            "certified_entity": .object(
                members.filter { isEntity($0.key) }
                    .map { (v2Names[$0.key] ?? $0.key, $0.value) }),
            "certification": .object(members.filter { !isEntity($0.key) }),
        ]
    }

    @Test("reads equal, whoever sends it", arguments: Role.allCases)
    func sample(role: Role) throws {
        let context = try Requests.context(role)
        let (first, second) = (Requests.good(.v1, role), Requests.good(.v2, role))
        let v1 = try #require(try Requests.upload(first, .v1, context).value)
        let v2 = try #require(try Requests.upload(second, .v2, context).value)
        #expect(v1.content == v2.content)
        #expect(Self.asV2(first).text == second.text)
        #expect(v1.body == v2.body)
    }

    @Test(
        "reads equal and has equal faults, for random bodies good and bad", arguments: Role.allCases
    )
    func random(role: Role) throws {
        let context = try Requests.context(role)
        var random = SeededRandom(seed: 11)
        var counts = (good: 0, bad: 0)
        for _ in 0..<800 {
            let body = RandomRequest.v1(&random, role)
            let v1 = try Requests.upload(body, .v1, context)
            let v2 = try Requests.upload(Self.asV2(body), .v2, context)
            #expect(v1.value?.content == v2.value?.content)
            #expect(v1.value?.body == v2.value?.body)
            #expect(v1.faults.count == v2.faults.count, "\(body.text)")
            #expect(
                Set(v1.faults.map(Self.words)) == Set(v2.faults.map(Self.words)), "\(body.text)")
            counts.good += v1.value == nil ? 0 : 1
            counts.bad += v1.value == nil ? 1 : 0
        }
        // Both are there, or nothing was tested.
        #expect(counts.good > 100)
        #expect(counts.bad > 100)
    }

    /// A fault, but for what the versions call the field.
    private static func words(_ fault: Fault) -> String {
        var message = fault.message.replacing(", city or full_address", with: " or city")
        for (v1, v2) in v2Names { message = message.replacing(v1, with: v2) }
        return "\(fault.code) \(message) \(fault.value ?? "-")"
    }
}

/// Bodies of V1 made up by a seeded generator: some fields spoilt, some left out.
enum RandomRequest {
    private static let values: [EditableJSON] = [
        "", " ", .null, "x", "active", "Withdrawn", "AU", "Côte d'Ivoire", "20240412", 20_240_412,
        "20300101", "99999999", 0, 1, 7, -1.5, true, false, [], [:], "UKAS", "Accredited",
        "Unaccredited", "NoneAccredited", "www.example.com", "ftp://x.y", "a\u{0}b", "a\nb",
        .string(String(repeating: "x", count: 301)), [[:]], [["country": "AU", "city": "x"]],
        [["country": ""]], [["scheme_name": "FAMI-QS", "standard_list": [["standard_name": "x"]]]],
    ]

    static func v1(
        _ random: inout SeededRandom, _ role: Role = .certificationBody
    ) -> EditableJSON {
        let good = Requests.good(.v1, role)
        guard case .object(var members) = good else { return good }
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let index = Int.random(in: 0..<members.count, using: &random)
            if Int.random(in: 0..<4, using: &random) == 0 {
                members.remove(at: index)
            } else {
                members[index].value = values[Int.random(in: 0..<values.count, using: &random)]
            }
        }
        return .object(members)
    }
}

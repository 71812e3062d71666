import RegistryCore
import RegistryWire
import Testing

@Suite("Addresses of an upload")
struct AddressReadingTests {
    private static let keys = [
        WireVersion.v1: [
            "certified_entity_street_address", "certified_entity_street_city",
            "certified_entity_state", "certified_entity_post_code",
        ],
        .v2: [
            "certified_entity.business_registered_street",
            "certified_entity.business_registered_city",
            "certified_entity.business_registered_state",
            "certified_entity.business_registered_zip_code",
        ],
    ]

    private static func address(
        _ version: WireVersion, _ values: [EditableJSON?], full: EditableJSON? = nil
    ) throws -> AddressChange {
        var body = Requests.good(version)
        for (key, value) in zip(keys[version] ?? [], values) {
            body = value.map { body.setting(key, $0) } ?? body.removing(key)
        }
        if let full {
            body = body.setting("certified_entity.business_registered_full_address", full)
        }
        return try #require(try Requests.upload(body, version).value?.uploadedEntity).address
    }

    @Test("street or city replaces the group, state and post code alone do not")
    func replacing() throws {
        for version in WireVersion.allCases {
            #expect(try Self.address(version, ["A", nil, nil, nil]).replacesGroup)
            #expect(try Self.address(version, [nil, "B", nil, nil]).replacesGroup)
            #expect(try Self.address(version, ["", nil, nil, nil]).replacesGroup)
            #expect(try !Self.address(version, [nil, nil, "C", "D"]).replacesGroup)
            #expect(try !Self.address(version, [.null, .null, "C", nil]).replacesGroup)
            let change = try Self.address(version, [nil, nil, "C", ""])
            #expect(change.state == .set("C"))
            #expect(change.postCode == .clear)
        }
    }

    @Test("V2's full address replaces the group too")
    func fullAddress() throws {
        let change = try Self.address(.v2, [nil, nil, nil, nil], full: "1 Quay St, Perth")
        #expect(change.replacesGroup)
        #expect(change.full == .set("1 Quay St, Perth"))
        #expect(try !Self.address(.v2, [nil, nil, nil, nil], full: .null).replacesGroup)
    }

    @Test("only V2 asks for a location")
    func mustBeLocated() throws {
        for version in WireVersion.allCases {
            let upload = try Requests.upload(Requests.good(version), version).value
            #expect(upload?.uploadedEntity?.mustBeLocated == (version == .v2))
        }
    }

    @Test("a faulty street is the only fault of an address")
    func faulty() throws {
        for version in WireVersion.allCases {
            let key = Self.keys[version]?[0] ?? ""
            let reading = try Requests.upload(Requests.good(version).setting(key, 7), version)
            #expect(reading.faults.map(\.field) == [key])
        }
    }
}

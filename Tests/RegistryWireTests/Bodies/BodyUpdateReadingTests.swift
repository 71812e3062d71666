import RegistryCore
import RegistryJSON
import RegistryWire
import Testing

/// Contract section 10: PUT `cb` and PUT `cb/update-accreditation-status`.
@Suite("Reading updates of a certification body")
struct BodyUpdateReadingTests {
    private typealias Read = @Sendable (EditableJSON) throws -> WireReading<BodyUpdate>

    private static let both: [(rest: EditableJSON, read: Read)] = [
        ([:], { try BodyRequests.readUpdate($0) }),
        (["accreditation_status": "Active"], { try BodyRequests.readStatus($0) }),
    ]

    // MARK: The ids

    @Test("one of the two ids is mandatory")
    func noID() throws {
        for (rest, read) in Self.both {
            let bodies = [
                rest, rest.setting("certification_bodies_id", .null),
                rest.setting("certification_bodies_guid_in_ab", ""),
                rest.setting("certification_bodies_id", " ")
                    .setting("certification_bodies_guid_in_ab", .null),
            ]
            for body in bodies {
                let reading = try read(body)
                #expect(reading.faults.map(\.code) == [.validationError], "\(body.text)")
                #expect(reading.faults.map(\.field) == ["certification_bodies_id"])
                #expect(
                    reading.faults.allSatisfy {
                        $0.message.contains("certification_bodies_guid_in_ab")
                    })
            }
        }
    }

    @Test("either id is enough, and an empty one is as if not sent")
    func oneID() throws {
        for (rest, read) in Self.both {
            let id = try read(
                rest.setting("certification_bodies_id", "00000000004w9")
                    .setting("certification_bodies_guid_in_ab", ""))
            #expect(id.value?.certificationBodyID == "00000000004w9")
            #expect(id.value?.identityNumber == nil)
            for key in ["certification_bodies_guid_in_ab", "certification_body_identity_number"] {
                let number = try read(rest.setting(key, " B/1 "))
                #expect(number.warnings == [])
                #expect(number.value?.identityNumber == "B/1")
                #expect(number.value?.certificationBodyID == nil)
            }
            let both = try read(
                rest.setting("certification_bodies_id", "1")
                    .setting("certification_bodies_guid_in_ab", "2"))
            #expect(both.value?.certificationBodyID == "1" && both.value?.identityNumber == "2")
        }
    }

    @Test("an id of another type is refused; whatever text it is, it is looked up")
    func idType() throws {
        for (rest, read) in Self.both {
            for key in ["certification_bodies_id", "certification_bodies_guid_in_ab"] {
                for value in [7, true, [], ["a": "b"]] as [EditableJSON] {
                    let reading = try read(rest.setting(key, value))
                    #expect(reading.faults.map(\.field) == [key], "\(value.text)")
                }
                let long = try read(
                    rest.setting(key, .string(String(repeating: "x", count: 500))))
                #expect(long.faults == [])
            }
        }
    }

    @Test("faults of the register stand at the ids")
    func sites() throws {
        let update = try #require(
            try BodyRequests.readUpdate([
                "certification_bodies_id": "1", "certification_body_identity_number": "2",
                "standard_and_schemes": [["scheme_name": "S", "standard_code": "C"]],
            ]).value)
        #expect(update.locator.site(of: .certificationBodyID).field == "certification_bodies_id")
        #expect(
            update.locator.site(of: .certificationBodyIdentityNumber).field
                == "certification_body_identity_number")
        #expect(update.locator.site(of: .standards).field == "standard_and_schemes")
    }

    // MARK: PUT cb

    @Test("only what is named changes")
    func onlyNamed() throws {
        let reading = try BodyRequests.readUpdate(
            BodyRequests.update("certification_body_acronym", "NWC"))
        let change = try #require(reading.value).change
        #expect(change.acronym == .set("NWC"))
        #expect(change.name == nil && change.country == nil && change.status == nil)
        #expect(change.description == .keep && change.website == .keep)
        #expect(change.emailAddress == .keep && change.phoneNumber == .keep)
        #expect(change.faxNumber == .keep && change.countries == .keep)
        #expect(change.offices.setValue == nil && !change.offices.isClear)
        #expect(change.standards.setValue == nil && !change.standards.isClear)
        #expect(change.sectors.setValue == nil && !change.sectors.isClear)
    }

    @Test("every field of an upload but the identity number may be sent")
    func everyField() throws {
        let body = BodyRequests.upload.renaming(
            "certification_body_identity_number", "certification_bodies_guid_in_ab")
        let reading = try BodyRequests.readUpdate(body)
        #expect(reading.faults == [])
        #expect(reading.warnings == [])
        let upload = try #require(try BodyRequests.read(BodyRequests.upload).value)
        #expect("\(try #require(reading.value).change)" == "\(upload.change)")
    }

    @Test(
        "what is mandatory in an upload may be left out but not be empty",
        arguments: ["certification_body_name", "country", "accreditation_status"])
    func filled(key: String) throws {
        for value in ["", " \u{A0}"] as [EditableJSON] {
            let reading = try BodyRequests.readUpdate(BodyRequests.update(key, value))
            #expect(reading.faults.map(\.code) == [.validationError])
            #expect(reading.faults.map(\.field) == [key])
        }
        #expect(try BodyRequests.readUpdate(BodyRequests.update(key, .null)).faults == [])
        let wrong = try BodyRequests.readUpdate(BodyRequests.update(key, 7))
        #expect(wrong.faults.map(\.field) == [key])
    }

    @Test("the rest is cleared where it is empty, and judged as in an upload")
    func rest() throws {
        for array in BodyRequests.arrays {
            let empty = try BodyRequests.readUpdate(BodyRequests.update(array, []))
            let change = try #require(empty.value).change
            let cleared = [
                "office_directories": change.offices.isClear,
                "certification_body_countries": change.countries.isClear,
                "standard_and_schemes": change.standards.isClear,
                "technical_sectors": change.sectors.isClear,
            ]
            #expect(cleared.filter(\.value).map(\.key) == [array])
        }
        for (path, max) in BodyUploadReadingTests.texts where !path.contains("[") {
            guard path != "certification_body_identity_number" else { continue }
            let long = EditableJSON.string(String(repeating: "x", count: max + 1))
            let reading = try BodyRequests.readUpdate(BodyRequests.update(path, long))
            #expect(reading.faults.map(\.field) == [path])
        }
        let unknown = try BodyRequests.readUpdate(BodyRequests.update("country", "Atlantis"))
        #expect(unknown.faults.map(\.code) == [.dataMappingRequired])
    }

    // MARK: PUT cb/update-accreditation-status

    @Test("the status is mandatory")
    func status() throws {
        let ids: EditableJSON = ["certification_bodies_guid_in_ab": "B/1"]
        for body in [
            ids, ids.setting("accreditation_status", .null),
            ids.setting("accreditation_status", ""),
        ] {
            let reading = try BodyRequests.readStatus(body)
            #expect(reading.faults.map(\.code) == [.validationError])
            #expect(reading.faults.map(\.field) == ["accreditation_status"])
        }
        let nothing = try BodyRequests.readStatus([:])
        #expect(
            nothing.faults.map(\.field) == ["certification_bodies_id", "accreditation_status"])
        let unknown = try BodyRequests.readStatus(ids.setting("accreditation_status", "Gone"))
        #expect(unknown.faults.map(\.code) == [.dataMappingRequired])
        let good = try BodyRequests.readStatus(ids.setting("accreditation_status", "withdrawn"))
        #expect(good.value?.change.status == .withdrawn)
    }

    @Test("another field of a body is unknown there, and changes nothing")
    func otherFields() throws {
        let reading = try BodyRequests.readStatus([
            "certification_bodies_id": "1", "accreditation_status": "Active",
            "certification_body_name": "x", "country": 7,
        ])
        #expect(reading.faults == [])
        #expect(reading.warnings.map(\.field) == ["certification_body_name", "country"])
        #expect(reading.value?.change.name == nil && reading.value?.change.country == nil)
    }

    // MARK: PUT update-all-cert

    @Test("an update-all takes no body or an empty object; what else is in it is pointed out")
    func confirmation() throws {
        let context = try Requests.context(.multinationalCertificationBody)
        for root in [nil, try EditableJSON.object([]).parsed()] {
            let reading = ConfirmationReading.read(root, context)
            #expect(reading.faults == [])
            #expect(reading.warnings == [])
            #expect(reading.value != nil)
        }
        let more = ConfirmationReading.read(
            try EditableJSON.object([("until", "20240101")]).parsed(), context)
        #expect(more.faults == [])
        #expect(more.warnings.map(\.field) == ["until"])
        for body in [[], 7, "x", .null, true] as [EditableJSON] {
            let reading = ConfirmationReading.read(try body.parsed(), context)
            #expect(reading.faults.map(\.code) == [.badRequest], "\(body.text)")
            #expect(reading.value == nil)
        }
    }
}

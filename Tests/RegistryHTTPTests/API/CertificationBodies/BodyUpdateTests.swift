import RegistryCore
import RegistryJSON
import RegistryTestKit
import Testing

@Suite("Updates of certification bodies over HTTP")
struct BodyUpdateTests {
    private static let second = Bodies.certificationBody([
        "certification_body_identity_number": #""CB-2""#,
        "certification_body_name": #""Gamma Cert""#,
    ])
    private static let calls = ["cb", "cb/update-accreditation-status"]

    @Test("either id names the record, and so do both when they agree")
    func ids() async throws {
        for version in ["v1", "v2"] {
            try await APIScene.run(as: .accreditationBody) { scene in
                let id = try await scene.record(BodyUploadTests.full)
                try await scene.record(Self.second)
                let byID = #""certification_bodies_id":"\#(id)""#
                let byNumber = #""certification_bodies_guid_in_ab":"CB-1""#
                let other = try await scene.send("GET", "cb?order=ASC&limit=1&offset=1")
                for call in Self.calls {
                    for (named, status) in [
                        (byID, "Suspended"), (byNumber, "Active"),
                        ("\(byID),\(byNumber)", "Withdrawn"),
                    ] {
                        let answer = try await scene.send(
                            "PUT", call, #"{\#(named),"accreditation_status":"\#(status)"}"#,
                            version: version)
                        #expect(answer.status == 200, "\(answer.body)")
                        let key =
                            version == "v1"
                            ? "certification_bodies_accreditation_status" : "accreditation_status"
                        #expect(try answer.text("data.\(key)") == status)
                        #expect(try answer.text("data.certification_bodies_id") == id)
                        let read = try await scene.send("GET", "cb/\(id)", version: version)
                        #expect(try read.source("data") == answer.source("data"))
                    }
                }
                let after = try await scene.send("GET", "cb?order=ASC&limit=1&offset=1")
                #expect(after.body == other.body)
            }
        }
    }

    @Test("two ids of two records, none at all, and empty ones are faults of the ids")
    func badIDs() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            let list = try await scene.send("GET", "cb")
            let id = try #require(try list.text("data.0.certification_bodies_id"))
            try await scene.record(Self.second)
            let (byID, byNumber) = ("certification_bodies_id", "certification_bodies_guid_in_ab")
            let both = ["validation_error \(byID)", "validation_error \(byNumber)"]
            let cases: [(String, [String])] = [
                (#""\#(byID)":"\#(id)","\#(byNumber)":"CB-2","#, both),
                ("", [both[0]]), (#""\#(byID)":null,"#, [both[0]]),
                (#""\#(byID)":"","\#(byNumber)":" ","#, [both[0]]),
                (#""\#(byID)":7,"#, [both[0]]), (#""\#(byNumber)":["CB-1"],"#, [both[1]]),
            ]
            try await scene.expectNoChange {
                for version in ["v1", "v2"] {
                    for call in Self.calls {
                        for (ids, faults) in cases {
                            let answer = try await scene.send(
                                "PUT", call, #"{\#(ids)"accreditation_status":"Withdrawn"}"#,
                                version: version)
                            #expect(answer.status == 400)
                            #expect(try answer.faults == faults, "\(ids)")
                        }
                    }
                }
            }
        }
    }

    @Test("an id that no record has is not found, even beside one that a record has")
    func unknownIDs() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            let list = try await scene.send("GET", "cb")
            let id = try #require(try list.text("data.0.certification_bodies_id"))
            let (byID, byNumber) = ("certification_bodies_id", "certification_bodies_guid_in_ab")
            let unknown = [
                #""\#(byID)":"zzzzzzzzzzzz0""#, #""\#(byID)":"CB-1""#, #""\#(byNumber)":"\#(id)""#,
                #""\#(byNumber)":"cb-1""#, #""\#(byID)":"zzzzzzzzzzzz0","\#(byNumber)":"CB-1""#,
                #""\#(byID)":"\#(id)","\#(byNumber)":"CB-9""#,
                #""\#(byNumber)":"\#(String(repeating: "n", count: 5_000))""#,
            ]
            try await scene.expectNoChange {
                for call in Self.calls {
                    for ids in unknown {
                        let answer = try await scene.send(
                            "PUT", call, #"{\#(ids),"accreditation_status":"Withdrawn"}"#)
                        #expect(try answer.refusal == "404 not_found", "\(ids.prefix(60))")
                    }
                }
            }
        }
    }

    @Test("only what is sent changes; an empty value clears what may be empty, and no other")
    func presentFields() async throws {
        for version in ["v1", "v2"] {
            try await APIScene.run(as: .accreditationBody) { scene in
                let id = try await scene.record(BodyUploadTests.full)
                let before = try await scene.send("GET", "cb/\(id)")
                let named = #""certification_bodies_guid_in_ab":"CB-1""#
                func update(_ members: String) async throws -> APIAnswer {
                    scene.clock.advance(seconds: 1)
                    return try await scene.send(
                        "PUT", "cb", "{\(named)\(members)}", version: version)
                }
                let keys = try before.keys("data").filter { $0 != "updated_at" }
                func changed() async throws -> Set<String> {
                    let after = try await scene.send("GET", "cb/\(id)")
                    return try Set(
                        keys.filter {
                            try after.source("data.\($0)") != before.source("data.\($0)")
                        })
                }
                // Nothing, and null, change nothing.
                try await scene.expectNoChange {
                    for members in [
                        "", #","country":null,"website":null,"technical_sectors":null"#,
                    ] {
                        let status = try await update(members).status
                        #expect(status == 200)
                    }
                }
                for (members, key) in [
                    (#","certification_body_name":"New""#, "certification_body_name"),
                    (#","website":"""#, "website"), (#","description":" ""#, "description"),
                    (#","office_directories":[]"#, "office_directories"),
                    (#","technical_sectors":"""#, "technical_sectors"),
                ] {
                    let earlier = try await changed()
                    #expect(try await update(members).status == 200)
                    #expect(try await changed() == earlier.union([key]))
                }
                let after = try await scene.send("GET", "cb/\(id)")
                for key in ["website", "description"] { #expect(try after.isNull("data.\(key)")) }
                for key in ["office_directories", "technical_sectors"] {
                    #expect(try after.count("data.\(key)") == 0)
                }
                try await scene.expectNoChange {
                    let mandatory = [
                        "certification_body_name", "country", "accreditation_status",
                    ]
                    for key in mandatory {
                        let answer = try await update(#","\#(key)":" ""#)
                        #expect(try answer.faults == ["validation_error \(key)"])
                    }
                    let country = try await update(#","country":"Germny""#)
                    #expect(try country.faults == ["data_mapping_required country"])
                }
            }
        }
    }

    @Test("a record sent back as V2 reads it changes nothing, whichever call takes it")
    func sentBack() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            let id = try await scene.record(BodyUploadTests.full)
            let minimal = try await scene.record(Self.second)
            scene.clock.advance(seconds: 60)
            for id in [id, minimal] {
                let read = try await scene.send("GET", "cb/\(id)")
                let record = try #require(try read.source("data"))
                try await scene.expectNoChange {
                    for version in ["v1", "v2"] {
                        let update = try await scene.send("PUT", "cb", record, version: version)
                        #expect(update.status == 200, "\(update.body)")
                        let upload = try await scene.send(
                            "POST", "upload-cb", record, version: version)
                        #expect(try upload.text("data.result") == "unchanged")
                        #expect(try upload.text("data.certification_bodies_id") == id)
                    }
                }
                #expect(try await scene.send("GET", "cb/\(id)").body == read.body)
            }
        }
    }

    @Test("the identity number is never changed, by whichever name it is sent")
    func identityNumber() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            let list = try await scene.send("GET", "cb")
            let id = try #require(try list.text("data.0.certification_bodies_id"))
            try await scene.record(Self.second)
            try await scene.expectNoChange {
                for (number, refusal) in [
                    ("CB-9", "404 not_found"), ("CB-2", "400 validation_error"),
                ] {
                    let answer = try await scene.send(
                        "PUT", "cb",
                        #"{"certification_bodies_id":"\#(id)","#
                            + #""certification_body_identity_number":"\#(number)"}"#)
                    #expect(try answer.refusal == refusal)
                }
            }
        }
    }

    @Test("withdrawn_at is set when the status becomes Withdrawn, by any of the three calls")
    func withdrawnAt() async throws {
        let named = #""certification_bodies_guid_in_ab":"CB-1""#
        @Sendable func request(_ call: String, _ status: String) -> (String, String, String) {
            let sent = #""accreditation_status":"\#(status)""#
            return call == "upload-cb"
                ? (
                    "POST", call,
                    Bodies.certificationBody(["accreditation_status": #""\#(status)""#])
                )
                : ("PUT", call, "{\(named),\(sent)}")
        }
        for version in ["v1", "v2"] {
            for call in Self.calls + ["upload-cb"] {
                try await APIScene.run(as: .accreditationBody) { scene in
                    let list = try await scene.send("GET", "cb")
                    let id = try #require(try list.text("data.0.certification_bodies_id"))
                    func set(_ status: String) async throws -> Int64? {
                        scene.clock.advance(seconds: 100)
                        let (method, path, body) = request(call, status)
                        let answer = try await scene.send(method, path, body, version: version)
                        #expect(answer.status == 200, "\(answer.body)")
                        return try await scene.send("GET", "cb/\(id)").number("data.withdrawn_at")
                    }
                    #expect(try await set("Suspended") == nil)
                    let first = try await set("Withdrawn")
                    #expect(first == scene.clock.seconds)
                    #expect(try await set("withdrawn") == first)
                    let v1 = try await scene.send("GET", "cb/\(id)", version: "v1")
                    #expect(
                        try v1.text("data.withdrawn_at")?.hasPrefix("2025-06-15T12:03:20") == true)
                    #expect(try await set("Active") == nil)
                    #expect(try await set("Withdrawn") == scene.clock.seconds)
                }
            }
        }
    }

    @Test("a validation answers what the update would make of the record, and changes nothing")
    func validation() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            let named = #""certification_bodies_guid_in_ab":"CB-1""#
            try await scene.expectNoChange {
                for version in ["v1", "v2"] {
                    for call in Self.calls {
                        let answer = try await scene.send(
                            "PUT", "\(call)?mode=validate",
                            #"{\#(named),"accreditation_status":"Withdrawn"}"#, version: version)
                        #expect(answer.status == 200)
                        #expect(answer.body.contains(#":"Withdrawn""#))
                        let unknown = try await scene.send(
                            "PUT", "\(call)?mode=partial",
                            #"{\#(named),"accreditation_status":"Withdrawn"}"#, version: version)
                        #expect(try unknown.faults == ["validation_error mode"])
                    }
                }
            }
            let list = try await scene.send("GET", "cb")
            #expect(try list.text("data.0.accreditation_status") == "Active")
        }
    }

    @Test("the call that updates the status takes nothing else, and says so")
    func statusAlone() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            let answer = try await scene.send(
                "PUT", "cb/update-accreditation-status",
                #"{"certification_bodies_guid_in_ab":"CB-1","accreditation_status":"Suspended","#
                    + #""certification_body_name":"New"}"#)
            #expect(answer.status == 200)
            #expect(try answer.text("warnings.0.field") == "certification_body_name")
            #expect(try answer.text("data.certification_body_name") == "Alpha Cert")
            #expect(try answer.text("data.accreditation_status") == "Suspended")
        }
    }
}

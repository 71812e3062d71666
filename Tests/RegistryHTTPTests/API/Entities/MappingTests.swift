import RegistryCore
import RegistryJSON
import RegistryTestKit
import Testing

@Suite("An account's own terms over HTTP")
struct MappingTests {
    @Test("mapped terms are read in uploads, updates and filters, and nowhere before")
    func everywhere() async throws {
        let body = Bodies.v2(
            entity: ["business_registered_country": #""BRD""#],
            [
                "certification_status": #""Gültig""#, "certification_type": #""MS""#,
                "accreditation_body_acronym_name": #""DAR""#,
                "schemes": #"[{"scheme_name":"QM","standard_list":[{"standards_name":"9001"}]}]"#,
                "certification_sectors": #"[{"sector_name":"Metall"}]"#,
            ])
        try await APIScene.run { scene in
            let mappings: [(MappingField, String, String)] = [
                (.country, "BRD", "Germany"), (.status, "gültig", "active"),
                (.type, "MS", "Management System"), (.accreditationBody, "DAR", "DAkkS"),
                (.scheme, "QM", "Quality Management Systems"), (.standard, "9001", "ISO 9001:2015"),
                (.sector, "Metall", "17"),
            ]
            try await scene.expectNoChange {
                let unmapped = try await scene.send("POST", "upload-cert", body)
                #expect(unmapped.status == 400)
                #expect(try unmapped.faults.allSatisfy { $0.hasPrefix("data_mapping_required") })
                let filter = try await scene.send("GET", "cert?country=BRD")
                #expect(try filter.faults == ["data_mapping_required country"])
            }
            for (field, source, target) in mappings {
                try await scene.map(field, source, target, for: scene.account.id)
            }
            let id = try await scene.uploadedID(body)
            let read = try await scene.send("GET", "cert/\(id)")
            let certification = "data.certification"
            let texts = [
                "data.certified_entity.business_registered_country": "Germany",
                "\(certification).certification_status": "active",
                "\(certification).certification_type": "Management System",
                "\(certification).accreditation_body_acronym_name": "DAkkS",
                "\(certification).schemes.0.scheme_name": "Quality Management Systems",
                "\(certification).schemes.0.standard_list.0.standards_name": "ISO 9001:2015",
                "\(certification).certification_sectors.0.sector_code": "17",
            ]
            for (path, text) in texts { #expect(try read.text(path) == text, "\(path)") }
            let query = "country=brd&certification_status=G%C3%9CLTIG&standard=9001"
            let list = try await scene.send("GET", "cert?\(query)")
            #expect(try list.number("meta.total_rows") == 1)
            let update = try await scene.send(
                "PUT", "ce-by-guid", #"{"company_guid":"E-1","company_country":"brd"}"#)
            #expect(try update.text("data.company_country") == "Germany")
        }
    }

    @Test("an account's mapping goes before all's, all's before the list, and is its own alone")
    func precedence() async throws {
        try await APIScene.run { scene in
            let other = try await scene.otherAccount()
            func country(_ asking: APIScene, _ text: String) async throws -> String? {
                let body = Bodies.v2(entity: ["business_registered_country": #""\#(text)""#])
                let answer = try await asking.send("POST", "upload-cert?mode=validate", body)
                guard answer.status == 200 else { return try answer.faults.first }
                let id = try await asking.uploadedID(body)
                let read = try await asking.send("GET", "cert/\(id)")
                return try read.text("data.certified_entity.business_registered_country")
            }
            let refused =
                "data_mapping_required certified_entity.business_registered_country"
            try await scene.map(.country, "Home", "Austria", for: scene.account.id)
            #expect(try await country(scene, "home") == "Austria")
            #expect(try await country(other, "home") == refused)
            try await scene.map(.country, "HOME", "France", for: nil)
            #expect(try await country(scene, "home") == "Austria")
            #expect(try await country(other, "home") == "France")
            // Even a word of the list.
            try await scene.map(.country, "DE", "Denmark", for: nil)
            #expect(try await country(other, "de") == "Denmark")
            try await scene.store.removeMapping(
                accountID: scene.account.id, field: .country, source: "home",
                origin: Scene.commandOrigin)
            try await scene.register.directory.refresh()
            #expect(try await country(scene, "home") == "France")
        }
    }
}

import RegistryCore
import RegistryHTTP
import RegistryWire
import Testing

@Suite("Mandatory fields of every call over HTTP")
struct MandatoryFieldTests {
    /// Good values by name, for all fields that are mandatory or make an element complete.
    private static let values: [String: String] = [
        "certified_entity_unique_id": #""E-1""#, "certified_entity_name": #""Acme GmbH""#,
        "certified_entity_country": #""Germany""#, "business_registered_country": #""Germany""#,
        "business_registered_city": #""Köln""#, "certificate_number": #""N-1""#,
        "certification_status": #""active""#, "certification_type": #""Management System""#,
        "certification_issue_date": #""20240301""#, "certification_expiry_date": #""20270228""#,
        "accreditation_body_name": #""Deutsche Akkreditierungsstelle""#,
        "accreditation_body_acronym_name": #""DAkkS""#,
        "certification_body_identity_number": #""CB-1""#,
        "certification_body_name": #""Alpha Cert""#,
        "certification_body_acronym_name": #""AC""#,
        "scheme_name": #""Quality Management Systems""#, "standards_name": #""ISO 9001:2015""#,
        "standard_code": #""ISO 9001:2015""#, "country": #""Germany""#, "city": #""Köln""#,
        "accreditation_status": #""Active""#, "certification_bodies_guid_in_ab": #""CB-1""#,
        "company_guid": #""E-1""#, "company_name": #""Acme GmbH""#,
        "company_country": #""Germany""#,
        "sector_name": #""Basic metals and fabricated metal products""#,
        "sector_title": #""Metal""#,
    ]

    /// What is sent for a mandatory field, and the codes of the fault that it may have.
    private static func wrongValues(_ place: DeclaredBody.Place) -> [(json: String?, what: String)]
    {
        let isMandatory = place.field.requirement != .filledWhenSent
        // What is left out of an update stays as it is.
        let missing: [(String?, String)] = isMandatory ? [(nil, "left out"), ("null", "null")] : []
        let long = place.field.scalarsMax.map { max in
            (#""\#(String(repeating: "n", count: max + 1))""#, "too long")
        }
        return missing + [(#""""#, "empty"), (#"" \t ""#, "blank")]
            + [("false", "of the wrong type"), ("-1.5", "of the wrong type")]
            + [long].compactMap { $0.map { ($0.0, $0.1) } }
    }

    @Test(
        "left out, null, empty, too long, of the wrong type: a 400 that names it, nothing stored",
        arguments: Role.allCases, WireVersion.allCases)
    func refused(_ role: Role, _ version: WireVersion) async throws {
        try await APIScene.run(as: role, APIScene.withoutRateLimit) { scene in
            try await scene.uploadedID()
            let samples = CallSample.all(of: role).filter { $0.version == version.rawValue }
            for sample in samples where !sample.body.isEmpty {
                let body = DeclaredBody(
                    fields: sample.call.fields[version], role: role, values: Self.values)
                let places = body.places.filter {
                    $0.field.isMandatory(for: role) || $0.field.requirement == .filledWhenSent
                }
                #expect(places.isEmpty == (sample.path == "update-all-cert"))
                try await scene.expectNoChange {
                    let good = try await scene.send(
                        sample.method, "\(sample.path)?mode=validate", body.json(),
                        version: sample.version)
                    #expect(good.status == 200, "\(sample.path): \(good.body)")
                    for place in places {
                        try await Self.expectRefusals(of: place, in: body, sample, scene)
                    }
                }
            }
        }
    }

    private static func expectRefusals(
        of place: DeclaredBody.Place, in body: DeclaredBody, _ sample: CallSample,
        _ scene: APIScene
    ) async throws {
        for (json, what) in wrongValues(place) {
            var path = place.path
            let isMissing = json == nil || ["null", #""""#, #"" \t ""#].contains(json)
            if isMissing, let array = place.onlyFieldOf {
                // The element is as if not sent, and with it an array that need not be there.
                guard array.field.isMandatory(for: body.role) else { continue }
                path = array.path
            }
            let answer = try await scene.send(
                sample.method, sample.path, body.json(place.path, json), version: sample.version)
            let comment = Comment(
                rawValue: "\(sample.path): \(place.path) \(what) \(answer.body)")
            #expect(answer.status == 400, comment)
            #expect(try answer.faults.contains("validation_error \(path)"), comment)
            // What hangs on it may be a fault too: a certification beside its entity names it.
            let names = try answer.faults.count
            #expect(names == 1 || place.path.hasSuffix("unique_id"), comment)
        }
    }

    @Test("an update of a certification body needs one of its ids, and nothing else")
    func updateIDs() async throws {
        try await APIScene.run(as: .accreditationBody) { scene in
            try await scene.expectNoChange {
                for version in ["v1", "v2"] {
                    let bare = try await scene.send(
                        "PUT", "cb", #"{"certification_bodies_guid_in_ab":"CB-1"}"#,
                        version: version)
                    #expect(bare.status == 200)
                    let none = try await scene.send("PUT", "cb", "{}", version: version)
                    #expect(
                        try none.faults == ["validation_error certification_bodies_id"])
                    let both = try await scene.send(
                        "PUT", "cb/update-accreditation-status", "{}", version: version)
                    #expect(
                        try both.faults == [
                            "validation_error certification_bodies_id",
                            "validation_error accreditation_status",
                        ])
                }
            }
        }
    }
}

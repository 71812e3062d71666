import RegistryCore
import RegistryJSON
import RegistryWire

/// A good `upload-cb` with every field, and readings of what is made of it.
enum BodyRequests {
    static let upload: EditableJSON = [
        "certification_body_identity_number": "B/1", "certification_body_name": "Northwind",
        "certification_body_acronym": "NWC", "country": "Australia",
        "description": "Certifies\npumps", "accreditation_status": "Active",
        "website": "https://northwind.example", "public_email_address": "a@northwind.example",
        "public_phone_number": "+61 1", "public_fax_number": "+61 2",
        "office_directories": [
            [
                "office_type": "Head office", "country": "NZ", "street": "1 Quay St",
                "state": "AUK", "city": "Auckland", "zip_code": "01010",
            ]
        ],
        "certification_body_countries": [["country": "AU"], ["country": "Côte d'Ivoire"]],
        "standard_and_schemes": [
            [
                "standard_code": "ISO 9001:2015", "issue_date": "20200101",
                "first_issue_date": "2010-02-28", "expiry_date": "20301231",
                "scheme_name": "Quality Management Systems", "scope_type": "Full",
                "standard_status": "Active",
            ]
        ],
        "technical_sectors": [
            ["sector_title": "Pumps", "scheme_name": "Quality", "sector_code": "018"]
        ],
    ]

    static let arrays = [
        "office_directories", "certification_body_countries", "standard_and_schemes",
        "technical_sectors",
    ]

    static func read(
        _ body: EditableJSON, mappings: [TermMapping] = []
    ) throws -> WireReading<BodyUpload> {
        CertificationBodyReading.readUpload(
            try body.parsed(), try Requests.context(.accreditationBody, mappings: mappings))
    }

    static func readUpdate(_ body: EditableJSON) throws -> WireReading<BodyUpdate> {
        CertificationBodyReading.readUpdate(
            try body.parsed(), try Requests.context(.accreditationBody))
    }

    static func readStatus(_ body: EditableJSON) throws -> WireReading<BodyUpdate> {
        CertificationBodyReading.readStatusUpdate(
            try body.parsed(), try Requests.context(.accreditationBody))
    }

    /// An update that is good, with one thing else.
    static func update(_ path: String, _ value: EditableJSON) -> EditableJSON {
        let ids: EditableJSON = ["certification_bodies_guid_in_ab": "B/1"]
        return ids.setting(path, value)
    }
}

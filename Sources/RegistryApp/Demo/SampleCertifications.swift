import RegistryCore
import RegistryJSON

/// Bodies of bulk calls in V2 that describe invented organisations and their certifications: the
/// same ones for the same account and day.
struct SampleCertifications {
    /// Stands before certificate numbers.
    let acronym: String
    let countries: [SampleCountry]
    /// Dates are counted from here, so that most certifications are in force.
    let today: CalendarDate
    /// Names the accreditation bodies by their acronyms.
    let vocabularies: Vocabularies
    /// How the certification bodies are named that certify in the first, second, ... country, and
    /// again from the first; none for a `cb`.
    let bodies: [CertifyingBody.Reference]

    /// With 12 countries 72 entities and 360 certifications.
    static let entitiesPerCountry = 6

    /// One body a country.
    func bodies(seed: UInt64) -> [[UInt8]] {
        var generator = SeededGenerator(seed: seed)
        return countries.enumerated().map { position, country in
            let body = bodies.isEmpty ? nil : bodies[position % bodies.count]
            var writer = JSONWriter(capacity: 64 * 1024)
            writer.object { writer in
                writer.array("certified_entities") { writer in
                    for index in 0..<Self.entitiesPerCountry {
                        writer.object { writer in
                            write(country, index, body, &generator, into: &writer)
                        }
                    }
                }
            }
            return writer.bytes
        }
    }

    // MARK: Entities

    private func write(
        _ country: SampleCountry, _ index: Int, _ body: CertifyingBody.Reference?,
        _ generator: inout SeededGenerator, into writer: inout JSONWriter
    ) {
        let name = country.names[index % country.names.count]
        let trade = SampleTrade.all[index % SampleTrade.all.count]
        let uniqueID = "\(acronym)-\(country.code)-\(index + 1)"
        writer.member("certified_entity_unique_id", uniqueID)
        writer.member(
            "certified_entity_name",
            country.company(name.key, country.trades[index % country.trades.count]))
        writer.member("certified_entity_english_name", "\(name.value) \(trade.englishName) Ltd")
        let place = Place(in: country, &generator)
        writer.member("business_registered_street", place.street)
        writer.member("business_registered_city", place.city)
        writer.member("business_registered_zip_code", place.postCode)
        writer.member("business_registered_country", country.code)
        writer.member(
            "certified_entity_website",
            "https://\(name.value.lowercased().replacing(" ", with: "-")).example")
        // One of each country is in no public list.
        writer.member("confidential_certified_entity", index == 5)
        writer.array("certifications") { writer in
            for position in 0..<(4 + index % 3) {
                writer.object { writer in
                    let number = certificateNumber(country, index, position)
                    write(
                        Sample(
                            number: number, country: country, trade: trade, body: body,
                            scheme: Self.schemes[(index + position) % Self.schemes.count]),
                        &generator, into: &writer)
                }
            }
        }
    }

    private func certificateNumber(_ country: SampleCountry, _ index: Int, _ position: Int)
        -> String
    {
        "\(acronym)-\(country.code)-\((index + 1) * 100 + position + 1)"
    }

    /// An address in a country.
    private struct Place {
        let street: String
        let city: String
        let postCode: String

        init(in country: SampleCountry, _ generator: inout SeededGenerator) {
            let street = country.streets.randomElement(using: &generator) ?? ""
            self.street = country.address(street, Int.random(in: 1...180, using: &generator))
            city = country.cities.randomElement(using: &generator) ?? ""
            postCode = (0..<country.postCodeDigits)
                .map { _ in String(Int.random(in: 1...9, using: &generator)) }.joined()
        }
    }

    // MARK: Certifications

    private struct Sample {
        let number: String
        let country: SampleCountry
        let trade: SampleTrade
        let body: CertifyingBody.Reference?
        let scheme: (name: String, standard: String)
    }

    static let schemes = [
        (name: "Quality Management Systems", standard: "ISO 9001:2015"),
        (name: "Environmental Management Systems", standard: "ISO 14001:2015"),
        (name: "Occupational Health and Safety Management Systems", standard: "ISO 45001:2018"),
        (name: "Information Security Management Systems", standard: "ISO/IEC 27001:2022"),
        (name: "Energy Management Systems", standard: "ISO 50001:2018"),
        (name: "Business Continuity Management Systems", standard: "ISO 22301:2019"),
    ]

    private func write(
        _ sample: Sample, _ generator: inout SeededGenerator, into writer: inout JSONWriter
    ) {
        writer.member("certificate_number", sample.number)
        writer.member("certificate_identity_number", "id-\(sample.number)")
        writer.member("certification_status", Self.status(&generator))
        writer.member("certification_type", CertificationType.managementSystem.rawValue)
        writer.member("certification_scope", sample.trade.scope)
        writeDates(&generator, into: &writer)
        writeBodies(sample, into: &writer)
        writer.array("schemes") { writer in
            writer.object { writer in
                writer.member("scheme_name", sample.scheme.name)
                writer.array("standard_list") { writer in
                    writer.object { writer in
                        writer.member("standards_name", sample.scheme.standard)
                    }
                }
            }
        }
        writer.array("sites") { writer in
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                let place = Place(in: sample.country, &generator)
                writer.object { writer in
                    writer.member("street", place.street)
                    writer.member("city", place.city)
                    writer.member("postcode", place.postCode)
                    writer.member("country", sample.country.code)
                }
            }
        }
        writer.array("certification_sectors") { writer in
            writer.object { writer in
                writer.member("sector_code", String(sample.trade.sector))
            }
        }
    }

    private func writeBodies(_ sample: Sample, into writer: inout JSONWriter) {
        let body = vocabularies.accreditationBody(acronym: sample.country.accreditationBody)
        writer.member("accreditation_body_name", body?.name)
        writer.member("accreditation_body_acronym_name", body?.acronym)
        guard let body = sample.body else { return }
        if let identityNumber = body.identityNumber {
            writer.member("certification_body_identity_number", identityNumber)
        }
        writer.member("certification_body_name", body.name)
        writer.member("certification_body_acronym_name", body.acronym)
    }

    /// Mostly active.
    private static func status(_ generator: inout SeededGenerator) -> String {
        let status: CertificationStatus =
            switch Int.random(in: 0..<20, using: &generator) {
            case 0: .suspended
            case 1: .withdrawn
            case 2: .cancelled
            case 3: .hidden
            default: .active
            }
        return status.rawValue
    }

    /// Three years from the issue, so that one in twelve has expired.
    private func writeDates(_ generator: inout SeededGenerator, into writer: inout JSONWriter) {
        let monthsAgo = Int.random(in: 1...39, using: &generator)
        let day = Int.random(in: 1...28, using: &generator)
        let months = today.year * 12 + today.month - 1 - monthsAgo
        func date(_ months: Int) -> String? {
            CalendarDate(year: months / 12, month: months % 12 + 1, day: day)?.wireText
        }
        // Recertified once before.
        writer.member("certification_original_issue_date", date(months - 36))
        writer.member("certification_issue_date", date(months))
        writer.member("certification_expiry_date", date(months + 36))
    }
}

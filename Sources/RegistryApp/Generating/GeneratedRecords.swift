import RegistryCore

/// The invented certifications of one account, entity by entity: the same ones for the same seed
/// and day.
struct GeneratedRecords {
    /// How an account of the generated register names a certification body.
    struct Context {
        let account: Account
        let acronym: String
        /// One of these for each entity; never empty.
        let bodies: [BodyReference]
        let seed: UInt64
        /// Dates are counted from here.
        let today: CalendarDate
        let terms: GeneratedTerms
    }

    private let context: Context
    /// Certifications that are still to be made.
    private var remaining: Int
    private var entity = 0

    init(_ context: Context, count: Int) {
        self.context = context
        remaining = count
    }

    /// The records of the next bulk call, whole entities; empty when all are made.
    ///
    /// - Parameter countMax: certifications of one call; at least ``certificationsMax``.
    mutating func next(countMax: Int) -> [UploadRecord] {
        var records: [UploadRecord] = []
        while remaining > 0, records.count + Self.certificationsMax <= countMax {
            for certification in nextEntity(from: records.count) { records.append(certification) }
        }
        return records
    }

    /// Certifications of one entity (1 to 5), sites of one certification (0 to 20).
    private static let certificationsMax = 5
    private static let sitesMax = 20

    private mutating func nextEntity(from index: Int) -> [UploadRecord] {
        entity += 1
        var random = SeededGenerator(
            seed: context.seed &* 0x9E37_79B9 &+ UInt64(context.account.id.value)
                &+ UInt64(entity) << 20)
        // One in two has one certification, one in four two, and so on.
        let wish = min(Self.certificationsMax, random.next().trailingZeroBitCount + 1)
        let count = min(wish, remaining)
        remaining -= count
        let country = SampleCountry.all[Int.random(in: 0..<SampleCountry.all.count, using: &random)]
        let trade = Int.random(in: 0..<SampleTrade.all.count, using: &random)
        let upload = entity(country, trade, &random)
        let body = context.bodies[entity % context.bodies.count]
        return (0..<count).map { position in
            UploadRecord(
                index: index + position, entity: .uploaded(upload),
                certification: certification(position, country, trade, &random), body: body,
                locator: NoLocator())
        }
    }

    // MARK: Entities

    private func entity(
        _ country: SampleCountry, _ trade: Int, _ random: inout SeededGenerator
    ) -> EntityUpload {
        let name = country.names[Int.random(in: 0..<country.names.count, using: &random)]
        var upload = EntityUpload(
            uniqueID: "\(context.acronym)-\(entity)",
            name: country.company("\(name.key) \(entity)", country.trades[trade]),
            country: country.code)
        upload.englishName = .set(
            "\(name.value) \(entity) \(SampleTrade.all[trade].englishName) Ltd")
        upload.address.replacesGroup = true
        upload.address.street = .set(street(country, &random))
        upload.address.city = .set(city(country, &random))
        upload.address.postCode = .set(postCode(country, &random))
        upload.website = .set("https://client-\(entity).\(context.acronym.lowercased()).example")
        upload.isConfidential = .set(Int.random(in: 0..<20, using: &random) == 0)
        upload.taxID = .set(String(100_000_000 + entity))
        return upload
    }

    private func street(_ country: SampleCountry, _ random: inout SeededGenerator) -> String {
        country.address(
            country.streets[Int.random(in: 0..<country.streets.count, using: &random)],
            Int.random(in: 1...180, using: &random))
    }

    private func city(_ country: SampleCountry, _ random: inout SeededGenerator) -> String {
        country.cities[Int.random(in: 0..<country.cities.count, using: &random)]
    }

    private func postCode(_ country: SampleCountry, _ random: inout SeededGenerator) -> String {
        let digits = String(random.next() % 90_000_000 + 10_000_000)
        return String(digits.prefix(country.postCodeDigits))
    }

    // MARK: Certifications

    private func certification(
        _ position: Int, _ country: SampleCountry, _ trade: Int, _ random: inout SeededGenerator
    ) -> CertificationUpload {
        let sample = SampleTrade.all[trade]
        let dates = dates(&random)
        var upload = CertificationUpload(
            number: "\(context.acronym) \(entity)/\(position + 1)",
            identityNumber: "\(context.acronym)-id-\(entity)-\(position + 1)",
            status: Self.status(&random), type: .managementSystem, issueDate: dates.issue,
            expiryDate: dates.expiry,
            schemes: [context.terms.schemes[(entity + position) % context.terms.schemes.count]])
        upload.originalIssueDate = .set(dates.original)
        upload.scope = .set(sample.scope + ", at the sites that are listed.")
        upload.accreditation = .set(.accredited)
        let own = context.account.accreditationBodyID
        let body = own ?? context.terms.accreditationBodies[country.code]
        upload.accreditationBody = body.map { .found($0) } ?? .none
        upload.sectors = .set([.listed(sample.sector)])
        upload.sites = .set(sites(country, &random))
        return upload
    }

    /// Most have none or a few, one in a hundred has many.
    private func sites(_ country: SampleCountry, _ random: inout SeededGenerator) -> [Site] {
        let isLarge = Int.random(in: 0..<100, using: &random) == 0
        let count =
            isLarge
            ? Int.random(in: 5...Self.sitesMax, using: &random)
            : max(0, Int.random(in: -2...4, using: &random))
        return (0..<count).map { _ in
            Site(
                street: street(country, &random), city: city(country, &random),
                country: country.code, postCode: postCode(country, &random))
        }
    }

    private func dates(
        _ random: inout SeededGenerator
    ) -> (original: CalendarDate, issue: CalendarDate, expiry: CalendarDate) {
        // Three years from the issue, so that one in twelve has expired.
        let monthsAgo = Int.random(in: 1...39, using: &random)
        let day = Int.random(in: 1...28, using: &random)
        let months = context.today.year * 12 + context.today.month - 1 - monthsAgo
        func date(_ months: Int) -> CalendarDate {
            // Every month has these days.
            CalendarDate(year: months / 12, month: months % 12 + 1, day: day) ?? context.today
        }
        return (date(months - 36), date(months), date(months + 36))
    }

    private static func status(_ random: inout SeededGenerator) -> CertificationStatus {
        switch Int.random(in: 0..<40, using: &random) {
        case 0, 1: .suspended
        case 2, 3: .withdrawn
        case 4: .cancelled
        case 5: .hidden
        case 6: .expired
        default: .active
        }
    }
}

/// The words of the lists that generated certifications name.
struct GeneratedTerms {
    let schemes: [CertifiedScheme]
    /// By a country's alpha-2 code.
    let accreditationBodies: [String: RecordID]

    /// - Throws: ``RegistryError/broken(_:)`` when the lists lack a word of the samples.
    init(_ vocabularies: Vocabularies) throws(RegistryError) {
        var schemes: [CertifiedScheme] = []
        for sample in SampleCertifications.schemes {
            guard let scheme = vocabularies.schemes.first(where: { $0.name == sample.name }),
                let standard = vocabularies.standards.first(where: {
                    $0.schemeID == scheme.id && $0.name == sample.standard
                })
            else { throw .broken("the library lacks \(sample.standard)") }
            schemes.append(CertifiedScheme(schemeID: scheme.id, standardIDs: [standard.id]))
        }
        self.schemes = schemes
        var bodies: [String: RecordID] = [:]
        for country in SampleCountry.all {
            bodies[country.code] =
                vocabularies.accreditationBody(acronym: country.accreditationBody)?.id
        }
        accreditationBodies = bodies
    }
}

/// What is generated stands in no request.
struct NoLocator: FaultLocating {
    func site(of datum: Datum) -> FaultSite { FaultSite(field: nil) }
}

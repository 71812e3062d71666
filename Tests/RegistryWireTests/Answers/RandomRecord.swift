import RegistryCore

/// Certifications as an account may have uploaded them, made up by a seeded generator.
struct RandomRecord {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func next() -> CertificationRecord {
        let accountID = Sample.certificationBodyAccount.id
        let entity = StoredEntity(
            id: RecordID(1), accountID: accountID, certificationBodyID: nil, entity: entity(),
            createdAt: 5, updatedAt: 6)
        return CertificationRecord(
            stored: StoredCertification(
                id: RecordID(2), accountID: accountID, certificationBodyID: RecordID(11),
                entityID: entity.id, certification: certification(), statusSince: 5,
                createdAt: 5, updatedAt: 6, confirmedAt: 7),
            entity: entity, body: Sample.ownBody)
    }

    /// What an accreditation body may have recorded of a certification body.
    mutating func nextBody() -> BodyRecord {
        let body = RecordedBody(
            identityNumber: text(45), name: text(300), acronym: maybe { $0.text(45) },
            country: country(), description: maybe { $0.text(90) + "\n\t" + $0.text(90) },
            website: maybe { _ in "https://www.example.com/ä?q=1" },
            emailAddress: maybe { $0.text(254) }, phoneNumber: maybe { $0.text(45) },
            faxNumber: maybe { $0.text(45) },
            status: any([BodyAccreditationStatus.active, .suspended, .withdrawn]),
            offices: several { record in
                Office(
                    type: record.maybe { $0.text(45) }, country: record.maybe { $0.country() },
                    street: record.maybe { $0.text(300) }, state: record.maybe { $0.text(100) },
                    city: record.text(100), postCode: record.maybe { $0.text(30) })
            },
            countries: Set(several { $0.country() }).sorted(),
            standards: several { $0.accreditedStandard() },
            sectors: several { record in
                AccreditedSector(
                    title: record.maybe { $0.text(300) },
                    schemeName: record.maybe { $0.text(300) }, code: record.text(45))
            })
        return BodyRecord(
            stored: StoredRecordedBody(
                id: RecordID(3), accountID: RecordID(1), accreditationBodyID: Sample.ukas.id,
                certificationBodyID: RecordID(11), body: body,
                withdrawnAt: body.status == .withdrawn ? 5 : nil, createdAt: 4, updatedAt: 6),
            accountName: maybe { $0.text(300) })
    }

    /// Of the library, or what it lacks.
    private mutating func accreditedStandard() -> AccreditedStandard {
        let quality = Sample.quality.name
        let (scheme, standard) = any([
            (quality, Sample.iso9001.name), (quality, text(300)), (text(300), text(300)),
        ])
        return AccreditedStandard(
            schemeName: scheme, standardName: standard, issueDate: maybe { $0.day() },
            firstIssueDate: maybe { $0.day() }, expiryDate: maybe { $0.day() },
            scopeType: maybe { $0.text(45) }, standardStatus: maybe { $0.text(45) })
    }

    private mutating func entity() -> CertifiedEntity {
        CertifiedEntity(
            uniqueID: "ID-\(Int.random(in: 0..<1_000, using: &random))", name: text(300),
            englishName: maybe { $0.text(300) }, tradingName: maybe { $0.text(500) },
            address: Address(
                street: maybe { $0.text(300) }, city: maybe { $0.text(100) },
                state: maybe { $0.text(100) }, postCode: maybe { $0.text(30) },
                full: maybe { $0.text(600) }),
            country: country(), website: maybe { _ in "https://www.example.com/ä?q=1" },
            isConfidential: Bool.random(using: &random),
            legalIdentifiers: LegalIdentifiers(
                businessRegistrationNumber: maybe { $0.text(60) }, taxID: maybe { $0.text(60) },
                companyIDNumber: maybe { $0.text(60) }, vat: maybe { $0.text(60) },
                dunsNumber: maybe { _ in "012345678" }))
    }

    private mutating func certification() -> Certification {
        let accreditation = any(AccreditationStatus.allCases)
        let bodies = Sample.vocabularies.accreditationBodies
        let days = (0..<3).map { _ in day() }.sorted()
        let schemes = schemes()
        let isFoodAlone = schemes.allSatisfy { $0.schemeID == Sample.food.id }
        return Certification(
            number: text(60), identityNumber: maybe { $0.text(60) },
            status: any(CertificationStatus.allCases), accreditation: accreditation,
            type: .managementSystem, scope: maybe { $0.text(900) + "\n\t" + $0.text(90) },
            flexibleScope: maybe {
                Bool.random(using: &$0.random) ? .text($0.text(90)) : .boolean($0.chance())
            },
            originalIssueDate: maybe { _ in days[0] }, issueDate: days[1], expiryDate: days[2],
            accreditationBodyID: accreditation == .accredited ? any(bodies).id : nil,
            schemes: schemes,
            sites: (0..<Int.random(in: 0...3, using: &random)).map { _ in site() },
            sectors: sectors(isFoodAlone: isFoodAlone))
    }

    private mutating func schemes() -> [CertifiedScheme] {
        let quality = CertifiedScheme(
            schemeID: Sample.quality.id,
            standardIDs: chance()
                ? [Sample.iso29001.id, Sample.iso9001.id] : [Sample.iso9001.id])
        let food = CertifiedScheme(
            schemeID: Sample.food.id, standardIDs: [Sample.iso22000.id])
        return any([[quality], [food], [food, quality]])
    }

    private mutating func site() -> Site {
        Site(
            street: maybe { $0.text(300) }, city: text(100), state: maybe { $0.text(100) },
            country: country(), postCode: maybe { $0.text(30) },
            fullAddress: maybe { $0.text(600) }, scope: maybe { $0.text(300) })
    }

    private mutating func sectors(isFoodAlone: Bool) -> [CertifiedSector] {
        let listed: [[CertifiedSector]] = [[], [.listed(3)], [.listed(31), .listed(3)]]
        let others: [[CertifiedSector]] = [
            [.asSent(name: "Category G", code: "FSMS-G")], [.asSent(name: nil, code: "H")],
            [.asSent(name: "Retail", code: nil), .listed(3)],
        ]
        return any(isFoodAlone ? listed + others : listed)
    }

    // MARK: Values

    private mutating func chance() -> Bool { Bool.random(using: &random) }

    private mutating func any<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    private mutating func maybe<Value>(_ make: (inout RandomRecord) -> Value) -> Value? {
        chance() ? make(&self) : nil
    }

    private mutating func several<Value>(_ make: (inout RandomRecord) -> Value) -> [Value] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in make(&self) }
    }

    private mutating func country() -> String { any(Sample.vocabularies.countries).alpha2 }

    private mutating func day() -> CalendarDate {
        CalendarDate(epochSeconds: Int64.random(in: 0...4_000_000_000, using: &random))
    }

    /// One to so many scalars of several scripts, with what JSON escapes, trimmed.
    private mutating func text(_ scalarsMax: Int) -> String {
        let alphabet = Array(
            "aZ9\"\\/ <&é\u{301}ßΩжあ漢語عא🌌𝒜\u{200D}\u{FEFF}\u{2028}".unicodeScalars)
        var text = "x"
        for _ in 0..<Int.random(in: 0...scalarsMax - 2, using: &random) {
            text.unicodeScalars.append(any(alphabet))
        }
        return text + "y"
    }
}

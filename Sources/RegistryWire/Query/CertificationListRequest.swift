public import RegistryCore

/// The query of `GET cert` (contract sections 2, "Paging", and 8).
public struct CertificationListRequest: Sendable {
    public let query: CertificationQuery
    /// The list whose pages a `next_key` opens.
    let binding: PageBinding

    /// The end of the year 9999. Milliseconds go beyond it and are told from seconds by that.
    private static let epochSecondsMax: Int64 = 253_402_300_799
    private static let single =
        ["updated_since", "expires_before", "expires_after"] + QueryReader.pageParameters
    private static let repeatable = [
        "certification_status", "certificate_number", "certificate_identity_number",
        "certified_entity_unique_id", "standard", "country",
    ]

    /// Reads a query.
    ///
    /// - Parameters:
    ///   - terms: the account's.
    ///   - isLenient: unknown parameters are passed over, and a larger limit is read as the
    ///     largest (contract section 2, "Profile of a key").
    /// - Throws: ``RegistryError/faults(_:)`` with everything wrong with it.
    public static func read(
        _ parameters: [QueryParameter], account: Account, version: WireVersion,
        terms: TermReader, today: CalendarDate, isLenient: Bool
    ) throws(RegistryError) -> CertificationListRequest {
        var reader = QueryReader(
            parameters, single: single, repeatable: repeatable, isLenient: isLenient)
        var query = CertificationQuery(
            accountID: account.id, filter: readFilter(&reader, terms), today: today)
        let filter = query.filter
        let (page, binding) = reader.page(CertificationSort.createdAt, isLenient: isLenient) {
            page in
            PageBinding(
                call: "Retrieve all Certifications", version: version, accountID: account.id, page,
                filter: filter.values)
        }
        query.page = page
        let faults = reader.faults
        guard faults.isEmpty else { throw .faults(faults) }
        return CertificationListRequest(query: query, binding: binding)
    }

    // MARK: Filters

    private static func readFilter(
        _ reader: inout QueryReader, _ terms: TermReader
    ) -> CertificationFilter {
        var filter = CertificationFilter()
        filter.statuses = Set(
            reader.terms("certification_status", FieldRules.certificationStatus, terms.status))
        filter.numbers = reader.texts("certificate_number", FieldRules.certificateNumber)
            .map { ComparisonKey($0.text) }
        filter.identityNumbers = reader.texts(
            "certificate_identity_number", FieldRules.certificateIdentityNumber
        ).map(\.text)
        filter.entityUniqueIDs = reader.texts(
            "certified_entity_unique_id", FieldRules.entityUniqueID
        ).map(\.text)
        filter.standardIDs = reader.terms("standard", FieldRules.standardName, terms.allStandards)
            .flatMap { $0.map(\.id) }
        filter.countries = reader.terms("country", FieldRules.countryName, terms.country)
            .map(\.alpha2)
        filter.updatedSince = reader.integer(
            "updated_since", in: 0...epochSecondsMax,
            advice: "Send a time as whole seconds since 1970-01-01T00:00:00Z.")
        filter.expiresBefore = reader.date("expires_before")
        filter.expiresAfter = reader.date("expires_after")
        return filter
    }
}

extension TermReader {
    /// The standards of a name, whoever added them: an account's certifications may name any
    /// accreditation body. What an unknown one may have meant is taken from what everyone knows.
    fileprivate func allStandards(_ text: String) -> Reading<[Standard]> {
        let known = standards(text, namedBy: Set(vocabularies.standards.compactMap(\.addedBy)))
        return known.term == nil ? standards(text, namedBy: []) : known
    }
}

extension CertificationFilter {
    /// Every filter's values as text, in a fixed order.
    fileprivate var values: [[String]] {
        let single = [
            updatedSince.map { String($0) }, expiresBefore?.wireText, expiresAfter?.wireText,
        ]
        return [
            statuses.map(\.rawValue), numbers.map(\.text), identityNumbers, entityUniqueIDs,
            standardIDs.map(\.description), countries,
        ] + single.map { $0.map { [$0] } ?? [] }
    }
}

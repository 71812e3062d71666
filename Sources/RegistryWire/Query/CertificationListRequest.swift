public import RegistryCore

/// The query of `GET cert` (contract sections 2, "Paging", and 8).
public struct CertificationListRequest: Sendable {
    public let query: CertificationQuery
    /// The list whose pages a `next_key` opens.
    let binding: PageBinding

    private static let limitMax: Int64 = 100
    /// The end of the year 9999. Milliseconds go beyond it and are told from seconds by that.
    private static let epochSecondsMax: Int64 = 253_402_300_799
    private static let single = [
        "updated_since", "expires_before", "expires_after", "limit", "offset", "next_key",
        "order", "order_by",
    ]
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
        query.limit = readLimit(&reader, isLenient: isLenient) ?? query.limit
        query.isAscending = readOrder(&reader) ?? query.isAscending
        query.sort = readSort(&reader) ?? query.sort
        let binding = PageBinding(query, call: "Retrieve all Certifications", version: version)
        query.start = readStart(&reader, query.sort, binding) ?? query.start
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

    // MARK: Page and order

    private static func readLimit(_ reader: inout QueryReader, isLenient: Bool) -> Int? {
        let limit = reader.integer(
            "limit", in: 1...(isLenient ? .max : limitMax),
            advice: "Send a limit of 1 to \(limitMax) rows.")
        return limit.map { Int(min($0, limitMax)) }
    }

    private static func readOrder(_ reader: inout QueryReader) -> Bool? {
        reader.value("order", advice: "Send ASC or DESC.") { text in
            switch text.lowercased() {
            case "asc": true
            case "desc": false
            default: nil
            }
        }
    }

    private static func readSort(_ reader: inout QueryReader) -> CertificationSort? {
        let fields = CertificationSort.allCases.map(\.rawValue).joined(separator: ", ")
        return reader.value("order_by", advice: "Send one of \(fields).") {
            CertificationSort(rawValue: $0)
        }
    }

    private static func readStart(
        _ reader: inout QueryReader, _ sort: CertificationSort, _ binding: PageBinding
    ) -> PageStart? {
        let offset = reader.integer(
            "offset", in: 0...(.max - 1), advice: "Send an offset of 0 or more pages.")
        guard let sent = reader.value("next_key") else { return offset.map { .batch(Int($0)) } }
        if reader.value("offset") != nil {
            reader.refuse(sent, "Send either next_key or offset: both say where the page begins.")
            return nil
        }
        guard let key = PageKey(sent.text) else {
            reader.refuse(sent, "Send next_key as the meta of the page before gave it.")
            return nil
        }
        // Filters that were refused say nothing of the list that the key belongs to.
        guard reader.faults.isEmpty else { return nil }
        guard key.binding == binding, sort.takes(key.cursor.value) else {
            reader.refuse(
                sent,
                "Send next_key with the call, filters and order of the page that gave it; limit "
                    + "alone may change.")
            return nil
        }
        return .after(key.cursor)
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

extension CertificationSort {
    /// Whether a row's value of this field is of that kind.
    fileprivate func takes(_ value: PageCursor.Value) -> Bool {
        switch (self, value) {
        case (.number, .text): true
        case (.createdAt, .integer), (.updatedAt, .integer), (.issueDate, .integer),
            (.expiryDate, .integer):
            true
        case (.number, .integer), (_, .text): false
        }
    }
}

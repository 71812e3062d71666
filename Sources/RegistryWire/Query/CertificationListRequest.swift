public import RegistryCore

/// The query of `GET cert` (contract sections 2, "Paging", and 8).
public struct CertificationListRequest: Sendable {
    public let query: CertificationQuery
    /// The list whose pages a `next_key` opens.
    let binding: PageBinding

    private enum Fields {
        static let status = QueryField(
            "certification_status",
            .word(.certificationStatus, FieldRules.certificationStatus), isRepeatable: true,
            "certifications whose status is this today: what has expired is `expired`",
            example: "active", isInExampleQuery: true)
        static let number = QueryField(
            "certificate_number", .text(FieldRules.certificateNumber), isRepeatable: true,
            "certifications with this certificate number; case and white space don't matter",
            example: "QM-2025-0417")
        static let identityNumber = QueryField(
            "certificate_identity_number", .text(FieldRules.certificateIdentityNumber),
            isRepeatable: true,
            "certifications with this identity number, exactly as uploaded",
            example: "brandholz-qm")
        static let entityUniqueID = QueryField(
            "certified_entity_unique_id", .text(FieldRules.entityUniqueID), isRepeatable: true,
            "certifications of the certified entity that has this unique id, or has it among its "
                + "further ids, exactly as uploaded",
            example: "BRH-1042")
        static let standard = QueryField(
            "standard", .word(.standard(within: nil, namedBy: nil), FieldRules.standardName),
            isRepeatable: true, "certifications to this standard, in any scheme",
            example: "ISO 9001:2015")
        static let country = QueryField(
            "country", .word(.country, FieldRules.countryName), isRepeatable: true,
            "certifications whose certified entity is in this country", example: "Germany")
        static let updatedSince = QueryField(
            "updated_since", .wholeNumber(epochSeconds),
            "certifications that were changed, or whose certified entity was, at or after this "
                + "time, in seconds since 1970",
            example: "1735689600")
        static let expiresBefore = QueryField(
            "expires_before", .date, "certifications that expire before this day",
            example: "21000101")
        static let expiresAfter = QueryField(
            "expires_after", .date, "certifications that expire after this day",
            example: "20261231")

        /// Until the end of the year 9999. Milliseconds go beyond it and are told from seconds by
        /// that.
        static let epochSeconds: ClosedRange<Int64> = 0...253_402_300_799
    }

    /// The parameters of the list.
    public static let fields =
        [
            Fields.status, Fields.number, Fields.identityNumber, Fields.entityUniqueID,
            Fields.standard, Fields.country, Fields.updatedSince, Fields.expiresBefore,
            Fields.expiresAfter,
        ] + QueryReader.pageFields(CertificationSort.self)

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
        var reader = QueryReader(parameters, fields, isLenient: isLenient)
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
        filter.statuses = Set(reader.terms(Fields.status, terms.status))
        filter.numbers = reader.texts(Fields.number).map { ComparisonKey($0.text) }
        filter.identityNumbers = reader.texts(Fields.identityNumber).map(\.text)
        filter.entityUniqueIDs = reader.texts(Fields.entityUniqueID).map(\.text)
        filter.standardIDs = reader.terms(Fields.standard, terms.allStandards)
            .flatMap { $0.map(\.id) }
        filter.countries = reader.terms(Fields.country, terms.country).map(\.alpha2)
        filter.updatedSince = reader.integer(
            Fields.updatedSince.name, in: Fields.epochSeconds,
            advice: "Send a time as whole seconds since 1970-01-01T00:00:00Z.")
        filter.expiresBefore = reader.date(Fields.expiresBefore.name)
        filter.expiresAfter = reader.date(Fields.expiresAfter.name)
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

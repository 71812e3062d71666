public import RegistryCore

/// The query of `GET cb` (contract sections 2, "Paging", and 10).
public struct BodyListRequest: Sendable {
    public let query: BodyQuery
    /// The list whose pages a `next_key` opens.
    let binding: PageBinding

    private enum Fields {
        static let status = QueryField(
            "accreditation_status", .word(.bodyAccreditationStatus, FieldRules.accreditationStatus),
            isRepeatable: true,
            "certification bodies whose accreditation you have recorded with this status",
            example: "Active", isInExampleQuery: true)
        static let country = QueryField(
            "country", .word(.country, FieldRules.countryName), isRepeatable: true,
            "certification bodies that you have recorded in this country", example: "Poland")
        static let identityNumber = QueryField(
            "certification_body_identity_number",
            .text(FieldRules.certificationBodyIdentityNumber), isRepeatable: true,
            "the certification body that you have recorded under this identity number, exactly "
                + "as uploaded",
            example: "AW-0107")
    }

    /// The parameters of the list.
    public static let fields =
        [Fields.status, Fields.country, Fields.identityNumber]
        + QueryReader.pageFields(BodySort.self)

    /// Reads a query; parameters and errors as those of ``CertificationListRequest``.
    public static func read(
        _ parameters: [QueryParameter], account: Account, version: WireVersion,
        terms: TermReader, isLenient: Bool
    ) throws(RegistryError) -> BodyListRequest {
        var reader = QueryReader(parameters, fields, isLenient: isLenient)
        var filter = BodyFilter()
        filter.statuses = Set(reader.terms(Fields.status, terms.bodyAccreditationStatus))
        filter.countries = reader.terms(Fields.country, terms.country).map(\.alpha2)
        filter.identityNumbers = reader.texts(Fields.identityNumber).map(\.text)
        let values = [filter.statuses.map(\.rawValue), filter.countries, filter.identityNumbers]
        let (page, binding) = reader.page(BodySort.createdAt, isLenient: isLenient) { page in
            PageBinding(
                call: "Retrieve all Certification Bodies", version: version,
                accountID: account.id, page, filter: values)
        }
        let faults = reader.faults
        guard faults.isEmpty else { throw .faults(faults) }
        return BodyListRequest(
            query: BodyQuery(accountID: account.id, filter: filter, page: page), binding: binding)
    }
}

public import RegistryCore

/// The query of `GET cb` (contract sections 2, "Paging", and 10).
public struct BodyListRequest: Sendable {
    public let query: BodyQuery
    /// The list whose pages a `next_key` opens.
    let binding: PageBinding

    /// Reads a query; parameters and errors as those of ``CertificationListRequest``.
    public static func read(
        _ parameters: [QueryParameter], account: Account, version: WireVersion,
        terms: TermReader, isLenient: Bool
    ) throws(RegistryError) -> BodyListRequest {
        var reader = QueryReader(
            parameters, single: QueryReader.pageParameters,
            repeatable: ["accreditation_status", "country", "certification_body_identity_number"],
            isLenient: isLenient)
        var filter = BodyFilter()
        filter.statuses = Set(
            reader.terms(
                "accreditation_status", FieldRules.accreditationStatus,
                terms.bodyAccreditationStatus))
        filter.countries = reader.terms("country", FieldRules.countryName, terms.country)
            .map(\.alpha2)
        filter.identityNumbers = reader.texts(
            "certification_body_identity_number", FieldRules.certificationBodyIdentityNumber
        ).map(\.text)
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

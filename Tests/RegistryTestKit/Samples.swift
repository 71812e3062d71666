public import RegistryCore

/// Certifications and entities as uploads, complete where a test doesn't care.
public enum Samples {
    /// A valid upload of an active certification, from 2024 to 2027.
    public static func certification(
        _ number: String, identity: String? = nil, schemes: [CertifiedScheme]
    ) -> CertificationUpload {
        CertificationUpload(
            number: number, identityNumber: identity, status: .active, type: .managementSystem,
            issueDate: .sample(2024, 3, 1), expiryDate: .sample(2027, 2, 28), schemes: schemes)
    }

    /// A valid upload of an entity in Germany.
    public static func entity(_ uniqueID: String, name: String) -> EntityUpload {
        var upload = EntityUpload(uniqueID: uniqueID, name: name, country: "DE")
        upload.address.street = .set("Hauptstraße 1")
        upload.address.city = .set("Köln")
        return upload
    }
}

/// Says of every datum that it stood under its own name: for tests that look at what is at fault,
/// not at where it stood.
public struct DatumLocator: FaultLocating {
    public init() {}

    public func site(of datum: Datum) -> FaultSite { FaultSite(field: "\(datum)") }
}

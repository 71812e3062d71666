import RegistryCore

/// The invented bodies of a demo, and where their clients are: an accreditation body that has
/// recorded two certification bodies, one of these with an account of its own, and a multi-national
/// body with two associated ones.
enum DemoPlan {
    /// An account that is to be.
    struct Body {
        let role: Role
        let name: String
        let acronym: String
        /// ISO 3166-1 alpha-2.
        let country: String
    }

    static let accreditationBody = Body(
        role: .accreditationBody, name: "Alderwick Accreditation Service", acronym: "AWAS",
        country: "GB")
    static let certificationBody = Body(
        role: .certificationBody, name: "Fernhollow Assurance", acronym: "FHA", country: "DE")
    static let multinationalBody = Body(
        role: .multinationalCertificationBody, name: "Marlstone Group", acronym: "MSG",
        country: "SG")
    /// What the multi-national body may name. They are accounts without keys.
    static let associated = [
        Body(
            role: .certificationBody, name: "Marlstone Asia", acronym: "MLA", country: "SG"),
        Body(
            role: .certificationBody, name: "Marlstone Iberia", acronym: "MLI", country: "ES"),
    ]

    /// What the accreditation body has recorded, with its own identity numbers.
    static let recorded = [(certificationBody, "AW-0001"), (associated[0], "AW-0002")]

    /// What an account uploads.
    struct Uploads {
        /// Stands before certificate numbers.
        let acronym: String
        let countries: [SampleCountry]
        let seed: UInt64
        let bodies: [CertifyingBody.Reference]
    }

    /// The accreditation body uploads what its certification bodies upload too, as such bodies do:
    /// two versions of one certificate.
    static func uploads(of role: Role) -> [Uploads] {
        let countries = SampleCountry.all
        let half = countries.count / 2
        let (one, other) = (Array(countries.prefix(half)), Array(countries.dropFirst(half)))
        switch role {
        case .certificationBody:
            return [Uploads(acronym: "FHA", countries: one, seed: 1, bodies: [])]
        case .multinationalCertificationBody:
            return [
                Uploads(
                    acronym: "MSG", countries: other, seed: 2,
                    bodies: associated.map {
                        .init(identityNumber: nil, name: $0.name, acronym: $0.acronym)
                    })
            ]
        case .accreditationBody:
            return zip(recorded, [("FHA", one), ("MSG", other)]).map { record, clients in
                Uploads(
                    acronym: clients.0, countries: [clients.1[0]], seed: 3,
                    bodies: [
                        .init(
                            identityNumber: record.1, name: record.0.name,
                            acronym: record.0.acronym)
                    ])
            }
        }
    }
}

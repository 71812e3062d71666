import RegistryCore

/// An account of a generated register, and which share of its certifications it holds: a few hold
/// most, as in real registers.
struct GeneratedAccount: Sendable {
    let role: Role
    let name: String
    let acronym: String
    /// ISO 3166-1 alpha-2.
    let country: String
    /// Of all accounts' shares together.
    let share: Int
    /// Certification bodies that it names: those that an `ab` records, or that an `mncb` may name.
    var bodies: [GeneratedAccount] = []

    private init(
        _ role: Role, _ name: String, _ acronym: String, _ country: String, share: Int,
        bodies: [GeneratedAccount] = []
    ) {
        self.role = role
        self.name = name
        self.acronym = acronym
        self.country = country
        self.share = share
        self.bodies = bodies
    }

    private static func body(
        _ name: String, _ acronym: String, _ country: String, share: Int = 0
    ) -> GeneratedAccount {
        GeneratedAccount(.certificationBody, name, acronym, country, share: share)
    }

    static let all: [GeneratedAccount] =
        certificationBodies + [
            GeneratedAccount(
                .multinationalCertificationBody, "Tidewater Group", "TWG", "NL", share: 12,
                bodies: [
                    body("Tidewater Benelux", "TWB", "NL"), body("Tidewater Nordic", "TWN", "SE"),
                    body("Tidewater Pacific", "TWP", "JP"),
                ]),
            GeneratedAccount(
                .accreditationBody, "Highmoor Accreditation Service", "HIMAS", "GB", share: 8,
                bodies: Array(certificationBodies.prefix(3))),
        ]

    private static let certificationBodies = [
        body("Ashcombe Certification", "ASC", "GB", share: 30),
        body("Brückmoor Zertifizierung", "BMZ", "DE", share: 20),
        body("Certiluz Ibérica", "CLI", "ES", share: 12),
        body("Dunaparti Tanúsító", "DPT", "HU", share: 8),
        body("Estrela Certificadora", "ESC", "BR", share: 5),
        body("Fjordheim Sertifisering", "FJS", "NO", share: 3),
        body("Gingko Assurance", "GKA", "CN", share: 1),
        body("Harmattan Certification", "HMC", "MA", share: 1),
    ]
}

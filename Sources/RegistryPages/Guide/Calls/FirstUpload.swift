import RegistryJSON

/// The least that a certificate needs: what a reader uploads first. Any register takes it, one
/// without a record of accreditation too.
enum FirstUpload {
    static let certificateNumber = "Q-2025-0001"

    static let body = JSONTree.object([
        .init(
            "certified_entity",
            .object([
                .init("certified_entity_unique_id", .text("C-1001")),
                .init("certified_entity_name", .text("Hollins Bakery")),
                .init("business_registered_city", .text("Leeds")),
                .init("business_registered_country", .text("GB")),
            ])),
        .init("certification", certification),
    ])

    private static let certification = JSONTree.object([
        .init("certificate_number", .text(certificateNumber)),
        .init("certification_status", .text("active")),
        .init("certification_type", .text("Management System")),
        .init("certification_issue_date", .text("20250301")),
        .init("certification_expiry_date", .text("20280229")),
        .init("accreditation_body_name", .text("United Kingdom Accreditation Service")),
        .init("accreditation_body_acronym_name", .text("UKAS")),
        .init(
            "schemes",
            .array([
                .object([
                    .init("scheme_name", .text("Quality Management Systems")),
                    .init(
                        "standard_list",
                        .array([.object([.init("standards_name", .text("ISO 9001:2015"))])])),
                ])
            ])),
    ])

    /// - Parameter mode: nil stores it.
    static func example(
        _ configuration: GuideConfiguration, mode: String? = nil
    ) -> RequestExample {
        RequestExample(
            .exampleUpload, configuration,
            query: mode.map { [.init(name: "mode", value: $0)] } ?? [], body: body)
    }
}

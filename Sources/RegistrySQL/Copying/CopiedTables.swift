/// A table of a register as every engine has it.
///
/// Names of what a copy takes over stand here and nowhere else; tests compare them with the
/// schemas of both engines, so that a column that is added can't be forgotten.
package struct CopiedTable: Sendable {
    package let name: String
    package let columns: [CopiedColumn]
    /// Columns of the primary key: they order the rows alike in every engine.
    package let key: [String]
    /// Whether a register has rows of it before anybody has recorded anything: the lists that the
    /// program ships, and its state. They give way to a copy's.
    package let isShipped: Bool

    fileprivate init(
        _ name: String, key: [String] = ["id"], isShipped: Bool = false, _ columns: CopiedColumn...
    ) {
        self.name = name
        self.columns = columns
        self.key = key
        self.isShipped = isShipped
    }

    /// For a statement that names all columns, in this order.
    package var columnList: String { columns.map(\.name).joined(separator: ", ") }
}

/// A column that is stored: what an engine generates from others is no part of a copy.
package struct CopiedColumn: Sendable, Equatable {
    package enum Kind: Sendable {
        case integer, text, blob
    }

    package let name: String
    package let kind: Kind

    fileprivate static func integer(_ name: String) -> Self { Self(name: name, kind: .integer) }
    fileprivate static func text(_ name: String) -> Self { Self(name: name, kind: .text) }
    fileprivate static func blob(_ name: String) -> Self { Self(name: name, kind: .blob) }
}

extension CopiedTable {
    /// All tables, in the order in which rows may name each other.
    package static let all: [CopiedTable] =
        vocabularies + accounts + bodies + entities + certifications + log

    private static let vocabularies = [
        CopiedTable(
            "countries", key: ["alpha2"], isShipped: true, .text("alpha2"), .text("alpha3"),
            .text("numeric"), .text("name"), .text("other_names"), .integer("is_retired")),
        CopiedTable(
            "sectors", key: ["code"], isShipped: true, .integer("code"), .text("name"),
            .integer("is_retired")),
        CopiedTable(
            "schemes", isShipped: true, .integer("id"), .text("name"), .text("name_key")),
        CopiedTable(
            "accreditation_bodies", isShipped: true, .integer("id"), .text("acronym"),
            .text("acronym_key"), .text("name"), .text("country"), .text("known_names"),
            .integer("is_retired")),
        CopiedTable(
            "standards", isShipped: true, .integer("id"), .integer("scheme_id"), .text("name"),
            .text("name_key"), .integer("added_by"), .integer("is_retired")),
    ]

    private static let accounts = [
        CopiedTable(
            "certification_bodies", .integer("id"), .text("name"), .text("name_key"),
            .text("acronym"), .text("country")),
        CopiedTable(
            "accounts", .integer("id"), .text("role"), .text("name"), .text("name_key"),
            .text("acronym"), .text("country"), .integer("certification_body_id"),
            .integer("accreditation_body_id"), .integer("is_suspended"), .integer("created_at"),
            .integer("confirmed_at"), .integer("certifications")),
        CopiedTable(
            "api_keys", .integer("id"), .integer("account_id"), .blob("hash"), .text("label"),
            .text("scope"), .text("profile"), .integer("requests_per_minute"),
            .integer("expires_on"), .integer("created_at"), .integer("revoked_at")),
        CopiedTable(
            "mappings", isShipped: true, .integer("id"), .integer("account_id"), .text("field"),
            .text("source"), .text("source_key"), .text("target")),
        CopiedTable("shipped_adoptions", key: ["name"], isShipped: true, .text("name")),
        CopiedTable(
            "unmapped_terms", key: ["account_id", "field", "scheme_id", "term_key"],
            .integer("account_id"), .text("field"), .integer("scheme_id"), .text("term_key"),
            .text("term"), .integer("count"), .integer("last_sent_at")),
    ]

    private static let bodies = [
        CopiedTable(
            "recorded_bodies", .integer("id"), .integer("account_id"),
            .integer("accreditation_body_id"), .integer("certification_body_id"),
            .text("identity_number"), .text("name"), .text("country"), .text("status"),
            .integer("withdrawn_at"), .integer("created_at"), .integer("updated_at"),
            .text("document")),
        CopiedTable(
            "associated_bodies", key: ["account_id", "certification_body_id"],
            .integer("account_id"), .integer("certification_body_id")),
    ]

    private static let entities = [
        CopiedTable(
            "certified_entities", .integer("id"), .integer("account_id"),
            .integer("certification_body_id"), .text("unique_id"), .text("name"),
            .text("country"), .integer("is_confidential"), .integer("created_at"),
            .integer("updated_at"), .text("document")),
        CopiedTable(
            "entity_aliases", key: ["account_id", "alias", "scope"], .integer("account_id"),
            .text("alias"), .integer("scope"), .integer("entity_id")),
        CopiedTable(
            "deleted_entities", .integer("id"), .integer("account_id"), .integer("scope"),
            .text("unique_id"), .integer("deleted_at")),
    ]

    private static let certifications = [
        CopiedTable(
            "certifications", .integer("id"), .integer("account_id"),
            .integer("certification_body_id"), .integer("entity_id"), .text("number"),
            .text("number_key"), .text("identity_number"), .text("status"),
            .text("current_status"), .integer("status_since"), .text("accreditation"),
            .integer("accreditation_body_id"), .text("type"), .integer("original_issue_date"),
            .integer("issue_date"), .integer("expiry_date"), .text("country"),
            .integer("created_at"), .integer("updated_at"), .integer("confirmed_at"),
            .text("document")),
        CopiedTable(
            "certification_standards", key: ["certification_id", "standard_id"],
            .integer("certification_id"), .integer("standard_id"), .integer("account_id"),
            .integer("created_at"), .text("current_status")),
        CopiedTable(
            "deleted_certifications", .integer("id"), .integer("account_id"),
            .integer("certification_body_id"), .text("number_key"), .text("identity_number"),
            .integer("deleted_at")),
    ]

    private static let log = [
        CopiedTable(
            "changes", key: ["sequence"], .integer("sequence"), .integer("at"),
            .integer("account_id"), .integer("key_id"), .text("operating_system_user"),
            .text("request_id"), .text("call"), .text("action"), .text("kind"),
            .integer("record_id"), .text("before")),
        CopiedTable(
            "register_state", isShipped: true, .integer("id"), .integer("directory_version"),
            .integer("day")),
    ]
}

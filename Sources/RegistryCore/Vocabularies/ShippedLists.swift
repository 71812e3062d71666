import SwiftCSV

/// The lists the program brings with it, with which a new database begins (contract section 12).
/// From then on the database's lists hold, which operators and accreditation bodies extend.
public struct ShippedLists: Sendable {
    /// A pair of the library; the database gives it and its scheme their ids.
    public struct StandardRow: Sendable, Hashable {
        public let standard: String
        public let scheme: String
    }

    /// An accreditation body; the database gives it its id.
    public struct AccreditationBodyRow: Sendable, Hashable {
        public let acronym: String
        public let name: String
        /// Alpha-2 code.
        public let country: String
        public let knownNames: [String]
    }

    /// What a standards body calls a standard that it has adopted: a mapping for all accounts.
    public struct Adoption: Sendable, Hashable {
        public let name: String
        /// A standard of the library.
        public let standard: String
    }

    public let countries: [Country]
    public let sectors: [Sector]
    public let standards: [StandardRow]
    public let accreditationBodies: [AccreditationBodyRow]
    public let adoptions: [Adoption]

    /// Reads the lists; ``RegistryError/broken(_:)`` where a file is not what was agreed.
    public static func load() throws(RegistryError) -> ShippedLists {
        let standards = try rows(of: PackageResources.standards_csv, "standards.csv").map(standard)
        return ShippedLists(
            countries: try rows(of: PackageResources.countries_csv, "countries.csv").map(country),
            sectors: try rows(of: PackageResources.sectors_csv, "sectors.csv").map(sector),
            standards: standards,
            accreditationBodies: try rows(
                of: PackageResources.accreditation_bodies_csv, "accreditation-bodies.csv"
            ).map(accreditationBody),
            adoptions: try adoptions(of: standards))
    }

    /// A body puts its prefix before what ISO calls the standard, number and year: `UNI EN ISO
    /// 9001:2015`. Where it changes either, the adoption is listed by itself.
    private static func adoptions(of standards: [StandardRow]) throws(RegistryError) -> [Adoption] {
        let prefixes = try rows(
            of: PackageResources.adoption_prefixes_csv, "adoption-prefixes.csv"
        ).map { row throws(RegistryError) in try row.filled("prefix") }
        let listed = try rows(of: PackageResources.adoptions_csv, "adoptions.csv").map {
            row throws(RegistryError) in
            Adoption(name: try row.filled("adoption"), standard: try row.filled("standard"))
        }
        let adopted = standards.map(\.standard).filter {
            $0.hasPrefix("ISO ") || $0.hasPrefix("ISO/IEC ")
        }
        return adopted.flatMap { standard in
            prefixes.map { prefix in
                let isJoined = prefix.hasSuffix("-") || prefix.hasSuffix("/")
                return Adoption(name: prefix + (isJoined ? "" : " ") + standard, standard: standard)
            }
        } + listed
    }

    private static func country(_ row: Row) throws(RegistryError) -> Country {
        let numeric = try row.text("numeric")
        return Country(
            alpha2: try row.filled("alpha_2"), alpha3: try row.filled("alpha_3"),
            numeric: numeric.isEmpty ? nil : numeric, name: try row.filled("name"),
            otherNames: try row.list("other_names"))
    }

    private static func sector(_ row: Row) throws(RegistryError) -> Sector {
        let code = try row.filled("code")
        guard let number = Int(code) else { throw row.broken("code \(code) is no number") }
        return Sector(code: number, name: try row.filled("sector"))
    }

    private static func standard(_ row: Row) throws(RegistryError) -> StandardRow {
        StandardRow(standard: try row.filled("standard"), scheme: try row.filled("scheme"))
    }

    private static func accreditationBody(
        _ row: Row
    ) throws(RegistryError) -> AccreditationBodyRow {
        AccreditationBodyRow(
            acronym: try row.filled("acronym"), name: try row.filled("name"),
            country: try row.filled("economy"), knownNames: try row.list("known_names"))
    }

    private static func rows(of file: [UInt8], _ name: String) throws(RegistryError) -> [Row] {
        do {
            let csv = try NamedCSV(string: String(decoding: file, as: UTF8.self), delimiter: .comma)
            return csv.rows.enumerated().map { Row(file: name, number: $0 + 1, values: $1) }
        } catch {
            throw .broken("\(name) can't be read: \(error)")
        }
    }
}

/// A row of a shipped file, which says where it stands when something is missing.
private struct Row {
    let file: String
    /// From 1, the head not counted.
    let number: Int
    let values: [String: String]

    /// The value of a column; empty where there is none in this row.
    func text(_ column: String) throws(RegistryError) -> String {
        guard let value = values[column] else { throw broken("column \(column) is missing") }
        return value.trimmed()
    }

    func filled(_ column: String) throws(RegistryError) -> String {
        let value = try text(column)
        guard !value.isEmpty else { throw broken("column \(column) is empty") }
        return value
    }

    /// Several values of one column, with semicolons between.
    func list(_ column: String) throws(RegistryError) -> [String] {
        try text(column).split(separator: ";").map { String($0).trimmed() }
    }

    func broken(_ what: String) -> RegistryError {
        .broken("\(file), row \(number): \(what)")
    }
}

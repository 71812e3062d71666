import SwiftCSV

/// A file of mappings (contract section 15, `mapping import` and `export`): CSV in UTF-8 with the
/// columns `field`, `source` and `target`, named in its first row.
public enum MappingFile {
    /// A term's mapping takes some 50 bytes; no account has more terms than fit in here.
    public static let bytesMax = 4 * 1024 * 1024
    public static let rowsMax = 10_000

    /// A row as it stands in the file.
    public struct Row: Sendable, Equatable {
        /// As spreadsheets number them: the first row, with the names, is 1.
        public let number: Int
        public let field: String
        public let source: String
        public let target: String
    }

    private static let columns = ["field", "source", "target"]
    private static let head = columns.joined(separator: ",")

    // MARK: Reading

    /// The rows of a file but for the empty ones.
    ///
    /// - Throws: ``RegistryError/faults(_:)`` for what is no such file.
    public static func read(_ bytes: [UInt8]) throws(RegistryError) -> [Row] {
        guard bytes.count <= bytesMax else {
            throw refusal("Give a file of at most \(bytesMax / 1024 / 1024) MiB.")
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw refusal("The file is not in UTF-8: save it as CSV in UTF-8.")
        }
        var rows = try cells(
            of: bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(3)) : bytes)
        let names = rows.isEmpty ? [] : rows.removeFirst().map { $0.trimmed().lowercased() }
        let places = columns.compactMap { names.firstIndex(of: $0) }
        guard places.count == columns.count, names.count == columns.count else {
            throw refusal("Begin the file with the row \(head), with commas between.")
        }
        guard rows.count <= rowsMax else {
            throw refusal("Give at most \(rowsMax) rows beside the first; there are more.")
        }
        var read: [Row] = []
        var overfull: [Fault] = []
        for (index, cells) in rows.enumerated() where !cells.allSatisfy(\.isEmpty) {
            let number = index + 2
            if cells.dropFirst(columns.count).contains(where: { !$0.isEmpty }) {
                overfull.append(
                    Fault(
                        .validationError,
                        "Give \(columns.count) cells, and put what holds a comma in quotes; there "
                            + "are \(cells.count).", field: "row \(number)"))
            }
            func cell(_ column: Int) -> String {
                cells.indices.contains(places[column]) ? cells[places[column]] : ""
            }
            read.append(Row(number: number, field: cell(0), source: cell(1), target: cell(2)))
        }
        guard overfull.isEmpty else {
            throw .faults(Array(overfull.prefix(Limits.faultsMax)))
        }
        return read
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The cells of each row, at most one row more than there may be.
    private static func cells(of bytes: [UInt8]) throws(RegistryError) -> [[String]] {
        // A quote that is never closed would take all that follows into its cell.
        guard bytes.count(where: { $0 == UInt8(ascii: "\"") }).isMultiple(of: 2) else {
            throw refusal("A quote is opened and not closed. In a quoted cell write \"\" for \".")
        }
        var rows: [[String]] = []
        do {
            // Without its own reading of the rows, which fills up short ones.
            let csv = try EnumeratedCSV(
                string: singleBytes(bytes), delimiter: .comma, loadColumns: false, rowLimit: 0)
            try csv.enumerateAsArray(startAt: 0, rowLimit: rowsMax + 2) { cells in
                rows.append(cells.map { text(ofSingleBytes: $0) })
            }
        } catch {
            throw .faults([
                Fault(
                    .validationError,
                    "Put a cell that holds a quote in quotes, and double the quotes inside it.",
                    field: "row \(rows.count + 1)")
            ])
        }
        return rows
    }

    // The parser goes by characters: a comma and a combining mark behind it would be one, and no
    // delimiter. So each byte is given to it as a character of its own.

    private static func singleBytes(_ bytes: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: bytes.lazy.map { Unicode.Scalar($0) })
        return String(text)
    }

    private static func text(ofSingleBytes text: String) -> String {
        String(
            decoding: text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) },
            as: UTF8.self)
    }

    private static func refusal(_ message: String) -> RegistryError {
        .faults([Fault(.validationError, message, field: "file")])
    }

    // MARK: Writing

    /// A file that ``read(_:)`` reads back; without line break at its end.
    public static func text(of mappings: [TermMapping]) -> String {
        let rows = mappings.map { mapping in
            [mapping.field.rawValue, mapping.source, mapping.target].map(quoted)
                .joined(separator: ",")
        }
        return ([head] + rows).joined(separator: "\n")
    }

    private static func quoted(_ cell: String) -> String {
        // By scalars: a mark behind a quote is one character with it.
        guard cell.unicodeScalars.contains(where: { [",", "\"", "\n", "\r"].contains($0) }) else {
            return cell
        }
        return cell.unicodeScalars.reduce(into: "\"") { text, scalar in
            text.unicodeScalars.append(scalar)
            if scalar == "\"" { text.unicodeScalars.append(scalar) }
        } + "\""
    }
}

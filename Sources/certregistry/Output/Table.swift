/// Rows under headings, in aligned columns.
struct Table {
    private var rows: [[String]]

    init(_ headings: [String]) { rows = [headings.map { $0.uppercased() }] }

    /// - Parameter cells: one a heading; nil where there is nothing to say.
    mutating func add(_ cells: [String?]) { rows.append(cells.map { $0 ?? "-" }) }

    /// Without line break at its end.
    var text: String {
        let widths = rows[0].indices.map { column in rows.map { Self.width($0[column]) }.max() ?? 0
        }
        return rows.map { row in
            zip(row, widths).map { cell, width in
                cell + String(repeating: " ", count: width - Self.width(cell))
            }
            .joined(separator: "  ").trimmedAtEnd
        }
        .joined(separator: "\n")
    }

    /// Columns that a terminal gives to a text: two for what East Asian scripts write wide.
    private static func width(_ text: String) -> Int {
        text.reduce(0) { $0 + ($1.unicodeScalars.first?.isWide == true ? 2 : 1) }
    }
}

extension Unicode.Scalar {
    /// The large blocks of Unicode's East Asian Width W and F.
    fileprivate var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}

extension String {
    fileprivate var trimmedAtEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}

import RegistryCore
import Testing

@Suite("Files of mappings")
struct MappingFileTests {
    private static func refusal(_ bytes: [UInt8]) -> [String] {
        do throws(RegistryError) {
            _ = try MappingFile.read(bytes)
            return []
        } catch {
            guard case .faults(let faults) = error else { return ["\(error)"] }
            return faults.map { "\($0.field ?? ""): \($0.message)" }
        }
    }

    @Test(
        "what is no such file is refused, and the answer says where",
        arguments: [
            ("", "file: Begin the file with the row field,source,target"),
            ("field;source;target\nstatus;a;active", "file: Begin"),
            ("field,source\nstatus,a", "file: Begin"),
            ("field,source,target,note\nstatus,a,active,x", "file: Begin"),
            ("status,a,active", "file: Begin"),
            ("field,source,target\nstatus,a,active,\nstatus,a,b,active", "row 3: Give 3 cells"),
            ("field,source,target\nstatus,\"a,active", "file: A quote is opened"),
            ("field,source,target\n\nstatus,\"a\"b\"\",active", "row 3: Put a cell"),
        ])
    func refused(text: String, start: String) {
        let refusals = Self.refusal(Array(text.utf8))
        #expect(refusals.count == 1 && refusals.first?.hasPrefix(start) == true, "\(refusals)")
    }

    @Test(
        "what is not UTF-8 is refused",
        arguments: [
            [0xFF, 0xFE, 0x66, 0x00], Array("field,source,target\nstatus,g".utf8) + [0xFC, 0x6C],
        ] as [[UInt8]])
    func encoding(bytes: [UInt8]) {
        #expect(Self.refusal(bytes).first?.contains("UTF-8") == true)
    }

    @Test("a file goes up to its bounds and not beyond")
    func bounds() throws {
        let head = "field,source,target\n"
        let rows = String(repeating: "status,a,active\n", count: MappingFile.rowsMax)
        #expect(try MappingFile.read(Array((head + rows).utf8)).count == MappingFile.rowsMax)
        #expect(
            Self.refusal(Array((head + rows + "status,b,active").utf8)).first?
                .contains("10000 rows") == true)
        let size = MappingFile.bytesMax - head.utf8.count
        let large = Array(head.utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: size)
        #expect(Self.refusal(large) == [])
        #expect(Self.refusal(large + [0x78]).first?.contains("4 MiB") == true)
    }

    @Test("rows keep their numbers, columns go by their names, and a byte order mark is no text")
    func rows() throws {
        let text = "\u{FEFF}Source, TARGET ,field\r\n\r\n a ,active,status\r\n,,\r\n\"b\",pending"
        #expect(
            try MappingFile.read(Array(text.utf8)).map {
                ["\($0.number)", $0.field, $0.source.trimmed(), $0.target]
            } == [["3", "status", "a", "active"], ["5", "", "b", "pending"]])
    }

    @Test(
        "what is written is read back as it was, scalar by scalar",
        arguments: [
            "a,b", "\"", "\"a\",\"b\"", "a \"b\" c", "\u{301}x", "a,\u{301}b", "\"\u{301}",
            "x\u{200D}\"",
            "\u{FEFF}x", "größe", "gro\u{308}ße", "👩‍👩‍👧", "'=1+1", "日本，語", "a\u{2028}b",
            "\u{85}\u{A0}à",
        ])
    func roundTrip(source: String) throws {
        let mappings = MappingField.allCases.map {
            TermMapping(field: $0, source: source, target: source)
        }
        let rows = try MappingFile.read(Array(MappingFile.text(of: mappings).utf8))
        #expect(rows.map(\.field) == MappingField.allCases.map(\.rawValue))
        for row in rows {
            #expect(Array(row.source.unicodeScalars) == Array(source.unicodeScalars))
            #expect(Array(row.target.unicodeScalars) == Array(source.unicodeScalars))
        }
    }
}

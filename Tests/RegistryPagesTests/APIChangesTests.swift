import RegistryCore
import RegistryHTTP
import RegistryJSON
import RegistryWire
import Testing

@testable import RegistryPages

@Suite("The change log of the API")
struct APIChangesTests {
    private static func hash(of version: WireVersion) -> String {
        var checksum = RunningChecksum()
        checksum.add(OpenAPIDocument(version).tree.bytes)
        return checksum.text
    }

    @Test(
        "its newest entry is of the API as it is described: a change of the description needs one",
        arguments: WireVersion.allCases)
    func newest(version: WireVersion) throws {
        let entry = try #require(try APIChanges.load().entries.first)
        let hash = Self.hash(of: version)
        #expect(
            entry.documentHashes[version.rawValue] == hash,
            """
            The OpenAPI document of \(version) is another than when the change log was written. \
            Tell callers what has changed: add an entry at the top of \
            Sources/RegistryPages/Changes/api-changes.json (to the newest one only while nobody \
            has seen it), with "\(version.rawValue)": "\(hash)".
            """)
    }

    @Test("its entries say what has changed, newest first")
    func entries() throws {
        let entries = try APIChanges.load().entries
        for entry in entries {
            #expect(CalendarDate(entry.date) != nil, "\(entry.date)")
            #expect(!entry.title.isEmpty && !entry.changes.isEmpty, "\(entry.date)")
            #expect(Set(entry.documentHashes.keys) == ["v1", "v2"], "\(entry.date)")
        }
        #expect(entries.map(\.date) == entries.map(\.date).sorted(by: >))
        let documents = entries.map { [$0.documentHashes["v1"], $0.documentHashes["v2"]] }
        #expect(Set(documents).count == documents.count, "an entry changes nothing")
    }

    @Test("its page shows date, title and changes, and no hash")
    func page() throws {
        let guide = Guide(GuideConfiguration())
        let answer = try #require(try guide.answer(to: GuideRequest(path: "/docs/changes")))
        let page = String(decoding: answer.body, as: UTF8.self)
        for entry in try APIChanges.load().entries {
            #expect(page.contains(entry.date))
            #expect(page.contains(Markup.escape(entry.title)))
            for change in entry.changes { #expect(page.contains(Markup(phrase: change).html)) }
            for hash in entry.documentHashes.values where !hash.isEmpty {
                #expect(!page.contains(hash))
            }
        }
    }

    @Test("a file of another shape is refused", arguments: ["{}", "[{}]", "[1]", "no"])
    func refused(text: String) {
        #expect(throws: (any Error).self) { try APIChanges(parsing: Array(text.utf8)) }
    }
}

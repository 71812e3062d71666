import RegistryCore
import Testing

@Suite("API keys")
struct KeySecretTests {
    @Test("a new key is well formed and never the same twice")
    func new() {
        let keys = (0..<100).map { _ in KeySecret().text }
        #expect(keys.allSatisfy { KeySecret.isWellFormed($0) })
        #expect(keys.allSatisfy { $0.hasPrefix("crk_") && $0.utf8.count == 50 })
        #expect(Set(keys).count == keys.count)
    }

    @Test("a mistyped character anywhere is noticed")
    func mistyped() {
        let key = Array(KeySecret().text)
        for position in key.indices {
            var mistyped = key
            mistyped[position] = key[position] == "A" ? "B" : "A"
            #expect(!KeySecret.isWellFormed(String(mistyped)))
        }
    }

    @Test("swapped neighbours are noticed")
    func swapped() {
        let key = Array(KeySecret().text)
        for position in 0..<(key.count - 1) where key[position] != key[position + 1] {
            var swapped = key
            swapped.swapAt(position, position + 1)
            #expect(!KeySecret.isWellFormed(String(swapped)))
        }
    }

    @Test("what is cut, padded or foreign is no key", arguments: ["", "crk_", "abc"])
    func foreign(_ text: String) {
        #expect(!KeySecret.isWellFormed(text))
        #expect(!KeySecret.isWellFormed(KeySecret().text + "0"))
        #expect(!KeySecret.isWellFormed(String(KeySecret().text.dropLast())))
    }

    @Test("a key is valid through its last day, and not once revoked")
    func validity() throws {
        let day = try #require(CalendarDate("20260131"))
        let next = try #require(CalendarDate("20260201"))
        var key = APIKey(
            id: RecordID(1), accountID: RecordID(2), hash: KeySecret().hash, label: nil,
            scope: .write, profile: .standard, requestsPerMinute: nil, expiresOn: day,
            createdAt: 0)
        #expect(key.isValid(on: day))
        #expect(!key.isValid(on: next))
        key.expiresOn = nil
        #expect(key.isValid(on: next))
        key.revokedAt = 1
        #expect(!key.isValid(on: day))
    }
}

import RegistryCore
import Synchronization
import Testing

@Suite("Ids of records")
struct RecordIDTests {
    @Test("an id reads back what it writes", arguments: [0, 1, 31, 32, 1 << 40, Int64.max])
    func roundTrip(_ value: Int64) {
        let id = RecordID(value)
        #expect(id.description.utf8.count == 13)
        #expect(RecordID(id.description) == id)
    }

    @Test(
        "anything else is no id",
        arguments: [
            "", "0", "00000000000000", "000000000000", "000000000000i", "000000000000O",
            "zzzzzzzzzzzzz", "8000000000000", "00000 0000000", "０000000000000",
        ])
    func refuses(_ text: String) {
        #expect(RecordID(text) == nil)
    }

    @Test("ids sort alike as numbers and as text")
    func order() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<1_000 {
            let left = RecordID(Int64.random(in: 0...Int64.max, using: &generator))
            let right = RecordID(Int64.random(in: 0...Int64.max, using: &generator))
            #expect((left < right) == (left.description < right.description))
        }
    }

    @Test("generated ids ascend, within a millisecond too, and when the clock steps back")
    func generator() {
        let time = Mutex<Int64>(1_000)
        let ids = IDGenerator(clock: RegistryClock(milliseconds: { time.withLock { $0 } }))
        var all: [RecordID] = []
        for step: Int64 in [0, 0, -100, 101, 1] {
            time.withLock { $0 += step }
            all += (0..<1_000).map { _ in ids.next() }
        }
        #expect(all == all.sorted())
        #expect(Set(all).count == all.count)
        #expect(all[0].value >> 20 == 1_000)
    }
}

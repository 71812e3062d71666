/// FNV-1a of 64 bits: the same in every process and on every machine, as `Hasher` is not. Each
/// value is hashed with its length, so that none runs into the next.
struct StableHash {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func combine(_ bytes: some Collection<UInt8>) {
        combine(UInt64(bytes.count))
        for byte in bytes { combine(byte) }
    }

    mutating func combine(_ text: String) { combine(text.utf8) }

    mutating func combine(_ number: UInt64) {
        for shift in stride(from: 0, to: UInt64(64), by: 8) {
            combine(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    private mutating func combine(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
    }
}

import Synchronization

/// Makes ids that no other record has and that ascend with time.
///
/// The upper 43 bits are milliseconds since 1970, the lower 20 start at random in each
/// millisecond and count up. Two servers on one database may draw the same number once in a long
/// while: the schema's primary key refuses the second, and the store asks again.
public final class IDGenerator: Sendable {
    private let last = Mutex<Int64>(0)
    private let clock: RegistryClock

    private static let counterBits: Int64 = 20

    public init(clock: RegistryClock) { self.clock = clock }

    public func next() -> RecordID {
        let now = clock.milliseconds() << Self.counterBits
        return last.withLock { last in
            // The lower half only, so that half a million ids fit into a millisecond.
            let fresh = now | Int64.random(in: 0..<(1 << (Self.counterBits - 1)))
            last = now > last ? fresh : last + 1
            return RecordID(last)
        }
    }
}

/// Finds what a key of a request is by its bytes. Every member of every object is looked up, and
/// hashing strings took a fifth of reading.
struct KeyTable: Sendable {
    private struct Entry {
        let key: [UInt8]
        let place: WireLayout.Place

        /// A plain loop: `elementsEqual` of two kinds of collections takes ten times as long.
        func isKey(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
            guard key.count == other.count else { return false }
            for index in key.indices where key[index] != other[index] { return false }
            return true
        }
    }

    /// Open addressing: an entry stands at its hash or behind it. At least half are empty.
    private let entries: [Entry?]
    private let mask: Int

    /// - Parameter places: of a key that comes twice the first holds.
    init(_ places: [(key: String, place: WireLayout.Place)]) {
        var size = 2
        while size < 2 * places.count { size *= 2 }
        mask = size - 1
        var entries = [Entry?](repeating: nil, count: size)
        for (key, place) in places {
            let key = Array(key.utf8)
            var index = key.withUnsafeBufferPointer { Self.hash($0) } & mask
            while let entry = entries[index], entry.key != key { index = (index + 1) & mask }
            if entries[index] == nil { entries[index] = Entry(key: key, place: place) }
        }
        self.entries = entries
    }

    /// Nil for an unknown key.
    func place(of key: UnsafeBufferPointer<UInt8>) -> WireLayout.Place? {
        var index = Self.hash(key) & mask
        while let entry = entries[index] {
            if entry.isKey(key) { return entry.place }
            index = (index + 1) & mask
        }
        return nil
    }

    /// The table never grows, so a client that chooses its keys makes no chain longer.
    private static func hash(_ key: UnsafeBufferPointer<UInt8>) -> Int {
        guard let last = key.last else { return 0 }
        let middle = key[key.count / 2]
        let hash = key.count &* 31 &+ Int(key[0]) &* 7 &+ Int(middle) &* 13 &+ Int(last) &* 3
        return hash ^ hash >> 5
    }
}

/// Finds keys that stand twice in one object, by what they mean: `"a"` and `"\u0061"` are one.
///
/// Compared are code points, so "é" and "e" with a combining accent are two keys.
struct JSONDuplicateKeys {
    /// Keys that are compared each with each; beyond, a hash table is quicker.
    private static let pairwiseMax = 32

    private let bytes: [UInt8]
    /// Of the object in hand; kept between objects for its room.
    private var keys: [Key] = []

    private struct Key {
        /// Equal for equal keys, and cheap to make: tells most different keys apart.
        let mark: UInt32
        /// Index of its node.
        let node: UInt32
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Throws at the second of two equal keys. `index` is that of the opening node; the object and
    /// all in it are complete.
    mutating func refuse(inObjectAt index: Int, of nodes: [JSONNode]) throws(JSONFault) {
        guard nodes[nodes[index].extent - 1].extent > 1 else { return }
        gatherKeys(ofObjectAt: index, of: nodes)
        let second =
            keys.count <= Self.pairwiseMax ? secondByPairs(of: nodes) : secondByHash(of: nodes)
        guard let second else { return }
        let node = nodes[Int(second.node)]
        let name = JSONExcerpt.text(
            of: bytes[node.start..<node.start + node.extent], scalarsMax: 100)
        throw JSONFault("the key \(name) stands twice in one object", at: node.start)
    }

    private mutating func gatherKeys(ofObjectAt index: Int, of nodes: [JSONNode]) {
        keys.removeAll(keepingCapacity: true)
        let closing = nodes[index].extent - 1
        var member = index + 1
        while member < closing {
            let mark = mark(of: JSONStringText(nodes[member], in: bytes).decoded)
            keys.append(Key(mark: mark, node: UInt32(member)))
            member = nodes[member + 1].next(after: member + 1, in: bytes)
        }
    }

    /// Keys of one kind of object mostly differ in length, or in the beginning, middle or end.
    private func mark(of text: ArraySlice<UInt8>) -> UInt32 {
        guard let first = text.first, let last = text.last else { return 0 }
        let middle = text[text.startIndex + text.count / 2]
        return UInt32(truncatingIfNeeded: text.count) << 24
            | UInt32(first) << 16 | UInt32(middle) << 8 | UInt32(last)
    }

    private func secondByPairs(of nodes: [JSONNode]) -> Key? {
        for later in 1..<keys.count {
            let mark = keys[later].mark
            for earlier in 0..<later where keys[earlier].mark == mark {
                if isSame(keys[earlier], keys[later], of: nodes) { return keys[later] }
            }
        }
        return nil
    }

    /// Open addressing, at most half full: eight to sixteen bytes a key, and no key is copied.
    /// `Hasher` is seeded anew in each process, so nobody can prepare keys that collide.
    private func secondByHash(of nodes: [JSONNode]) -> Key? {
        let mask = 1 << (Int.bitWidth - (keys.count * 2 - 1).leadingZeroBitCount) - 1
        var slots = [UInt32](repeating: 0, count: mask + 1)
        for (position, key) in keys.enumerated() {
            var slot = hash(of: key, nodes) & mask
            while slots[slot] != 0 {
                if isSame(keys[Int(slots[slot]) - 1], key, of: nodes) { return key }
                slot = (slot + 1) & mask
            }
            slots[slot] = UInt32(position + 1)
        }
        return nil
    }

    private func isSame(_ one: Key, _ other: Key, of nodes: [JSONNode]) -> Bool {
        one.mark == other.mark && text(of: one, nodes) == text(of: other, nodes)
    }

    private func text(of key: Key, _ nodes: [JSONNode]) -> ArraySlice<UInt8> {
        JSONStringText(nodes[Int(key.node)], in: bytes).decoded
    }

    private func hash(of key: Key, _ nodes: [JSONNode]) -> Int {
        var hasher = Hasher()
        text(of: key, nodes).withUnsafeBytes { hasher.combine(bytes: $0) }
        return hasher.finalize()
    }
}

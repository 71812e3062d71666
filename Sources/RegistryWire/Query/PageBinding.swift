import RegistryCore

/// The list that a `next_key` belongs to: account, call, filters and order (contract section 2,
/// "Paging"). Neither the size of a page nor the day is part of it.
struct PageBinding: Equatable {
    let fingerprint: UInt64

    /// One that was read back.
    init(fingerprint: UInt64) { self.fingerprint = fingerprint }

    /// - Parameter filter: each of the list's filters in a fixed order, empty ones too.
    init<Sort>(
        call: String, version: WireVersion, accountID: RecordID, _ page: PageRequest<Sort>,
        filter: [[String]]
    ) {
        var hash = StableHash()
        hash.combine(accountID.description)
        hash.combine(call)
        hash.combine(version.rawValue)
        hash.combine(page.sort.rawValue)
        hash.combine(page.isAscending ? "ASC" : "DESC")
        for values in filter { hash.combine(set: values) }
        fingerprint = hash.value
    }

    /// The `next_key` behind a row of this list.
    func key(after cursor: PageCursor) -> String {
        PageKey(cursor: cursor, binding: self).text
    }
}

extension StableHash {
    /// Values whose order and repetition mean nothing.
    fileprivate mutating func combine(set values: [String]) {
        let values = Set(values.map { ExactText($0) }).map { Array($0.text.utf8) }
            .sorted { $0.lexicographicallyPrecedes($1) }
        combine(UInt64(values.count))
        for value in values { combine(value) }
    }
}

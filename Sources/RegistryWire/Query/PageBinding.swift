import RegistryCore

/// The list that a `next_key` belongs to: account, call, filters and order (contract section 2,
/// "Paging"). Neither the size of a page nor the day is part of it.
struct PageBinding: Equatable {
    let fingerprint: UInt64

    /// One that was read back.
    init(fingerprint: UInt64) { self.fingerprint = fingerprint }

    init(_ query: CertificationQuery, call: String, version: WireVersion) {
        var hash = StableHash()
        hash.combine(query.accountID.description)
        hash.combine(call)
        hash.combine(version.rawValue)
        hash.combine(query.sort.rawValue)
        hash.combine(query.isAscending ? "ASC" : "DESC")
        let filter = query.filter
        hash.combine(set: filter.statuses.map(\.rawValue))
        hash.combine(set: filter.numbers.map(\.text))
        hash.combine(set: filter.identityNumbers)
        hash.combine(set: filter.entityUniqueIDs)
        hash.combine(set: filter.standardIDs.map(\.description))
        hash.combine(set: filter.countries)
        hash.combine(set: filter.updatedSince.map { [String($0)] } ?? [])
        hash.combine(set: filter.expiresBefore.map { [$0.wireText] } ?? [])
        hash.combine(set: filter.expiresAfter.map { [$0.wireText] } ?? [])
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

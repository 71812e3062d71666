public import RegistryCore

/// `history` and `changes` (contract section 15).
extension Administration {
    /// All changes of one record, in order, each with the state it left.
    ///
    /// - Throws: ``RegistryError/notFound(_:)`` when the log knows no such record.
    public func history(of text: String) async throws(RegistryError) -> [RecordedChange] {
        let entries: [ChangeEntry]
        if let id = RecordID(text) {
            entries = try await store.history(of: id)
        } else {
            entries = []
        }
        guard !entries.isEmpty else {
            throw .notFound("The change log knows no record with the id \(text).")
        }
        var changes: [RecordedChange] = []
        for (index, entry) in entries.enumerated() {
            let after: String? =
                if index + 1 < entries.count {
                    entries[index + 1].before
                } else {
                    try await presentState(after: entry)
                }
            changes.append(RecordedChange(entry: entry, after: after))
        }
        return changes
    }

    /// Hands over the changes after a sequence number, a page at a time: the log may be longer
    /// than memory.
    ///
    /// - Parameters:
    ///   - limit: at most so many; nil: all that there are.
    ///   - body: given one page after the other.
    public func changes(
        since sequence: Int64, limit: Int?, _ body: ([ChangeEntry]) -> Void
    ) async throws(RegistryError) {
        var sequence = sequence
        var remaining = limit ?? .max
        while remaining > 0 {
            let wanted = min(remaining, Self.changesPage)
            let page = try await store.changes(since: sequence, limit: wanted)
            if !page.isEmpty { body(page) }
            guard page.count == wanted, let last = page.last else { return }
            sequence = last.sequence
            remaining -= page.count
        }
    }

    /// Rows read at a time; a state before may be some kilobytes.
    private static let changesPage = 500

    /// The record's state now, where it can be asked for by its id.
    private func presentState(after entry: ChangeEntry) async throws(RegistryError) -> String? {
        guard entry.action != .deleted else { return nil }
        let id = entry.recordID
        let bytes: [UInt8]?
        switch entry.kind {
        case .certification:
            guard let accountID = entry.accountID else { return nil }
            bytes = try await store.certification(id, of: accountID)
                .map { StoredDocuments.state($0.stored) }
        case .certifiedEntity:
            guard let accountID = entry.accountID else { return nil }
            bytes = try await store.entity(id, of: accountID).map { StoredDocuments.state($0) }
        case .account:
            bytes = try await store.directory().accounts[id].map { StoredDocuments.state($0) }
        case .key:
            bytes = try await store.directory().keys.values.first { $0.id == id }
                .map { StoredDocuments.state($0) }
        case .certificationBody:
            bytes = try await store.certificationBody(id).map { StoredDocuments.state($0) }
        case .recordedBody:
            bytes = try await store.recordedBody(id).map { StoredDocuments.state($0) }
        case .mapping:
            bytes = nil
        case .scheme:
            bytes = try await store.directory().vocabularies.scheme(id)
                .map { StoredDocuments.state($0) }
        case .standard, .accreditationBody, .sector, .country:
            let vocabularies = try await store.directory().vocabularies
            bytes = KeptList.allCases.lazy.flatMap { vocabularies.terms(of: $0) }
                .first { $0.recordID == id && $0.kind == entry.kind }
                .map { StoredDocuments.state($0) }
        }
        return bytes.map { String(decoding: $0, as: UTF8.self) }
    }
}

/// A change with the state it left.
public struct RecordedChange: Sendable {
    public let entry: ChangeEntry
    /// The record's state after it as a JSON object; nil when it was deleted, or when only the
    /// state before is known.
    public let after: String?
}

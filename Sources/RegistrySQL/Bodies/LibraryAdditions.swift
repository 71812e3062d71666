import RegistryCore

/// A pair of scheme and standard that the library lacks (contract section 12).
struct LibraryAddition {
    let schemeName: String
    let standardName: String
    let key: Key

    /// The pair as the library compares it.
    struct Key: Hashable {
        let scheme: String
        let standard: String
    }

    init(_ pair: AccreditedStandard) {
        schemeName = pair.schemeName
        standardName = pair.standardName
        key = Key(
            scheme: LooseKey.standard(ComparisonKey(pair.schemeName)).text,
            standard: LooseKey.standard(ComparisonKey(pair.standardName)).text)
    }
}

extension SQLConnection {
    /// What an upload or update of a body's record would add to the library, each pair once.
    ///
    /// - Throws: ``RegistryError/faults(_:)`` when the accreditation body would have added more
    ///   than ``Standard/additionsMax``.
    func libraryAdditions(
        of plan: BodyPlan, locator: any FaultLocating
    ) throws(StoreFailure) -> [LibraryAddition] {
        guard let record = plan.write?.after else { return [] }
        var seen: Set<LibraryAddition.Key> = []
        var additions: [LibraryAddition] = []
        for addition in record.body.standards.map({ LibraryAddition($0) })
        where seen.insert(addition.key).inserted {
            guard try !isKnown(addition.key, to: record.accreditationBodyID) else { continue }
            additions.append(addition)
        }
        guard !additions.isEmpty else { return [] }
        let count = try additionCount(of: record.accreditationBodyID) + additions.count
        guard count > Standard.additionsMax else { return additions }
        let fault = locator.fault(
            .validationError,
            "Name standards that you have named before: you may add \(Standard.additionsMax) "
                + "pairs of scheme and standard, and with these there would be \(count).",
            at: .standards, recordIndex: nil)
        throw .register(.faults([fault]))
    }

    /// Whether the pair is everyone's, or an addition of the accreditation body itself. A retired
    /// one is there too.
    private func isKnown(
        _ key: LibraryAddition.Key, to accreditationBodyID: RecordID
    ) throws(StoreFailure) -> Bool {
        let statement = try statement(
            """
            SELECT 1 FROM schemes m {join} standards s ON s.scheme_id = m.id
            WHERE m.name_key = ? AND s.name_key = ? AND (s.added_by IS NULL OR s.added_by = ?)
            """)
        defer { statement.reset() }
        return try statement.bind(key.scheme).bind(key.standard).bind(accreditationBodyID.value)
            .step()
    }

    private func additionCount(of accreditationBodyID: RecordID) throws(StoreFailure) -> Int {
        let statement = try statement("SELECT count(*) FROM standards WHERE added_by = ?")
        defer { statement.reset() }
        return try statement.bind(accreditationBodyID.value).step() ? Int(statement.integer()) : 0
    }
}

extension WriteTransaction {
    /// Makes pairs the accreditation body's additions.
    func extendLibrary(
        by additions: [LibraryAddition], of record: StoredRecordedBody, origin: Origin
    ) throws(StoreFailure) {
        guard !additions.isEmpty else { return }
        for addition in additions {
            let scheme = try scheme(addition.schemeName, origin: origin)
            let standard = Standard(
                id: ids.next(), schemeID: scheme.id, name: addition.standardName,
                addedBy: record.accreditationBodyID)
            try write(standard)
            try log(
                .created, .standard, standard.id, of: record.accountID, before: nil,
                origin: origin)
        }
        try connection.moveDirectoryVersion()
    }
}

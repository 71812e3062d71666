public import RegistryCore

/// `mapping add|list|remove|import` (contract sections 12 and 15).
extension Administration {
    /// Stands for every account where an account's id is due.
    public static let allAccounts = "all"

    /// Adds a mapping, or gives the source term another target.
    ///
    /// - Parameters:
    ///   - account: an account's id, or ``allAccounts``.
    ///   - target: a word of the field's list, as its callers may spell it.
    /// - Returns: the mapping as it is stored, with the list's own word.
    /// - Throws: ``RegistryError/faults(_:)``, for a target outside the list with the nearest
    ///   words; ``RegistryError/notFound(_:)`` for an account that there is not.
    public func addMapping(
        account: String, field: MappingField, source: String, target: String
    ) async throws(RegistryError) -> TermMapping {
        let directory = try await store.directory()
        let accountID = try Self.mappingAccount(account, in: directory)
        var input = InputFaults()
        let source = input.text(required: source, FieldRules.mappingTerm, "source")
        let target = input.text(required: target, FieldRules.mappingTerm, "target")
        try input.check()
        let word = input.term(directory.plainTermReader.mappingTarget(field, target), "target")
        try input.check()
        let mapping = TermMapping(field: field, source: source, target: word ?? target)
        try await store.setMapping(
            NewMapping(
                accountID: accountID, field: field, source: mapping.source,
                target: mapping.target),
            origin: origin)
        return mapping
    }

    /// The mappings of an account, or those for all, by field and source term.
    ///
    /// - Throws: ``RegistryError/notFound(_:)`` for an account that there is not.
    public func mappings(ofAccount account: String) async throws(RegistryError) -> [TermMapping] {
        let directory = try await store.directory()
        guard let id = try Self.mappingAccount(account, in: directory) else {
            return directory.sharedMappings.all
        }
        return directory.mappings[id]?.all ?? []
    }

    /// Removes the mapping of a source term, which is compared as names are.
    ///
    /// - Throws: ``RegistryError/notFound(_:)``.
    public func removeMapping(
        account: String, field: MappingField, source: String
    ) async throws(RegistryError) {
        let directory = try await store.directory()
        try await store.removeMapping(
            accountID: try Self.mappingAccount(account, in: directory), field: field,
            source: source.trimmed(), origin: origin)
    }

    /// Adds the mappings of a file, or gives their source terms other targets: all of them, or none
    /// if anything is wrong with any row.
    ///
    /// - Parameters:
    ///   - file: as ``MappingFile`` describes it.
    ///   - isDryRun: says what would be done, and stores nothing.
    /// - Throws: ``RegistryError/faults(_:)`` with the numbers of the rows at fault;
    ///   ``RegistryError/notFound(_:)`` for an account that there is not.
    public func importMappings(
        account: String, file: [UInt8], isDryRun: Bool
    ) async throws(RegistryError) -> MappingCounts {
        let directory = try await store.directory()
        let accountID = try Self.mappingAccount(account, in: directory)
        var reader = MappingRows(reader: directory.plainTermReader, accountID: accountID)
        for row in try MappingFile.read(file) { reader.add(row) }
        try reader.input.check()
        return try await store.setMappings(
            reader.mappings, validatesOnly: isDryRun, origin: origin)
    }

    /// Nil: all accounts.
    static func mappingAccount(
        _ text: String, in directory: Directory
    ) throws(RegistryError) -> RecordID? {
        text == allAccounts ? nil : try directory.account(text).id
    }
}

/// Reads the rows of a file one after the other, and gathers what is wrong with them.
private struct MappingRows {
    let reader: TermReader
    let accountID: RecordID?
    private(set) var mappings: [NewMapping] = []
    private(set) var input = InputFaults()
    /// Whether there are more faults than are listed.
    private var hasTooMany = false
    /// By field and source, as compared: in which row it stood, and its target.
    private var sources: [[String]: (row: Int, target: String)] = [:]

    init(reader: TermReader, accountID: RecordID?) {
        self.reader = reader
        self.accountID = accountID
    }

    mutating func add(_ row: MappingFile.Row) {
        let faultCount = input.faults.count
        guard !hasTooMany else { return }
        guard faultCount < Limits.faultsMax else {
            hasTooMany = true
            input.add(
                "More may be wrong from row \(row.number) on: correct these first.", "file",
                code: .tooManyErrors)
            return
        }
        let place = "row \(row.number)"
        let source = input.text(required: row.source, FieldRules.mappingTerm, "\(place), source")
        let target = input.text(required: row.target, FieldRules.mappingTerm, "\(place), target")
        let field = MappingField(rawValue: row.field.trimmed().lowercased())
        if field == nil {
            let words = MappingField.allCases.map(\.rawValue).joined(separator: ", ")
            input.add("Give one of \(words).", "\(place), field")
        }
        guard let field, !target.isEmpty else { return }
        let word = input.term(reader.mappingTarget(field, target), "\(place), target")
        guard let word, input.faults.count == faultCount else { return }
        add(NewMapping(accountID: accountID, field: field, source: source, target: word), row)
    }

    /// What comes again and is equal is passed over.
    private mutating func add(_ mapping: NewMapping, _ row: MappingFile.Row) {
        let key = [
            mapping.field.rawValue, mapping.field.sourceKey(ComparisonKey(mapping.source)),
        ]
        guard let first = sources[key] else {
            sources[key] = (row.number, mapping.target)
            mappings.append(mapping)
            return
        }
        guard first.target != mapping.target else { return }
        input.add(
            "Give this term one target: row \(first.row) maps it to \"\(first.target)\".",
            "row \(row.number), target")
    }
}

public import RegistryCore

/// `mapping add|list|remove` (contract sections 12 and 15).
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

    /// Nil: all accounts.
    private static func mappingAccount(
        _ text: String, in directory: Directory
    ) throws(RegistryError) -> RecordID? {
        text == allAccounts ? nil : try directory.account(text).id
    }
}

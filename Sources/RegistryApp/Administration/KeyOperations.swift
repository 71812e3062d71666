public import RegistryCore

/// `key add|list|revoke` (contract section 15).
extension Administration {
    /// Adds a key with a new secret.
    ///
    /// - Parameter expiresOn: the last day on which it is valid, UTC; nil: it doesn't expire.
    /// - Returns: the key, and its text, which is kept nowhere and can't be shown again.
    /// - Throws: ``RegistryError/faults(_:)``; ``RegistryError/notFound(_:)`` for an account that
    ///   there is not.
    public func addKey(
        account: String, label: String? = nil, scope: KeyScope = .write,
        profile: KeyProfile = .standard, requestsPerMinute: Int? = nil,
        expiresOn: CalendarDate? = nil
    ) async throws(RegistryError) -> (key: APIKey, secret: KeySecret) {
        var input = InputFaults()
        let label = input.text(label, FieldRules.keyLabel, "label")
        if let expiresOn, expiresOn < clock.today {
            input.add("Give a day that is not past: the key would never be valid.", "expires")
        }
        if let requestsPerMinute, !Self.requestsPerMinuteRange.contains(requestsPerMinute) {
            let range = Self.requestsPerMinuteRange
            input.add(
                "Give a whole number from \(range.lowerBound) to \(range.upperBound).",
                "requests-per-minute")
        }
        try input.check()
        let secret = KeySecret()
        let key = try await store.addKey(
            NewKey(
                accountID: try Self.accountID(account), hash: secret.hash, label: label,
                scope: scope, profile: profile, requestsPerMinute: requestsPerMinute,
                expiresOn: expiresOn),
            origin: origin)
        return (key, secret)
    }

    /// What a key's rate may be; the configured default has the same bounds.
    static let requestsPerMinuteRange = 1...10_000_000

    /// An account's keys, revoked ones too, the oldest first.
    ///
    /// - Throws: ``RegistryError/notFound(_:)`` for an account that there is not.
    public func keys(ofAccount id: String) async throws(RegistryError) -> [APIKey] {
        let directory = try await store.directory()
        let account = try directory.account(id)
        return directory.keys.values.filter { $0.accountID == account.id }.sorted { $0.id < $1.id }
    }

    /// Revoking again changes nothing.
    ///
    /// - Throws: ``RegistryError/notFound(_:)``.
    public func revokeKey(_ text: String) async throws(RegistryError) -> APIKey {
        guard let id = RecordID(text) else { throw .notFound("No key has the id \(text).") }
        return try await store.revokeKey(id, origin: origin)
    }

    /// Revokes every key that is in force.
    ///
    /// - Returns: how many there were.
    func revokeAllKeys() async throws(RegistryError) -> Int {
        let keys = try await store.directory().keys.values
            .filter { $0.isValid(on: clock.today) }.sorted { $0.id < $1.id }
        for key in keys { _ = try await store.revokeKey(key.id, origin: origin) }
        return keys.count
    }
}

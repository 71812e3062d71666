/// What a PUT changes of a certified entity (contract section 9); only what is named changes.
public struct EntityUpdate: Sendable {
    /// Unique id, alias or `company_id`, looked at in this order.
    public var guid: String
    public var name: String?
    public var englishName: Change<String> = .keep
    public var tradingName: Change<String> = .keep
    public var address = AddressChange()
    /// ISO 3166-1 alpha-2.
    public var country: String?
    public var website: Change<String> = .keep
    public var businessRegistrationNumber: Change<String> = .keep
    public var taxID: Change<String> = .keep
    public var companyIDNumber: Change<String> = .keep
    public var vat: Change<String> = .keep
    public var dunsNumber: Change<String> = .keep
    public var aliases: Change<[EntityAlias]> = .keep
    public var locator: any FaultLocating

    public init(guid: String, locator: any FaultLocating) {
        self.guid = guid
        self.locator = locator
    }

    func applied(to stored: CertifiedEntity, now: Int64) -> CertifiedEntity {
        var entity = stored
        if let name {
            EntityIdentity.rename(&entity, to: name, now: now)
        }
        entity.englishName = englishName.applied(to: entity.englishName)
        entity.tradingName = tradingName.applied(to: entity.tradingName)
        entity.address = address.applied(to: entity.address)
        entity.country = country ?? entity.country
        entity.website = website.applied(to: entity.website)
        var identifiers = entity.legalIdentifiers
        identifiers.businessRegistrationNumber = businessRegistrationNumber.applied(
            to: identifiers.businessRegistrationNumber)
        identifiers.taxID = taxID.applied(to: identifiers.taxID)
        identifiers.companyIDNumber = companyIDNumber.applied(to: identifiers.companyIDNumber)
        identifiers.vat = vat.applied(to: identifiers.vat)
        identifiers.dunsNumber = dunsNumber.applied(to: identifiers.dunsNumber)
        entity.legalIdentifiers = identifiers
        entity.aliases = aliases.applied(to: entity.aliases, default: [])
        return entity
    }
}

/// What an update makes of the stored entities: a pure function that a store runs inside its
/// transaction.
public struct EntityUpdatePlan: Sendable {
    /// The entity after the update.
    public var after: StoredEntity
    /// What to write; nil when nothing differs.
    public var write: UploadWrites.Write<StoredEntity>?

    /// The unique ids and aliases under which a store looks for candidates.
    public static func keys(for update: EntityUpdate) -> Set<ExactText> {
        var keys: Set<ExactText> = [ExactText(update.guid)]
        if case .set(let aliases) = update.aliases {
            keys.formUnion(aliases.map { ExactText($0.uniqueID) })
        }
        return keys
    }

    /// Decides an update.
    ///
    /// - Parameters:
    ///   - candidates: the account's entities with one of ``keys(for:)`` as unique id or alias,
    ///     and the one whose id the guid is.
    ///   - now: epoch seconds.
    /// - Throws: ``RegistryError/notFound(_:)`` when the guid names none of them,
    ///   ``RegistryError/faults(_:)`` for an alias that is another's.
    public static func decide(
        _ update: EntityUpdate, candidates: [StoredEntity], now: Int64
    ) throws(RegistryError) -> EntityUpdatePlan {
        guard let stored = find(ExactText(update.guid), among: candidates) else {
            throw .notFound(
                "You have uploaded no certified entity with this company_guid: send its unique "
                    + "id, one of its system_information ids, or its company_id.")
        }
        let faults = aliasFaults(update, of: stored, candidates: candidates)
        guard faults.isEmpty else { throw .faults(faults) }
        var after = stored
        after.entity = update.applied(to: stored.entity, now: now)
        guard StoredDocuments.state(after) != StoredDocuments.state(stored) else {
            return EntityUpdatePlan(after: stored, write: nil)
        }
        after.updatedAt = now
        return EntityUpdatePlan(after: after, write: .init(before: stored, after: after))
    }

    private static func find(
        _ guid: ExactText, among candidates: [StoredEntity]
    ) -> StoredEntity? {
        candidates.first { $0.entity.uniqueID(is: guid) }
            ?? candidates.first { $0.entity.hasAlias(guid) }
            ?? candidates.first { ExactText($0.id.description) == guid }
    }

    private static func aliasFaults(
        _ update: EntityUpdate, of stored: StoredEntity, candidates: [StoredEntity]
    ) -> [Fault] {
        guard case .set(let aliases) = update.aliases else { return [] }
        var faults: [Fault] = []
        for (position, alias) in aliases.enumerated() {
            let id = ExactText(alias.uniqueID)
            let isTaken = candidates.contains {
                $0.id != stored.id && ($0.entity.uniqueID(is: id) || $0.entity.hasAlias(id))
            }
            guard isTaken else { continue }
            faults.append(
                update.locator.fault(
                    .validationError,
                    "Send an id that is not in use: this one is the unique id or an alias of "
                        + "another of your certified entities.",
                    at: .alias(position), recordIndex: nil))
        }
        return faults
    }
}

extension CertifiedEntity {
    func uniqueID(is id: ExactText) -> Bool { ExactText(uniqueID) == id }

    func hasAlias(_ id: ExactText) -> Bool {
        aliases.contains { ExactText($0.uniqueID) == id }
    }
}

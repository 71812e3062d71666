/// Names and ids of a certified entity: the first table of contract section 11.
enum EntityIdentity {
    /// Gives an entity the names that uploads sent for it: the last one wins, the stored one and
    /// the others are kept as former names, in their order.
    ///
    /// - Parameters:
    ///   - storedName: nil for a new entity.
    ///   - sent: what was sent, with the unique id or alias it was sent under.
    ///   - now: epoch seconds.
    static func settleNames(
        of entity: inout CertifiedEntity, storedName: String?,
        sent: [(name: String, uniqueID: String)], now: Int64
    ) {
        let names = sent.filter { !isAliasOwnName($0.name, sentUnder: $0.uniqueID, of: entity) }
            .map(\.name)
        guard let last = names.last else { return }
        entity.name = last
        for name in (storedName.map { [$0] } ?? []) + names.dropLast() {
            addFormerName(name, to: &entity, now: now)
        }
    }

    /// Replaces the name and keeps the former one.
    static func rename(_ entity: inout CertifiedEntity, to name: String, now: Int64) {
        let former = entity.name
        entity.name = name
        addFormerName(former, to: &entity, now: now)
    }

    /// An upload under an alias with the alias's own name says nothing of the entity's.
    private static func isAliasOwnName(
        _ name: String, sentUnder uniqueID: String, of entity: CertifiedEntity
    ) -> Bool {
        guard !entity.uniqueID(is: ExactText(uniqueID)) else { return false }
        let key = ComparisonKey(name)
        return entity.aliases.contains { alias in
            ExactText(alias.uniqueID) == ExactText(uniqueID)
                && alias.name.map { ComparisonKey($0) == key } ?? false
        }
    }

    /// Former names are a set: one that is there, or equals the present name as compared, adds
    /// nothing.
    private static func addFormerName(
        _ former: String, to entity: inout CertifiedEntity, now: Int64
    ) {
        let key = ComparisonKey(former)
        guard key != ComparisonKey(entity.name),
            !entity.formerNames.contains(where: { ComparisonKey($0.name) == key })
        else { return }
        entity.formerNames.append(FormerName(name: former, until: now))
    }
}

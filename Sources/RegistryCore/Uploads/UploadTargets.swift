/// An entity that a batch names, stored or new. Internal to ``UploadRound``.
struct EntityTarget {
    let id: RecordID
    let stored: StoredEntity?
    /// The uploads that name it, with their records' positions.
    var uploads: [(position: Int, upload: EntityUpload)] = []
    /// Its data after the call; nil when no upload carries any.
    var settled: CertifiedEntity?

    init(id: RecordID, stored: StoredEntity?) {
        self.id = id
        self.stored = stored
    }

    /// The name that the call replaces, if the new one differs as compared.
    var renamedFrom: String? {
        guard let before = stored?.entity.name, let after = settled?.name,
            ComparisonKey(before) != ComparisonKey(after)
        else { return nil }
        return before
    }

    /// The write that the call asks for; nil when nothing differs.
    func write(
        _ accountID: RecordID, now: Int64, scope: RecordID?
    ) -> UploadWrites.Write<StoredEntity>? {
        guard let settled else { return nil }
        guard let stored else {
            return .init(
                before: nil,
                after: StoredEntity(
                    id: id, accountID: accountID, certificationBodyID: scope, entity: settled,
                    createdAt: now, updatedAt: now))
        }
        var after = stored
        after.entity = settled
        // Bytes, since Swift takes canonically equivalent texts for equal.
        guard StoredDocuments.state(after) != StoredDocuments.state(stored) else { return nil }
        after.updatedAt = now
        return .init(before: stored, after: after)
    }
}

/// A certification that a batch may match or make.
struct CertificationTarget {
    let id: RecordID
    let certificationBodyID: RecordID
    let stored: StoredCertification?
    var certification: Certification
    var entityID: RecordID
    var isNamed: Bool
}

/// The certifications of a batch while its records are taken one after the other, indexed as
/// matching looks for them.
struct CertificationTargets {
    private var targets: [CertificationTarget] = []
    private var byID: [RecordID: Int] = [:]
    private var byNumber: [NumberKey: [Int]] = [:]
    private var byIdentityNumber: [IdentityNumberKey: Int] = [:]

    subscript(index: Int) -> CertificationTarget { targets[index] }

    func index(of id: RecordID) -> Int? { byID[id] }

    mutating func add(_ stored: StoredCertification) {
        append(
            CertificationTarget(
                id: stored.id, certificationBodyID: stored.certificationBodyID, stored: stored,
                certification: stored.certification, entityID: stored.entityID, isNamed: false))
    }

    mutating func add(
        _ certification: Certification, id: RecordID, certificationBodyID: RecordID,
        entityID: RecordID
    ) -> Int {
        append(
            CertificationTarget(
                id: id, certificationBodyID: certificationBodyID, stored: nil,
                certification: certification, entityID: entityID, isNamed: true))
        return targets.count - 1
    }

    mutating func replace(_ index: Int, with certification: Certification, entityID: RecordID) {
        let old = targets[index]
        byNumber[numberKey(old)]?.removeAll { $0 == index }
        targets[index].certification = certification
        targets[index].entityID = entityID
        targets[index].isNamed = true
        enter(index)
    }

    func match(
        _ upload: CertificationUpload, certificationBodyID: RecordID
    ) -> CertificationMatch {
        let numberKey = ComparisonKey(upload.number)
        let identityNumber = upload.identityNumber.map { ExactText($0) }
        var candidates =
            byNumber[NumberKey(certificationBodyID: certificationBodyID, numberKey: numberKey)]
            ?? []
        if let identityNumber {
            let key = IdentityNumberKey(
                certificationBodyID: certificationBodyID, identityNumber: identityNumber)
            if let index = byIdentityNumber[key], !candidates.contains(index) {
                candidates.append(index)
            }
        }
        return CertificationMatch.decide(
            numberKey: numberKey, identityNumber: identityNumber,
            candidates: candidates.map { index in
                let target = targets[index]
                return CertificationMatch.Candidate(
                    id: target.id, numberKey: ComparisonKey(target.certification.number),
                    identityNumber: target.certification.identityNumber.map { ExactText($0) })
            })
    }

    /// The writes for every certification that the call names.
    func collect(into writes: inout UploadWrites, accountID: RecordID, now: Int64) {
        for target in targets where target.isNamed {
            let before = target.stored
            let keepsStatus = before?.certification.status == target.certification.status
            var after = StoredCertification(
                id: target.id, accountID: accountID,
                certificationBodyID: target.certificationBodyID, entityID: target.entityID,
                certification: target.certification,
                statusSince: before.flatMap { keepsStatus ? $0.statusSince : nil } ?? now,
                createdAt: before?.createdAt ?? now, updatedAt: now, confirmedAt: now)
            if let before, StoredDocuments.state(before) == StoredDocuments.state(after) {
                after.updatedAt = before.updatedAt
                writes.confirmed.append(target.id)
            } else {
                writes.certifications.append(.init(before: before, after: after))
            }
        }
    }

    private mutating func append(_ target: CertificationTarget) {
        targets.append(target)
        byID[target.id] = targets.count - 1
        enter(targets.count - 1)
    }

    private mutating func enter(_ index: Int) {
        let target = targets[index]
        byNumber[numberKey(target), default: []].append(index)
        if let identityNumber = target.certification.identityNumber {
            byIdentityNumber[
                IdentityNumberKey(
                    certificationBodyID: target.certificationBodyID,
                    identityNumber: ExactText(identityNumber))] = index
        }
    }

    private func numberKey(_ target: CertificationTarget) -> NumberKey {
        NumberKey(
            certificationBodyID: target.certificationBodyID,
            numberKey: ComparisonKey(target.certification.number))
    }
}

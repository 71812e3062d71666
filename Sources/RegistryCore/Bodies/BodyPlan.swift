/// What an upload or update makes of a certification body's record: a pure function that a store
/// runs inside its transaction.
public struct BodyPlan: Sendable {
    public enum Result: String, Sendable {
        case created, updated, unchanged
    }

    public var result: Result
    /// The record after it.
    public var after: StoredRecordedBody
    /// What to write; nil when nothing differs.
    public var write: UploadWrites.Write<StoredRecordedBody>?
    /// The certification body itself, where it is new or goes by another name now.
    public var bodyWrite: UploadWrites.Write<CertificationBody>?

    /// What is stored, as far as an upload or update asks for it.
    public struct State: Sendable {
        /// The account's records with the identity number or certification body that is named.
        public var records: [StoredRecordedBody] = []
        /// Certification bodies with the upload's name and country, as compared, of which the
        /// account has no record.
        public var namesakes: [CertificationBody] = []
        /// The body of a record in ``records`` that goes by that record: it has no account, and no
        /// older record of another accreditation body.
        public var followers: [RecordID: CertificationBody] = [:]

        public init() {}
    }

    // MARK: Uploads

    /// Decides an upload.
    ///
    /// - Parameters:
    ///   - account: an `ab`.
    ///   - now: epoch seconds.
    ///   - newID: ids for what is new.
    /// - Throws: ``RegistryError/broken(_:)`` for an account that is no accreditation body.
    public static func decide(
        _ upload: BodyUpload, by account: Account, state: State, now: Int64,
        newID: () -> RecordID
    ) throws(RegistryError) -> BodyPlan {
        let key = ExactText(upload.identityNumber)
        if let stored = state.records.first(where: { ExactText($0.body.identityNumber) == key }) {
            return update(stored, by: upload.change, state: state, now: now)
        }
        guard let accreditationBodyID = account.accreditationBodyID else {
            throw .broken("account \(account.id) is no accreditation body and records one")
        }
        let body = upload.change.applied(
            to: RecordedBody(
                identityNumber: upload.identityNumber, name: upload.name, country: upload.country,
                status: upload.status))
        // A guess between two namesakes might join what are two bodies.
        let joined = state.namesakes.count == 1 ? state.namesakes.first : nil
        let certificationBody =
            joined
            ?? CertificationBody(
                id: newID(), name: body.name, acronym: body.acronym, country: body.country)
        let after = StoredRecordedBody(
            id: newID(), accountID: account.id, accreditationBodyID: accreditationBodyID,
            certificationBodyID: certificationBody.id, body: body,
            withdrawnAt: body.status == .withdrawn ? now : nil, createdAt: now, updatedAt: now)
        return BodyPlan(
            result: .created, after: after, write: .init(before: nil, after: after),
            bodyWrite: joined == nil ? .init(before: nil, after: certificationBody) : nil)
    }

    // MARK: Updates

    /// Decides an update.
    ///
    /// - Throws: ``RegistryError/notFound(_:)`` when an id names no record of the account,
    ///   ``RegistryError/faults(_:)`` when the two ids name different ones.
    public static func decide(
        _ update: BodyUpdate, state: State, now: Int64
    ) throws(RegistryError) -> BodyPlan {
        let byID = update.certificationBodyID.map { sent in
            state.records.first { $0.certificationBodyID.description == sent }
        }
        let byNumber = update.identityNumber.map { sent in
            state.records.first { ExactText($0.body.identityNumber) == ExactText(sent) }
        }
        // Sent, and no record's.
        if case .some(.none) = byID { throw .noBody }
        if case .some(.none) = byNumber { throw .notFound(notFoundByNumber) }
        guard let stored = byID ?? byNumber, let stored else {
            throw .broken("an update of a certification body came without an id")
        }
        if case .some(.some(let other)) = byNumber, other.id != stored.id {
            throw .faults(
                [Datum.certificationBodyID, .certificationBodyIdentityNumber].map { datum in
                    update.locator.fault(
                        .validationError,
                        "Send the two ids of one certification body, or one of them: these name "
                            + "two. The identity number itself can't be changed.",
                        at: datum, recordIndex: nil)
                })
        }
        return self.update(stored, by: update.change, state: state, now: now)
    }

    private static let notFoundByNumber =
        "You have recorded no certification body with this certification_bodies_guid_in_ab."

    private static func update(
        _ stored: StoredRecordedBody, by change: BodyChange, state: State, now: Int64
    ) -> BodyPlan {
        var after = stored
        after.body = change.applied(to: stored.body)
        if after.body.status != stored.body.status {
            after.withdrawnAt = after.body.status == .withdrawn ? now : nil
        }
        guard StoredDocuments.state(after) != StoredDocuments.state(stored) else {
            return BodyPlan(result: .unchanged, after: stored)
        }
        after.updatedAt = now
        return BodyPlan(
            result: .updated, after: after, write: .init(before: stored, after: after),
            bodyWrite: following(after, state))
    }

    private static func following(
        _ record: StoredRecordedBody, _ state: State
    ) -> UploadWrites.Write<CertificationBody>? {
        state.followers[record.id].flatMap { naming($0, as: record) }
    }

    /// A certification body without account is called as its oldest record calls it.
    ///
    /// - Returns: nil when it is called so already.
    public static func naming(
        _ before: CertificationBody, as record: StoredRecordedBody
    ) -> UploadWrites.Write<CertificationBody>? {
        let after = CertificationBody(
            id: before.id, name: record.body.name, acronym: record.body.acronym,
            country: record.body.country)
        guard StoredDocuments.state(before) != StoredDocuments.state(after) else { return nil }
        return .init(before: before, after: after)
    }
}

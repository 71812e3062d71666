public import RegistryCore

/// `account associate|dissociate|link-body|unlink-body` and `explain`: what ties accounts and
/// certification bodies together (contract sections 10, 13 and 15).
extension Administration {
    /// Lets a multi-national body name a certification body in its uploads, or no longer.
    ///
    /// - Parameter body: the id of a certification body, or of its account.
    /// - Returns: the account with all bodies that it may name now.
    /// - Throws: ``RegistryError/notFound(_:)``; ``RegistryError/conflict(_:)`` for an account that
    ///   is no `mncb`.
    public func setAssociated(
        _ isAssociated: Bool, account: String, body: String
    ) async throws(RegistryError) -> (account: Account, bodies: [CertificationBody]) {
        let directory = try await store.directory()
        let id = try directory.account(account, role: .multinationalCertificationBody).id
        let account = try await store.setAssociated(
            isAssociated, body: try directory.certificationBodyID(body), with: id, origin: origin)
        var bodies: [CertificationBody] = []
        for id in account.associatedBodyIDs { bodies.append(try await existingBody(id)) }
        return (account, bodies)
    }

    /// Joins an accreditation body's record to a certification body.
    ///
    /// - Parameters:
    ///   - account: the accreditation body's.
    ///   - identityNumber: its own id of the certification body.
    ///   - body: the id of a certification body, or of its account.
    /// - Throws: ``RegistryError/notFound(_:)``; ``RegistryError/conflict(_:)`` for an account that
    ///   is no `ab`, or one that has recorded that body already.
    public func linkBody(
        account: String, identityNumber: String, to body: String
    ) async throws(RegistryError) -> (record: StoredRecordedBody, body: CertificationBody) {
        let directory = try await store.directory()
        let record = try await store.linkBody(
            identityNumber.trimmed(),
            of: try directory.account(account, role: .accreditationBody).id,
            to: try directory.certificationBodyID(body), origin: origin)
        return (record, try await existingBody(record.certificationBodyID))
    }

    /// Parts an accreditation body's record from a certification body that it shares with others.
    ///
    /// - Throws: as ``linkBody(account:identityNumber:to:)``.
    public func unlinkBody(
        account: String, identityNumber: String
    ) async throws(RegistryError) -> (record: StoredRecordedBody, body: CertificationBody) {
        let directory = try await store.directory()
        let record = try await store.unlinkBody(
            identityNumber.trimmed(),
            of: try directory.account(account, role: .accreditationBody).id, origin: origin)
        return (record, try await existingBody(record.certificationBodyID))
    }

    private func existingBody(_ id: RecordID) async throws(RegistryError) -> CertificationBody {
        guard let body = try await store.certificationBody(id) else {
            throw .notFound("No certification body, and no account of one, has the id \(id).")
        }
        return body
    }

    /// All versions of a certificate, which of them the public is shown, and why.
    ///
    /// - Parameters:
    ///   - body: the id of a certification body, or of its account.
    ///   - number: as names are compared.
    /// - Throws: ``RegistryError/notFound(_:)`` when nobody has uploaded such a certificate.
    public func explain(
        body: String, number: String
    ) async throws(RegistryError) -> CertificateExplanation {
        let directory = try await store.directory()
        let id = try directory.certificationBodyID(body)
        let certificationBody = try await existingBody(id)
        let versions = try await store.versions(of: id, numbered: ComparisonKey(number.trimmed()))
        guard !versions.isEmpty else {
            throw .notFound(
                "Nobody has uploaded a certification of \(certificationBody.name) with the number "
                    + "\(number.trimmed()).")
        }
        let today = clock.today
        let verdicts = Publication.decide(versions, today: today)
        var explained: [CertificateExplanation.Version] = []
        for (version, verdict) in zip(versions, verdicts) {
            let certification = version.certification
            guard let account = directory.accounts[certification.accountID] else {
                throw .broken("certification \(certification.id) is of no account")
            }
            let entity = try await store.entity(certification.entityID, of: account.id)
            explained.append(
                .init(
                    certification: certification, account: account,
                    entityName: entity?.entity.name,
                    status: certification.certification.status(on: today), verdict: verdict,
                    reason: directory.reason(for: verdict, on: account)))
        }
        return CertificateExplanation(body: certificationBody, versions: explained)
    }
}

/// Why the public is shown which version of a certificate.
public struct CertificateExplanation: Sendable {
    public let body: CertificationBody
    public let versions: [Version]

    /// One account's certification of the certificate.
    public struct Version: Sendable {
        public let certification: StoredCertification
        public let account: Account
        public let entityName: String?
        /// Today's.
        public let status: CertificationStatus
        public let verdict: Publication.Verdict
        /// The verdict in a sentence, with names.
        public let reason: String
    }
}

extension Directory {
    /// Who has gone first, and why, is said by name; the rest the verdict says itself.
    fileprivate func reason(for verdict: Publication.Verdict, on account: Account) -> String {
        guard case .superseded(let id) = verdict, let winner = accounts[id] else {
            return verdict.sentence
        }
        let precedence =
            account.role == .accreditationBody && winner.role != .accreditationBody
            ? "\(winner.role.title)'s goes before an accreditation body's" : "it was first"
        return "Not shown: the version of \(winner.name) is the one that counts, for \(precedence)."
    }

    /// - Throws: ``RegistryError/notFound(_:)``; ``RegistryError/conflict(_:)`` for an account of
    ///   another role.
    func account(_ text: String, role: Role) throws(RegistryError) -> Account {
        let account = try account(text)
        guard account.role == role else {
            throw .conflict(
                "The account \(text) is \(account.role.title): give the id of the account of "
                    + "\(role.title).")
        }
        return account
    }

    /// The certification body with an id, or whose account has it. Whether the body is there, the
    /// store knows.
    func certificationBodyID(_ text: String) throws(RegistryError) -> RecordID {
        guard let id = RecordID(text) else {
            throw .notFound("No certification body, and no account of one, has the id \(text).")
        }
        guard let account = accounts[id] else { return id }
        guard let body = account.certificationBodyID else {
            throw .conflict(
                "The account \(text) is \(account.role.title): give the id of a certification "
                    + "body or of its account.")
        }
        return body
    }
}

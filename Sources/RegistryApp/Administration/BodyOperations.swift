public import RegistryCore

/// `account associate|dissociate|link-body|unlink-body` and `explain`: what ties accounts and
/// certification bodies together (contract sections 10, 13 and 15).
extension Administration {
    /// Lets a multi-national body name a certification body in its uploads, or no longer.
    ///
    /// - Parameter body: the id of a certification body, or of its account.
    /// - Throws: ``RegistryError/notFound(_:)``; ``RegistryError/conflict(_:)`` for an account that
    ///   is no `mncb`.
    public func setAssociated(
        _ isAssociated: Bool, account: String, body: String
    ) async throws(RegistryError) -> Account {
        let directory = try await store.directory()
        let account = try directory.account(account, role: .multinationalCertificationBody)
        return try await store.setAssociated(
            isAssociated, body: try directory.certificationBodyID(body), with: account.id,
            origin: origin)
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
    ) async throws(RegistryError) -> StoredRecordedBody {
        let directory = try await store.directory()
        return try await store.linkBody(
            identityNumber.trimmed(),
            of: try directory.account(account, role: .accreditationBody).id,
            to: try directory.certificationBodyID(body), origin: origin)
    }

    /// Parts an accreditation body's record from a certification body that it shares with others.
    ///
    /// - Throws: as ``linkBody(account:identityNumber:to:)``.
    public func unlinkBody(
        account: String, identityNumber: String
    ) async throws(RegistryError) -> StoredRecordedBody {
        let directory = try await store.directory()
        return try await store.unlinkBody(
            identityNumber.trimmed(),
            of: try directory.account(account, role: .accreditationBody).id, origin: origin)
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
        guard let certificationBody = try await store.certificationBody(id) else {
            throw .notFound("No certification body has the id \(body).")
        }
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
                    status: certification.certification.status(on: today), verdict: verdict))
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
    }
}

extension Directory {
    /// - Throws: ``RegistryError/notFound(_:)``; ``RegistryError/conflict(_:)`` for an account of
    ///   another role.
    func account(_ text: String, role: Role) throws(RegistryError) -> Account {
        let account = try account(text)
        guard account.role == role else {
            throw .conflict(
                "The account \(text) is \(account.role.title): give the id of \(role.title) "
                    + "account.")
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

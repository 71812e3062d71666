import RegistryJSON

/// The states of accounts, keys, bodies and mappings, for the change log. A key's hash is not
/// part of its state: the log never holds a key, nor what one could be guessed against.
extension StoredDocuments {
    public static func state(_ account: Account) -> [UInt8] {
        object { writer in
            writer.member("role", account.role.rawValue)
            writer.member("name", account.name)
            writer.member("acronym", account.acronym)
            writer.member("country", account.country)
            writer.member("certification_body", account.certificationBodyID?.description)
            writer.member("accreditation_body", account.accreditationBodyID?.description)
            writer.member("is_suspended", account.isSuspended)
            writer.member("created_at", account.createdAt)
        }
    }

    public static func state(_ key: APIKey) -> [UInt8] {
        object { writer in
            writer.member("account", key.accountID.description)
            writer.member("label", key.label)
            writer.member("scope", key.scope.rawValue)
            writer.member("profile", key.profile.rawValue)
            writer.member("requests_per_minute", key.requestsPerMinute)
            writer.member("expires_on", key.expiresOn?.wireText)
            writer.member("created_at", key.createdAt)
            writer.member("revoked_at", key.revokedAt)
        }
    }

    public static func state(_ body: CertificationBody) -> [UInt8] {
        object { writer in
            writer.member("name", body.name)
            writer.member("acronym", body.acronym)
            writer.member("country", body.country)
        }
    }

    /// - Parameter accountID: nil for every account.
    public static func state(_ mapping: TermMapping, of accountID: RecordID?) -> [UInt8] {
        object { writer in
            writer.member("account", accountID?.description)
            writer.member("field", mapping.field.rawValue)
            writer.member("source", mapping.source)
            writer.member("target", mapping.target)
        }
    }

    static func object(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        writer.member("v", version)
        members(&writer)
        writer.endObject()
        return writer.bytes
    }
}

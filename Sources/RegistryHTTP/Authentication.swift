import HTTPTypes
import RegistryCore

/// Whose request it is: the key of the `x-http-authorization` header (contract section 2).
struct Authentication: Sendable {
    let key: APIKey
    let account: Account

    static let header = HTTPField.Name("x-http-authorization")

    private static let invalid = "Invalid Session token has been used."

    /// Finds the key in the directory; costs one hash.
    ///
    /// - Parameter today: the day on which the key must still be valid.
    static func find(
        in headers: HTTPFields, directory: Directory, today: CalendarDate
    ) -> Result<Authentication, Fault> {
        let sent = header.map { headers[values: $0] } ?? []
        guard let text = sent.first, !text.isEmpty else {
            return .failure(
                Fault(
                    .authenticationRequired,
                    "Send your API key, bare and without a scheme word, in the header "
                        + "x-http-authorization."))
        }
        guard sent.count == 1 else {
            return .failure(
                Fault(.invalidSessionToken, invalid + " Send the header once."))
        }
        if let key = directory.keys[KeyHash(of: text)], key.isValid(on: today),
            let account = directory.accounts[key.accountID]
        {
            return .success(Authentication(key: key, account: account))
        }
        // Looked at last: a good key needn't pay for its checksum, and a bad one costs no query.
        guard KeySecret.isWellFormed(text) else {
            return .failure(
                Fault(
                    .invalidSessionToken,
                    invalid + " The key is mistyped or cut: copy all of it, from crk_ to its end."))
        }
        return .failure(Fault(.invalidSessionToken, invalid))
    }

    /// Why this caller may not make this call; nil when it may.
    func refusal(of call: Call, role: Role) -> String? {
        if account.role != role {
            return "This key belongs to \(account.role.title) account; these paths are for "
                + "\(role.title). Use /\(account.role.rawValue) in the path."
        }
        if account.isSuspended {
            return "The account is suspended. Ask the operator of the register."
        }
        if call.scope == .write, key.scope != .write {
            return "This key may only read. Use a key with write scope."
        }
        return nil
    }
}

extension Fault: Error {}

/// Who asks for a change, and by which request: what the change log says beside the change.
public struct Origin: Sendable {
    public enum Caller: Sendable, Equatable {
        case key(accountID: RecordID, keyID: RecordID)
        /// The operating-system user who ran a command.
        case operatingSystemUser(String)
    }

    public let caller: Caller
    /// `X-Request-Id` of a request, or an id made for a run of a command.
    public let requestID: String
    /// Name of the call (`Upload Certification V2`) or command (`key revoke`).
    public let call: String

    public init(caller: Caller, requestID: String, call: String) {
        self.caller = caller
        self.requestID = requestID
        self.call = call
    }
}

/// The kinds of record whose changes are logged.
public enum RecordKind: String, Sendable, CaseIterable {
    case certification
    case certifiedEntity = "certified_entity"
    case certificationBody = "certification_body"
    /// An accreditation body's record of a certification body.
    case recordedBody = "recorded_body"
    case account
    case key
    case mapping
    case standard, scheme
    case accreditationBody = "accreditation_body"
    case sector, country
}

/// What a change did to its record.
public enum ChangeAction: String, Sendable {
    case created, updated, deleted
}

/// One row of the change log. Never holds a key.
public struct ChangeEntry: Sendable {
    /// From 1, without gaps, in the order of commit.
    public let sequence: Int64
    /// Epoch milliseconds.
    public let at: Int64
    /// The account whose record it is; nil for what belongs to all.
    public let accountID: RecordID?
    public let keyID: RecordID?
    public let operatingSystemUser: String?
    public let requestID: String
    public let call: String
    public let action: ChangeAction
    public let kind: RecordKind
    public let recordID: RecordID
    /// The record's state before as a JSON object; nil when it was new.
    public let before: String?

    public init(
        sequence: Int64, at: Int64, accountID: RecordID?, keyID: RecordID?,
        operatingSystemUser: String?, requestID: String, call: String, action: ChangeAction,
        kind: RecordKind, recordID: RecordID, before: String?
    ) {
        self.sequence = sequence
        self.at = at
        self.accountID = accountID
        self.keyID = keyID
        self.operatingSystemUser = operatingSystemUser
        self.requestID = requestID
        self.call = call
        self.action = action
        self.kind = kind
        self.recordID = recordID
        self.before = before
    }
}

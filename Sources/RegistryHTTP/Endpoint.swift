import RegistryCore
import RegistryJSON
import RegistryWire

/// A call with its answer. Reads the request, calls one operation of the register, writes the
/// answer; holds no rule, no SQL and no status of a failure.
protocol Endpoint: Sendable {
    static var call: Call { get }

    /// - Returns: the JSON of a 200.
    static func answer<Format: WireFormat>(
        _ request: AdmittedRequest, in register: Register, as format: Format.Type
    ) async throws -> [UInt8]
}

/// A request that has passed everything up to its fields (contract section 3, "Order").
///
/// A class, since it goes from function to function and never changes: a copy would count anew
/// the references to all that it holds.
final class AdmittedRequest: Sendable {
    let call: Call
    let version: WireVersion
    let account: Account
    let key: APIKey
    /// The snapshot by which the whole request is judged.
    let directory: Directory
    let today: CalendarDate
    let requestID: String
    let query: [QueryParameter]
    /// The last part of the path, decoded, when the call has one.
    let pathID: String?
    /// The body, when the call takes one.
    let document: JSONDocument?
    let limits: Limits

    init(
        call: Call, version: WireVersion, account: Account, key: APIKey, directory: Directory,
        today: CalendarDate, requestID: String, query: [QueryParameter], pathID: String?,
        document: JSONDocument?, limits: Limits
    ) {
        self.call = call
        self.version = version
        self.account = account
        self.key = key
        self.directory = directory
        self.today = today
        self.requestID = requestID
        self.query = query
        self.pathID = pathID
        self.document = document
        self.limits = limits
    }

    /// Whether the key's profile forgives what the vendor's server forgave (contract section 2).
    var isLenient: Bool { key.profile == .certsearch }

    var origin: Origin {
        Origin(
            caller: .key(accountID: account.id, keyID: key.id), requestID: requestID,
            call: "\(call.name) \(version.rawValue.uppercased())")
    }

    /// The account's terms, and the lists.
    var terms: TermReader { directory.termReader(for: account.id) }

    /// What the body is read by.
    func readingContext() throws(RegistryError) -> ReadingContext {
        try ReadingContext(account: account, terms: terms, limits: limits)
    }

    var answerContext: AnswerContext { AnswerContext(directory: directory, today: today) }

    /// The record that the path names.
    ///
    /// - Parameter error: thrown for a malformed id, as for one that there is not.
    func recordID(or error: RegistryError) throws(RegistryError) -> RecordID {
        guard let id = pathID.flatMap({ RecordID($0) }) else { throw error }
        return id
    }

    /// The root of the body.
    ///
    /// - Throws: ``RegistryError/broken(_:)`` when the call declares no body.
    func body() throws(RegistryError) -> JSONValue {
        guard let document else { throw .broken("\(call.name) reads a body but declares none") }
        return document.root
    }
}

/// A write of one record, read from its body and its query.
struct SingleWrite<Value> {
    let value: Value
    /// `mode=validate`: the answer is the same, and nothing is stored.
    let validatesOnly: Bool
}

extension AdmittedRequest {
    /// What the body was read to, when neither it nor the query is at fault.
    ///
    /// - Throws: ``Problem`` with the faults of both, the query's first.
    func write<Value>(_ reading: WireReading<Value>) throws(Problem) -> SingleWrite<Value> {
        let parameters = WriteParameters.read(query, for: .single, isLenient: isLenient)
        let faults = parameters.faults + reading.faults
        guard faults.isEmpty, let value = reading.value else { throw Problem(faults) }
        return SingleWrite(value: value, validatesOnly: parameters.mode == .validate)
    }
}

extension UploadBatch {
    /// Records of a request, judged by its snapshot and its day.
    init(_ request: AdmittedRequest, mode: Mode, records: [UploadRecord]) {
        self.init(
            account: request.account, origin: request.origin, mode: mode,
            vocabularies: request.directory.vocabularies, today: request.today, records: records)
    }
}

import RegistryJSON

/// A client that sends one call after the other and keeps account of what the register has to
/// hold. Its certificate numbers are its own, so that nothing but its calls decides about them.
struct LoadClient: Sendable {
    /// What was acknowledged of a certificate number.
    struct Record: Sendable {
        let id: String
        /// Nil: deleted.
        var revision: Int?
        /// How often the change log has to name the certification.
        var changes: Int
    }

    /// An answer that the load does not expect.
    struct Refusal: Sendable, CustomStringConvertible {
        let call: LoadCall
        let reply: Server.Reply

        var description: String {
            let message = reply.body["errors"]?.elements.first { _ in true }?["message"]?.string
            return "\(call.kind): \(reply.status) \(message ?? "")"
        }
    }

    let name: String
    /// Of bulk calls.
    private let recordsPerCall: Int
    /// What is drawn from to choose the next call; one that stands twice is twice as likely.
    private let kinds: [LoadCall.Kind]
    private var random: SeededGenerator
    private var made = 0
    private(set) var records: [String: Record] = [:]
    /// The numbers of what was acknowledged since the last look at the register.
    private(set) var unchecked: Set<String> = []
    /// The call whose answer never came: done or not, but not in part.
    private(set) var undecided: LoadCall?
    /// How many calls of each kind were acknowledged.
    private(set) var acknowledged: [LoadCall.Kind: Int] = [:]

    static let mixed: [LoadCall.Kind] =
        Array(repeating: .newRecord, count: 5) + [.update, .update, .bulkV1, .bulkV2, .delete]
    static let mostlyBulk: [LoadCall.Kind] = [.bulkV1, .bulkV2, .bulkV2, .newRecord, .update]

    init(
        _ name: String, kinds: [LoadCall.Kind] = mixed, recordsPerCall: Int = 50, seed: UInt64
    ) {
        self.name = name
        self.kinds = kinds
        self.recordsPerCall = recordsPerCall
        random = SeededGenerator(seed: seed)
    }

    // MARK: Sending

    /// Sends calls until the server does not answer any more, or refuses one.
    ///
    /// - Parameters:
    ///   - callsMax: how many at most.
    ///   - mayBeDone: whether what was refused may have been done all the same.
    ///   - onAnswer: called after each acknowledgement.
    /// - Returns: what was refused, if anything was.
    mutating func run(
        against server: Server, key: String, callsMax: Int, mayBeDone: Bool = false,
        onAnswer: @Sendable () -> Void
    ) async -> Refusal? {
        for _ in 0..<callsMax {
            let call = nextCall()
            let reply: Server.Reply
            do {
                reply = try await server.send(call.method, call.path, key: key, body: call.body)
            } catch {
                undecided = call
                return nil
            }
            guard reply.status == 200 else {
                if mayBeDone {
                    undecided = call
                    return Refusal(call: call, reply: reply)
                }
                // Nothing of it may be there.
                unchecked.formUnion(call.outcomes.map(\.number))
                return Refusal(call: call, reply: reply)
            }
            acknowledge(call, ids: Self.ids(in: reply.body["data"]))
            onAnswer()
        }
        return nil
    }

    /// Of an upload or a bulk call; a delete has none.
    private static func ids(in data: JSONValue?) -> [String] {
        if let id = data?["company_certifications_id"]?.string { return [id] }
        return data?["company_certifications_ids"]?.elements.compactMap(\.string) ?? []
    }

    private mutating func nextCall() -> LoadCall {
        let kind = kinds.randomElement(using: &random) ?? .newRecord
        let present = records.filter { $0.value.revision != nil }.keys.sorted()
        switch kind {
        case .bulkV1: return .bulkV1((0..<recordsPerCall).map { _ in newRecord() })
        case .bulkV2:
            // A fifth of them is there already.
            let known = present.shuffled(using: &random).prefix(recordsPerCall / 5)
                .map { ($0, nextRevision(of: $0)) }
            return .bulkV2(known + (0..<(recordsPerCall - known.count)).map { _ in newRecord() })
        case .update, .delete:
            guard let number = present.randomElement(using: &random), let record = records[number]
            else { break }
            return kind == .delete
                ? .delete(number, id: record.id)
                : .upload(.update, number, revision: nextRevision(of: number))
        case .newRecord: break
        }
        let record = newRecord()
        return .upload(.newRecord, record.number, revision: record.revision)
    }

    private mutating func newRecord() -> (number: String, revision: Int) {
        made += 1
        return ("\(name)-\(made)", 1)
    }

    private func nextRevision(of number: String) -> Int { (records[number]?.revision ?? 0) + 1 }

    private mutating func acknowledge(_ call: LoadCall, ids: [String]) {
        acknowledged[call.kind, default: 0] += 1
        for (index, outcome) in call.outcomes.enumerated() {
            let id = ids.indices.contains(index) ? ids[index] : records[outcome.number]?.id
            note(outcome.number, id: id ?? "", revision: outcome.revision)
        }
    }

    private mutating func note(_ number: String, id: String, revision: Int?) {
        records[number] = Record(
            id: id, revision: revision, changes: (records[number]?.changes ?? 0) + 1)
        unchecked.insert(number)
    }

    // MARK: What must be there

    /// Compares what the register holds with what was acknowledged since the last look, and
    /// settles the call whose answer never came.
    ///
    /// - Parameters:
    ///   - all: compares everything that was ever acknowledged.
    ///   - find: the register's records of these certificate numbers, by number.
    /// - Returns: what is wrong, in words.
    mutating func check(
        all: Bool = false, find: ([String]) async throws -> [String: FoundRecord]
    ) async throws -> [String] {
        let open = undecided?.outcomes ?? []
        let openNumbers = Set(open.map(\.number))
        let settled = (all ? Set(records.keys) : unchecked).subtracting(openNumbers)
        let found = try await find(settled.union(openNumbers).sorted())
        var problems = settled.sorted().compactMap { number in
            problem(of: number, expecting: records[number], found[number])
        }
        problems += settle(open, found)
        unchecked = []
        undecided = nil
        return problems
    }

    private func problem(
        of number: String, expecting record: Record?, _ found: FoundRecord?
    ) -> String? {
        guard let record, let revision = record.revision else {
            return found.map { "\(number) was deleted and is there: \($0)" }
        }
        guard let found else { return "\(number), acknowledged as \(record), is missing" }
        let expected = FoundRecord(number: number, id: record.id, revision: revision)
        return found == expected ? nil : "\(number) is \(found), acknowledged as \(expected)"
    }

    /// The call was done if one record shows it, and then all have to.
    private mutating func settle(
        _ open: [(number: String, revision: Int?)], _ found: [String: FoundRecord]
    ) -> [String] {
        let isDone = open.contains { outcome in
            // What the call has made, altered or removed.
            outcome.revision.map { found[outcome.number]?.revision == $0 }
                ?? (found[outcome.number] == nil)
        }
        var problems: [String] = []
        for (number, revision) in open {
            if isDone { note(number, id: idAfter(number, found), revision: revision) }
            guard let problem = problem(of: number, expecting: records[number], found[number])
            else { continue }
            problems.append("half a call: \(problem)")
        }
        return problems
    }

    /// A known record keeps its id.
    private func idAfter(_ number: String, _ found: [String: FoundRecord]) -> String {
        records[number]?.id ?? found[number]?.id ?? ""
    }
}

/// What the register answers of a certificate number.
struct FoundRecord: Equatable, Sendable {
    let number: String
    let id: String
    /// -1: certification and entity are not of one revision.
    let revision: Int

    init(number: String, id: String, revision: Int) {
        self.number = number
        self.id = id
        self.revision = revision
    }

    /// - Parameter answer: a certification of V2.
    init?(_ answer: JSONValue) {
        guard let number = answer["certification"]?["certificate_number"]?.string,
            let id = answer["company_certifications_id"]?.string,
            let scope = answer["certification"]?["certification_scope"]?.string,
            let street = answer["certified_entity"]?["business_registered_street"]?.string
        else { return nil }
        let stated = Int(street.prefix { $0 != " " }) ?? -1
        let isWhole =
            street == LoadCall.street(number, stated) && scope == LoadCall.scope(number, stated)
        self.init(number: number, id: id, revision: isWhole ? stated : -1)
    }
}

import RegistryCore
import RegistryJSON
import RegistryWire

/// Reading a bulk call's body, and deciding what it makes of the register.
struct UploadBenchmarks {
    let clock: Stopwatch

    private static let count = 1_000

    func results() throws -> [Measurement] {
        let context = try Self.context()
        let body = Self.body()
        let records = Double(Self.count)
        let reading = V2.readBulkUpload(try JSONDocument(parsing: body).root, context)
        guard reading.faults.isEmpty, reading.rejected.isEmpty,
            reading.records.count == Self.count
        else {
            let faults = reading.faults + reading.rejected.values.flatMap { $0 }
            throw BenchmarkFailure(message: "refused: \(faults.first.map(\.message) ?? "")")
        }
        let read = try clock.perSecond(records) {
            V2.readBulkUpload(try JSONDocument(parsing: body).root, context).records.count
        }

        let ids = IDGenerator(clock: .system)
        let batch = UploadBatch(
            account: context.account,
            origin: Origin(
                caller: .operatingSystemUser("bench"), requestID: "bench", call: "bench"),
            mode: .atomic, vocabularies: context.terms.vocabularies,
            today: RegistryClock.system.today, records: reading.records)
        let new = try decide(batch, UploadState(), ids, expecting: .created)
        var state = UploadState()
        state.entities = new.plan.writes.entities.map(\.after)
        state.certifications = new.plan.writes.certifications.map(\.after)
        let unchanged = try decide(batch, state, ids, expecting: .unchanged)
        return [
            Measurement(what: "reading a bulk body of V2", unit: "records", perSecond: read),
            Measurement(what: "matching, all new", unit: "records", perSecond: new.perSecond),
            Measurement(
                what: "matching, all unchanged", unit: "records", perSecond: unchanged.perSecond),
        ]
    }

    private func decide(
        _ batch: UploadBatch, _ state: UploadState, _ ids: IDGenerator,
        expecting status: RecordResult.Status
    ) throws -> (plan: UploadPlan, perSecond: Double) {
        let now = RegistryClock.system.seconds
        func decide() -> UploadPlan {
            UploadPlan.decide(batch, state: state, now: now, newID: { ids.next() })
        }
        let plan = decide()
        guard plan.outcome.count(status) == Self.count else {
            throw BenchmarkFailure(
                message: "not all are \(status): \(plan.outcome.faults.first?.message ?? "")")
        }
        return (plan, clock.perSecond(Double(Self.count)) { decide().outcome.results.count })
    }

    /// A certification body's account with the lists that the program ships.
    private static func context() throws -> ReadingContext {
        let lists = try ShippedLists.load()
        let names = Set(lists.standards.map(\.scheme)).sorted()
        let schemes = names.enumerated().map { index, name in
            Scheme(id: RecordID(Int64(1_000 + index)), name: name)
        }
        let schemeIDs = Dictionary(uniqueKeysWithValues: schemes.map { ($0.name, $0.id) })
        let standards = lists.standards.enumerated().compactMap { index, row in
            schemeIDs[row.scheme].map {
                Standard(id: RecordID(Int64(10_000 + index)), schemeID: $0, name: row.standard)
            }
        }
        let bodies = lists.accreditationBodies.enumerated().map { index, row in
            AccreditationBody(
                id: RecordID(Int64(100_000 + index)), acronym: row.acronym, name: row.name,
                country: row.country, knownNames: row.knownNames)
        }
        let vocabularies = Vocabularies(
            countries: lists.countries, sectors: lists.sectors, schemes: schemes,
            standards: standards, accreditationBodies: bodies)
        let account = Account(
            id: RecordID(1), role: .certificationBody, name: "Benchmark", country: "DE",
            certificationBodyID: RecordID(2), createdAt: 0)
        let none = MappingTable([])
        return try ReadingContext(
            account: account,
            terms: TermReader(vocabularies: vocabularies, own: none, shared: none),
            limits: Limits())
    }

    private static func body() -> [UInt8] {
        var writer = JSONWriter(capacity: 4 << 20)
        writer.object { writer in
            writer.array("certified_entities") { writer in
                for number in 0..<count {
                    SampleDocument(number: number).writeForBulk(into: &writer)
                }
            }
        }
        return writer.bytes
    }
}

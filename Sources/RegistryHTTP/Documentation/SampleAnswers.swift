public import RegistryCore
public import RegistryWire

/// An answer of status 200 as the program writes it, of made-up records, for documentation.
public struct SampleAnswer: Sendable, Equatable {
    /// Of which case of the call it is an answer; empty where there is one.
    public let caption: String
    /// JSON in UTF-8, compact.
    public let body: [UInt8]
    /// What such an answer can hold, what stands only in some of them included.
    public let shape: AnswerShape
}

extension Call {
    /// What this call answers to a caller of that role who sends its example.
    public func sampleAnswers(to role: Role, in version: WireVersion) -> [SampleAnswer] {
        // An example of ours is refused by nothing; if it were, samples would be missing and a
        // test say so.
        switch version {
        case .v1: (try? Samples<V1>(call: self, role: role).all()) ?? []
        case .v2: (try? Samples<V2>(call: self, role: role).all()) ?? []
        }
    }
}

/// The answers of one call to one role.
private struct Samples<Format: WireFormat> {
    let call: Call
    let role: Role
    let records: SampleRecords<Format>

    private typealias Write = ([Warning], Answers.Recorder) -> [UInt8]
    private typealias Case = (caption: String, write: Write)

    init(call: Call, role: Role) throws {
        self.call = call
        self.role = role
        records = try SampleRecords(role: role)
    }

    private var context: AnswerContext { records.context }
    private var fields: [WireField] { call.fields[Format.version] }

    func all() throws -> [SampleAnswer] {
        try cases().map { caption, write in
            // Warnings stand only in some answers: they belong to the shape, not to the sample.
            let recorder = AnswerShapeRecorder()
            _ = write(warnings, recorder)
            return SampleAnswer(
                caption: caption, body: write([], nil), shape: recorder.shape ?? .null)
        }
    }

    private func cases() throws -> [Case] {
        switch call.answer {
        case .certificationUpload: try upload()
        case .bulkUpload: try bulkUpload()
        case .certification: try certification()
        case .certifications: try certifications()
        case .confirmation: confirmation()
        case .certifiedEntity: try certifiedEntity()
        case .certificationBodyUpload: try certificationBodyUpload()
        case .certificationBody: try certificationBody()
        case .certificationBodies: try certificationBodies()
        case .deletion: [("", { Answers.deletion($1) })]
        }
    }

    /// Only a call with a body can be warned of a key in it.
    private var warnings: [Warning] {
        if case .none = call.body { return [] }
        var warning = Warning(
            .unknownKey,
            "This key is unknown here and was ignored with its value. Did you mean "
                + "certification_scope?",
            field: "certification_scop")
        if case .bulk = call.body { warning.recordIndex = 0 }
        return [warning]
    }

    // MARK: Uploads

    private func upload() throws -> [Case] {
        guard let result = try records.upload().outcome.results.first else { return [] }
        return [
            (
                "",
                {
                    Answers.upload(
                        result, warnings: $0, role: role, version: Format.version, $1)
                }
            )
        ]
    }

    private func bulkUpload() throws -> [Case] {
        let whole = try records.bulkUpload().outcome
        let partial = try records.partialUpload()
        return [
            (
                "without mode: all or nothing",
                { warnings, recorder in
                    // The results are in its shape, with the faults that they can't have here: one
                    // shape of a result will do.
                    Answers.bulk(
                        recorder == nil ? whole : partial, includesResults: recorder != nil,
                        warnings: warnings, recorder)
                }
            ),
            (
                "with mode=partial, if one record is at fault",
                { Answers.partial(partial, warnings: $0, $1) }
            ),
        ]
    }

    private func confirmation() -> [Case] {
        let confirmation = Confirmation(
            certifications: Self.certificationCount, at: SampleDirectory.now)
        return [("", { Answers.confirmation(confirmation, warnings: $0, $1) })]
    }

    /// How many the account has, when some are shown.
    private static var certificationCount: Int { 1_204 }

    // MARK: Records

    private func certification() throws -> [Case] {
        guard let record = try records.certifications().first,
            let full = try fullCertifications().first
        else { return [] }
        return [
            (
                "",
                { _, recorder in
                    Answers.record(
                        recorder == nil ? record : full, as: Format.self, context, recorder)
                }
            )
        ]
    }

    /// With all that either version can upload, since a shape is noted of what is written.
    private func fullCertifications() throws -> [CertificationRecord] {
        try SampleRecords<V2>(role: role).certifications()
    }

    private func certifiedEntity() throws -> [Case] {
        guard let entity = try records.entity(updatedBy: fields) else { return [] }
        return [
            (
                "",
                { warnings, recorder in
                    Answers.record(
                        recorder == nil ? entity : entity.withFullLists, warnings: warnings,
                        as: Format.self, context, recorder)
                }
            )
        ]
    }

    private func certificationBodyUpload() throws -> [Case] {
        let plan = try records.body()
        let id = plan.after.certificationBodyID
        return [("", { Answers.bodyUpload(plan.result, id: id, warnings: $0, $1) })]
    }

    private func certificationBody() throws -> [Case] {
        let plan = try fields.isEmpty ? records.body() : records.body(updatedBy: fields)
        let record = BodyRecord(stored: plan.after, accountName: nil)
        return [("", { Answers.record(record, warnings: $0, as: Format.self, context, $1) })]
    }

    // MARK: Pages

    /// The newest first: the account has further ones.
    private func certifications() throws -> [Case] {
        let rows = Array(try records.certifications().reversed())
        let fullRows = try fullCertifications()
        let account = records.account
        let list = try CertificationListRequest.read(
            QueryField.exampleQuery(of: call.query), account: account, version: Format.version,
            terms: context.directory.termReader(for: account.id), today: context.today,
            isLenient: false)
        let next = rows.last.map {
            PageCursor(value: .integer($0.stored.createdAt), id: $0.stored.id)
        }
        return [
            (
                "",
                { _, recorder in
                    let page = Page(
                        rows: recorder == nil ? rows : fullRows,
                        totalRows: Self.certificationCount, totalIsExact: recorder == nil,
                        next: next)
                    return Answers.page(page, of: list, as: Format.self, context, recorder)
                }
            )
        ]
    }

    private func certificationBodies() throws -> [Case] {
        let record = BodyRecord(stored: try records.body().after, accountName: nil)
        let account = records.account
        let list = try BodyListRequest.read(
            QueryField.exampleQuery(of: call.query), account: account, version: Format.version,
            terms: context.directory.termReader(for: account.id), isLenient: false)
        return [
            (
                "",
                { _, recorder in
                    let page = Page(
                        rows: [record], totalRows: 1, totalIsExact: recorder == nil, next: nil)
                    return Answers.page(page, of: list, as: Format.self, context, recorder)
                }
            )
        ]
    }
}

extension StoredEntity {
    /// With an element in each list, since a shape is noted of what is written.
    fileprivate var withFullLists: StoredEntity {
        var stored = self
        stored.entity.formerNames.append(FormerName(name: entity.name, until: updatedAt))
        stored.entity.aliases.append(EntityAlias(name: entity.name, uniqueID: entity.uniqueID))
        return stored
    }
}

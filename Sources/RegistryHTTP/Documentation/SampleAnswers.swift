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
    /// What this call answers a caller of that role.
    public func sampleAnswers(to role: Role, in version: WireVersion) -> [SampleAnswer] {
        switch version {
        case .v1: Samples<V1>(call: self, role: role).all
        case .v2: Samples<V2>(call: self, role: role).all
        }
    }
}

/// The answers of one call to one role.
private struct Samples<Format: WireFormat> {
    let call: Call
    let role: Role

    private typealias Write = ([Warning], Answers.Recorder) -> [UInt8]

    var all: [SampleAnswer] {
        cases.map { caption, write in
            // Warnings stand only in some answers: they belong to the shape, not to the sample.
            let recorder = AnswerShapeRecorder()
            _ = write(warnings, recorder)
            return SampleAnswer(
                caption: caption, body: write([], nil), shape: recorder.shape ?? .null)
        }
    }

    private var cases: [(caption: String, write: Write)] {
        let context = SampleRecords.context
        switch call.answer {
        case .certificationUpload: return [("", upload)]
        case .bulkUpload:
            return [
                ("all or nothing, with results=true", wholeBulk),
                ("mode=partial and mode=validate", partialBulk),
            ]
        case .certification:
            let record = SampleRecords.certification(of: role)
            return [("", { Answers.record(record, as: Format.self, context, $1) })]
        case .certifications: return [("", certifications)]
        case .confirmation:
            let confirmation = Confirmation(certifications: 1_204, at: 1_767_225_600)
            return [("", { Answers.confirmation(confirmation, warnings: $0, $1) })]
        case .certifiedEntity:
            return [
                (
                    "",
                    {
                        Answers.record(
                            SampleRecords.entity, warnings: $0, as: Format.self, context, $1)
                    }
                )
            ]
        case .certificationBodyUpload:
            return [("", { Answers.bodyUpload(.created, id: RecordID(11), warnings: $0, $1) })]
        case .certificationBody:
            return [
                (
                    "",
                    {
                        Answers.record(
                            SampleRecords.body, warnings: $0, as: Format.self, context, $1)
                    }
                )
            ]
        case .certificationBodies: return [("", certificationBodies)]
        case .deletion: return [("", { Answers.deletion($1) })]
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

    private func upload(_ warnings: [Warning], _ recorder: Answers.Recorder) -> [UInt8] {
        let result = RecordResult(
            index: nil, status: .updated, certificationID: RecordID(5_001),
            entityID: RecordID(1_001), renamedFrom: "Northern Freight")
        return Answers.upload(
            result, warnings: warnings, role: role, version: Format.version, recorder)
    }

    private var stored: RecordResult {
        RecordResult(
            index: 0, status: .created, certificationID: RecordID(5_001),
            entityID: RecordID(1_001))
    }

    private var rejected: RecordResult {
        let path =
            switch Format.version {
            case .v1: "certifications[1]"
            case .v2: "certified_entities[0].certifications[1]"
            }
        return RecordResult(
            index: 1, status: .rejected,
            faults: [
                Fault(
                    .validationError, 
                    "Send a date that exists, written as YYYYMMDD or YYYY-MM-DD.",
                    field: "\(path).certification_issue_date", recordIndex: 1,
                    value: "\"20230229\"")
            ])
    }

    private func wholeBulk(_ warnings: [Warning], _ recorder: Answers.Recorder) -> [UInt8] {
        // Its shape has the faults that a result can't have here: one shape of a result will do.
        let results = recorder == nil ? [stored] : [stored, rejected]
        return Answers.bulk(
            UploadOutcome(results: results), includesResults: true, warnings: warnings, recorder)
    }

    private func partialBulk(_ warnings: [Warning], _ recorder: Answers.Recorder) -> [UInt8] {
        Answers.partial(
            UploadOutcome(results: [stored, rejected]), warnings: warnings, recorder)
    }

    // MARK: Pages

    private func certifications(
        _ warnings: [Warning], _ recorder: Answers.Recorder
    ) -> [UInt8] {
        let context = SampleRecords.context
        let account = SampleRecords.account
        // A query of ours has no faults; if it had, the sample would be missing and a test say so.
        guard
            let list = try? CertificationListRequest.read(
                [QueryParameter(name: "limit", value: "1")], account: account,
                version: Format.version, terms: context.directory.termReader(for: account.id),
                today: context.today, isLenient: false)
        else { return [] }
        let cursor = PageCursor(value: .integer(1_767_225_600), id: RecordID(5_001))
        let rows = Page(
            rows: [SampleRecords.certification(of: role)], totalRows: 10_000,
            totalIsExact: false, next: cursor)
        return Answers.page(rows, of: list, as: Format.self, context, recorder)
    }

    private func certificationBodies(
        _ warnings: [Warning], _ recorder: Answers.Recorder
    ) -> [UInt8] {
        let context = SampleRecords.context
        let account = SampleRecords.account
        // As above.
        guard
            let list = try? BodyListRequest.read(
                [], account: account, version: Format.version,
                terms: context.directory.termReader(for: account.id), isLenient: false)
        else { return [] }
        let rows = Page(
            rows: [SampleRecords.body], totalRows: 1, totalIsExact: recorder == nil, next: nil)
        return Answers.page(rows, of: list, as: Format.self, context, recorder)
    }
}

public import RegistryCore
import RegistryJSON
public import RegistryWire

/// Answers of status 200 as the program writes them, of made-up records, for documentation.
public struct SampleAnswer: Sendable, Equatable {
    /// Of which case of the call it is an answer; empty where there is one.
    public let caption: String
    /// JSON in UTF-8, compact.
    public let body: [UInt8]
}

extension Call {
    /// What this call answers a caller of that role.
    public func sampleAnswers(to role: Role, in version: WireVersion) -> [SampleAnswer] {
        switch version {
        case .v1: SampleAnswers.samples(of: answer, to: role, as: V1.self)
        case .v2: SampleAnswers.samples(of: answer, to: role, as: V2.self)
        }
    }
}

private enum SampleAnswers {
    private static let context = SampleRecords.context

    static func samples<Format: WireFormat>(
        of answer: Call.Answer, to role: Role, as format: Format.Type
    ) -> [SampleAnswer] {
        switch answer {
        case .certificationUpload: [one(upload(role, Format.version))]
        case .bulkUpload: bulkUploads(format)
        case .certification:
            [one(Answers.record(SampleRecords.certification(of: role), as: format, context))]
        case .certifications: [one(certifications(role, as: format))]
        case .confirmation:
            [
                one(
                    Answers.confirmation(
                        Confirmation(certifications: 1_204, at: 1_767_225_600), warnings: []))
            ]
        case .certifiedEntity:
            [one(Answers.record(SampleRecords.entity, warnings: [], as: format, context))]
        case .certificationBodyUpload:
            [one(Answers.bodyUpload(.created, id: RecordID(11), warnings: []))]
        case .certificationBody: [one(Answers.record(SampleRecords.body, as: format, context))]
        case .certificationBodies: [one(certificationBodies(as: format))]
        case .deletion: [one(Answers.deletion())]
        }
    }

    private static func one(_ body: [UInt8]) -> SampleAnswer {
        SampleAnswer(caption: "", body: body)
    }

    private static func upload(_ role: Role, _ version: WireVersion) -> [UInt8] {
        let result = RecordResult(
            index: nil, status: .updated, certificationID: RecordID(5_001),
            entityID: RecordID(1_001), renamedFrom: "Northern Freight")
        let warning = Warning(
            .unknownKey, "This key is not known and was ignored. Nearest: certification_scope.",
            field: "certification_scop")
        return Answers.upload(result, warnings: [warning], role: role, version: version)
    }

    private static func bulkUploads<Format: WireFormat>(
        _ format: Format.Type
    ) -> [SampleAnswer] {
        let stored = RecordResult(
            index: 0, status: .created, certificationID: RecordID(5_001),
            entityID: RecordID(1_001))
        let field =
            switch Format.version {
            case .v1: "certifications[1].certification_issue_date"
            case .v2: "certified_entities[0].certifications[1].certification_issue_date"
            }
        let rejected = RecordResult(
            index: 1, status: .rejected,
            faults: [
                Fault(
                    .validationError, "Send a day that exists, as YYYYMMDD.",
                    field: field, recordIndex: 1, value: "\"20230229\"")
            ])
        return [
            SampleAnswer(
                caption: "all or nothing, with results=true",
                body: Answers.bulk(
                    UploadOutcome(results: [stored]), includesResults: true, warnings: [])),
            SampleAnswer(
                caption: "mode=partial and mode=validate",
                body: Answers.partial(
                    UploadOutcome(results: [stored, rejected]), warnings: [])),
        ]
    }

    // MARK: Pages

    private static func certifications<Format: WireFormat>(
        _ role: Role, as format: Format.Type
    ) -> [UInt8] {
        let terms = context.directory.termReader(for: SampleRecords.account.id)
        // A query of ours has no faults; if it had, the sample would be missing and a test say so.
        guard
            let list = try? CertificationListRequest.read(
                [QueryParameter(name: "limit", value: "1")], account: SampleRecords.account,
                version: Format.version, terms: terms, today: context.today, isLenient: false)
        else { return [] }
        let cursor = PageCursor(value: .integer(1_767_225_600), id: RecordID(5_001))
        let rows = Page(
            rows: [SampleRecords.certification(of: role)], totalRows: 10_000,
            totalIsExact: false, next: cursor)
        return Answers.page(rows, of: list, as: format, context)
    }

    private static func certificationBodies<Format: WireFormat>(
        as format: Format.Type
    ) -> [UInt8] {
        let terms = context.directory.termReader(for: SampleRecords.account.id)
        // As above.
        guard
            let list = try? BodyListRequest.read(
                [], account: SampleRecords.account, version: Format.version, terms: terms,
                isLenient: false)
        else { return [] }
        let rows = Page(rows: [SampleRecords.body], totalRows: 1, totalIsExact: true, next: nil)
        return Answers.page(rows, of: list, as: format, context)
    }
}

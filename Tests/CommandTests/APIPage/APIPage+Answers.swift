import RegistryCore
import RegistryHTTP
import RegistryJSON
import RegistryWire

/// Answers as the program writes them, of made-up records.
extension APIPage {
    static func link(to answer: Call.Answer) -> String {
        Markdown.link(noun(of: answer), to: title(of: answer))
    }

    private static func noun(of answer: Call.Answer) -> String {
        switch answer {
        case .certificationUpload: "its id"
        case .bulkUpload: "counts and ids"
        case .certification: "the certification"
        case .certifications: "a page of certifications"
        case .confirmation: "how many"
        case .certifiedEntity: "the certified entity"
        case .certificationBodyUpload: "the body's id"
        case .certificationBody: "the certification body"
        case .certificationBodies: "a page of certification bodies"
        case .deletion: "1"
        }
    }

    private static func title(of answer: Call.Answer) -> String {
        switch answer {
        case .certificationUpload: "Answer to an upload"
        case .bulkUpload: "Answer to a bulk upload"
        case .certification: "A certification"
        case .certifications: "A page of certifications"
        case .confirmation: "Answer to a confirmation"
        case .certifiedEntity: "A certified entity"
        case .certificationBodyUpload: "Answer to the upload of a certification body"
        case .certificationBody: "A certification body"
        case .certificationBodies: "A page of certification bodies"
        case .deletion: "Answer to a delete"
        }
    }

    static var answers: String {
        get throws {
            let head = """
                ## Answers

                Status 200 and a JSON object with `data`, as written by the program for made-up
                records. A key without value is null and never left out; a list without items is
                `[]`. In V2 a certification names its certification body as an upload of the same
                role does. `warnings` stand only where there are any, in every answer to a POST or
                PUT.
                """
            let sections = try Call.Answer.allCases.map { answer in
                "### \(title(of: answer))\n\n" + (try samples(of: answer))
            }
            return ([head] + sections).joined(separator: "\n\n")
        }
    }

    /// What differs by version stands once for each.
    private static func samples(of answer: Call.Answer) throws -> String {
        let v1 = try bodies(of: answer, as: V1.self)
        let v2 = try bodies(of: answer, as: V2.self)
        guard v1.map(\.body) != v2.map(\.body) else {
            return try v1.map { try sample("V1, V2", $0) }.joined(separator: "\n\n")
        }
        return try (v1.map { try sample("V1", $0) } + v2.map { try sample("V2", $0) })
            .joined(separator: "\n\n")
    }

    private static func sample(
        _ version: String, _ sample: (of: String, body: [UInt8])
    ) throws -> String {
        let caption = sample.of.isEmpty ? version : "\(version), \(sample.of)"
        return "\(caption):\n\n```json\n\(try indented(sample.body))\n```"
    }

    private static func bodies<Format: WireFormat>(
        of answer: Call.Answer, as format: Format.Type
    ) throws -> [(of: String, body: [UInt8])] {
        switch answer {
        case .certificationUpload: return uploads(Format.version)
        case .bulkUpload: return bulkUploads
        case .certification:
            // A `cb` names no certification body and reads none, an `mncb` no identity number.
            return [
                ("read by an ab", Answers.record(SampleRecords.certification, as: format, context))
            ]
        case .certifications:
            let list = try CertificationListRequest.read(
                [QueryParameter(name: "limit", value: "1")], account: SampleRecords.account,
                version: Format.version, terms: context.directory.termReader(for: RecordID(1)),
                today: context.today, isLenient: false)
            return [("", try page(Self.page(list, as: format)))]
        case .confirmation:
            let confirmation = Confirmation(certifications: 1_204, at: 1_767_225_600)
            return [("", Answers.confirmation(confirmation, warnings: []))]
        case .certifiedEntity:
            return [
                ("", Answers.record(SampleRecords.entity, warnings: [], as: format, context))
            ]
        case .certificationBodyUpload:
            return [
                ("", Answers.bodyUpload(.created, id: RecordID(11), warnings: []))
            ]
        case .certificationBody:
            return [("", Answers.record(SampleRecords.body, as: format, context))]
        case .certificationBodies:
            let list = try BodyListRequest.read(
                [], account: SampleRecords.account, version: Format.version,
                terms: context.directory.termReader(for: RecordID(1)), isLenient: false)
            let rows = Page(rows: [SampleRecords.body], totalRows: 1, totalIsExact: true, next: nil)
            return [("", try page(Answers.page(rows, of: list, as: format, context)))]
        case .deletion: return [("", Answers.deletion())]
        }
    }

    private static let context = SampleRecords.context

    private static func page<Format: WireFormat>(
        _ list: CertificationListRequest, as format: Format.Type
    ) throws -> [UInt8] {
        let cursor = PageCursor(value: .integer(1_767_225_600), id: RecordID(5_001))
        let rows = Page(
            rows: [SampleRecords.certification], totalRows: 10_000, totalIsExact: false,
            next: cursor)
        return Answers.page(rows, of: list, as: format, context)
    }

    /// A page with its records left out: they are shown by themselves.
    private static func page(_ body: [UInt8]) throws -> [UInt8] {
        let meta = try JSONDocument(parsing: body).root["meta"]?.sourceText(scalarsMax: .max)
        return Array(#"{"data": ["…"], "meta": \#(meta ?? "")}"#.utf8)
    }

    private static func uploads(_ version: WireVersion) -> [(of: String, body: [UInt8])] {
        let result = RecordResult(
            index: nil, status: .updated, certificationID: RecordID(5_001),
            entityID: RecordID(1_001), renamedFrom: "Northern Freight")
        let warning = Warning(
            .unknownKey, "This key is not known and was ignored. Nearest: certification_scope.",
            field: "certification_scop")
        var samples: [(roles: [Role], body: [UInt8])] = []
        for role in Role.allCases {
            let body = Answers.upload(result, warnings: [warning], role: role, version: version)
            if let index = samples.firstIndex(where: { $0.body == body }) {
                samples[index].roles.append(role)
            } else {
                samples.append(([role], body))
            }
        }
        return samples.map { sample in
            let names = sample.roles.map(\.rawValue).joined(separator: ", ")
            return (sample.roles.count == Role.allCases.count ? "" : names, sample.body)
        }
    }

    private static var bulkUploads: [(of: String, body: [UInt8])] {
        let stored = RecordResult(
            index: 0, status: .created, certificationID: RecordID(5_001),
            entityID: RecordID(1_001))
        let rejected = RecordResult(
            index: 1, status: .rejected,
            faults: [
                Fault(
                    .validationError, "Send a day that exists, as YYYYMMDD.",
                    field: "certifications[1].certification_issue_date", recordIndex: 1,
                    value: "\"20230229\"")
            ])
        let whole = UploadOutcome(results: [stored])
        return [
            (
                "all or nothing, with `results=true`",
                Answers.bulk(whole, includesResults: true, warnings: [])
            ),
            (
                "`mode=partial` and `mode=validate`",
                Answers.partial(UploadOutcome(results: [stored, rejected]), warnings: [])
            ),
        ]
    }

    // MARK: Errors

    static var errors: String {
        get throws {
            let faults = [
                Fault(
                    .dataMappingRequired,
                    "\"Atlantis\" is no country that the register knows. Nearest: …",
                    field: "certified_entities[0].business_registered_country", recordIndex: 0,
                    value: "\"Atlantis\"")
            ]
            let shapes: [(String, ErrorShape)] = [
                ("Without further ado", .list),
                ("With `application/problem+json` in `Accept`", .problem),
                (
                    "With `errorFormat: object` or a key of profile certsearch, in a bulk call",
                    .object
                ),
            ]
            var single = faults
            single[0].recordIndex = nil
            let samples = try
                (shapes.map { ($0, $1, faults) } + [
                    ("The same in a single call", ErrorShape.object, single)
                ]).map { caption, shape, faults in
                    let body = Errors.body(
                        faults, status: 400, shape: shape, timestamp: 1_767_225_600,
                        elapsedSeconds: 0.004)
                    return "\(caption):\n\n```json\n\(try indented(body))\n```"
                }
            let rows = FaultCode.allCases.map { code in
                [String(code.status), "`\(code.rawValue)`", code.remedy]
            }
            let head = """
                ## Errors

                All faults of a request, in its order. `field` is the path from the root of the
                body, or the name of a parameter; `record_index` the record of a bulk call.
                """
            return
                ([
                    head, Markdown.table(["status", "code", "when, and what to do"], rows),
                ] + samples).joined(separator: "\n\n")
        }
    }

    // MARK: JSON

    private static func indented(_ body: [UInt8]) throws -> String {
        IndentedJSON.text(of: try JSONDocument(parsing: body).root)
    }
}

/// JSON for readers: what is short stands on one line.
private enum IndentedJSON {
    private static let columnsMax = 90

    static func text(of value: JSONValue, indent: Int = 0) -> String {
        let line = oneLine(value)
        guard line.count + indent > columnsMax || indent == 0 else { return line }
        let margin = String(repeating: " ", count: indent + 2)
        let end = "\n" + String(repeating: " ", count: indent)
        switch value.kind {
        case .object:
            let members = value.members.map { member in
                "\(margin)\"\(member.key)\": " + text(of: member.value, indent: indent + 2)
            }
            return "{\n" + members.joined(separator: ",\n") + end + "}"
        case .array:
            let elements = value.elements.map { margin + text(of: $0, indent: indent + 2) }
            return "[\n" + elements.joined(separator: ",\n") + end + "]"
        default: return line
        }
    }

    private static func oneLine(_ value: JSONValue) -> String {
        switch value.kind {
        case .object:
            "{"
                + value.members.map { "\"\($0.key)\": \(oneLine($0.value))" }
                .joined(separator: ", ") + "}"
        case .array: "[" + value.elements.map(oneLine).joined(separator: ", ") + "]"
        default: value.sourceText(scalarsMax: .max)
        }
    }
}

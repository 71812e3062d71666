import RegistryCore
import RegistryJSON
import RegistryWire

/// What a new register makes of the examples of requests that one role sends: they are read by
/// the version's reader and decided by the register's own rules. So a sample of an answer is the
/// answer to the example beside it.
struct SampleRecords<Format: WireFormat> {
    let directory: SampleDirectory

    var context: AnswerContext { directory.context }
    var account: Account { directory.account }
    private var role: Role { account.role }

    init(role: Role) throws(RegistryError) {
        directory = try SampleDirectory(role: role)
    }

    private func example(_ fields: [WireField]) -> JSONTree {
        WireField.exampleBody(of: fields, for: role)
    }

    /// An example that can't be read would be a mistake of ours.
    private func value<Value>(
        _ body: JSONTree,
        _ read: (JSONValue, ReadingContext) -> WireReading<Value>
    ) throws -> Value {
        let root = try JSONDocument(parsing: body.bytes).root
        guard let value = read(root, try directory.readingContext).value else {
            throw RegistryError.broken("an example of a request is refused")
        }
        return value
    }

    // MARK: Certifications

    /// What the example of a single call comes to.
    func upload() throws -> UploadPlan {
        let record = try value(example(Format.uploadFields), Format.readUpload)
        return decide([record], .atomic)
    }

    /// What the example of a bulk call comes to.
    func bulkUpload() throws -> UploadPlan {
        decide(try bulkReading(example(Format.bulkUploadFields)).records, .atomic)
    }

    /// What it comes to where its last record is at fault.
    func partialUpload() throws -> UploadOutcome {
        let body = example(Format.bulkUploadFields)
        let reading = try bulkReading(
            body.replacingLast("certification_issue_date", by: "20230229"))
        var outcome = decide(reading.records, .partial).outcome
        outcome.results += reading.rejected.sorted { $0.key < $1.key }.map { index, faults in
            RecordResult(index: index, status: .rejected, faults: faults)
        }
        return outcome
    }

    private func bulkReading(_ body: JSONTree) throws -> BulkReading {
        Format.readBulkUpload(
            try JSONDocument(parsing: body.bytes).root, try directory.readingContext)
    }

    private func decide(_ records: [UploadRecord], _ mode: UploadBatch.Mode) -> UploadPlan {
        let batch = UploadBatch(
            account: account,
            origin: Origin(caller: .operatingSystemUser(""), requestID: "", call: ""), mode: mode,
            vocabularies: context.directory.vocabularies, today: context.today, records: records)
        var state = UploadState()
        for record in records {
            switch record.body {
            case .recorded(let identityNumber):
                state.bodies.recorded[ExactText(identityNumber)] = SampleDirectory.namedBodyID
            case .associated(let name, let acronym):
                state.bodies.associated = [
                    CertificationBody(
                        id: SampleDirectory.namedBodyID, name: name, acronym: acronym,
                        country: nil)
                ]
            case .own, .none: break
            }
        }
        var ids = [
            ExampleID.certifiedEntity, ExampleID.certification, ExampleID.secondCertification,
        ].makeIterator()
        return UploadPlan.decide(batch, state: state, now: SampleDirectory.now) {
            ids.next() ?? RecordID(0)
        }
    }

    /// What is read of the uploaded certifications, the first one of them first.
    func certifications() throws -> [CertificationRecord] {
        let writes = try bulkUpload().writes
        guard let entity = writes.entities.first?.after else { return [] }
        let reference = certificationBody
        return writes.certifications.map { write in
            CertificationRecord(
                stored: write.after, entity: entity,
                body: CertifyingBody(
                    name: reference?.name ?? account.name,
                    acronym: reference?.acronym ?? account.acronym, reference: reference),
                bodyStatus: role == .accreditationBody ? .active : nil)
        }
    }

    /// How the example names the certification body; nil for a `cb`.
    private var certificationBody: CertifyingBody.Reference? {
        let certification = WireField.exampleBody(of: V2.uploadFields, for: role)["certification"]
        let text = { (name: String) in certification?[name]?.text }
        return text("certification_body_name").map { name in
            CertifyingBody.Reference(
                identityNumber: text("certification_body_identity_number"), name: name,
                acronym: text("certification_body_acronym_name"))
        }
    }

    // MARK: Certified entities

    /// What is uploaded, after the example of one of the two updates.
    ///
    /// - Parameter fields: the call's.
    func entity(updatedBy fields: [WireField]) throws -> StoredEntity? {
        guard let entity = try bulkUpload().writes.entities.first?.after else { return nil }
        let renames = fields.elementsEqual(Format.entityRenameFields) { $0 === $1 }
        let update = try value(
            example(fields), renames ? Format.readEntityRename : Format.readEntityUpdate)
        return try EntityUpdatePlan.decide(
            update, candidates: [entity], now: SampleDirectory.now + 86_400
        ).after
    }

    // MARK: Certification bodies

    /// What an accreditation body has recorded by the example of an upload.
    func body() throws -> BodyPlan {
        let upload = try value(
            example(CertificationBodyReading.uploadFields), CertificationBodyReading.readUpload)
        var ids = [ExampleID.certificationBody].makeIterator()
        return try BodyPlan.decide(
            upload, by: account, state: BodyPlan.State(), now: SampleDirectory.now
        ) { ids.next() ?? RecordID(0) }
    }

    /// The same after the example of an update.
    ///
    /// - Parameter fields: the call's; those of the status alone are some of the others.
    func body(updatedBy fields: [WireField]) throws -> BodyPlan {
        let update = try value(example(fields), CertificationBodyReading.readUpdate)
        var state = BodyPlan.State()
        state.records = [try body().after]
        return try BodyPlan.decide(update, state: state, now: SampleDirectory.now + 86_400)
    }
}

extension JSONTree {
    fileprivate var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The value with another text for the last of the members of that name, wherever it is.
    fileprivate func replacingLast(_ name: String, by text: String) -> JSONTree {
        var isReplaced = false
        return replacingLast(name, by: text, &isReplaced)
    }

    private func replacingLast(
        _ name: String, by text: String, _ isReplaced: inout Bool
    ) -> JSONTree {
        switch self {
        case .object(let members):
            var changed: [Member] = []
            for member in members.reversed() {
                if member.name == name, !isReplaced {
                    isReplaced = true
                    changed.append(Member(name, .text(text)))
                } else {
                    let value = member.value.replacingLast(name, by: text, &isReplaced)
                    changed.append(Member(member.name, value))
                }
            }
            return .object(changed.reversed())
        case .array(let elements):
            return .array(
                elements.reversed().map { $0.replacingLast(name, by: text, &isReplaced) }
                    .reversed())
        case .null, .boolean, .integer, .text: return self
        }
    }
}

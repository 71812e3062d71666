public import RegistryCore

/// The bodies of all answers of status 200 (contract section 2, "Success"), as JSON in UTF-8.
///
/// Each can have its shape noted by a recorder while it is written, for documentation.
public enum Answers {
    /// Notes the shape of an answer; nil for the answers that are sent.
    public typealias Recorder = AnswerShapeRecorder?

    /// Room for a record of usual size, in bytes, so that its answer is written without moving.
    static let recordBytesUsual = 4_096

    /// One certification (contract section 8).
    public static func record<Format: WireAnswerFormat>(
        _ record: CertificationRecord, as format: Format.Type, _ context: AnswerContext,
        _ recorder: Recorder = nil
    ) -> [UInt8] {
        object(recorder, bytesUsual: recordBytesUsual) { writer in
            writer.key("data")
            Format.write(record, context: context, into: &writer)
        }
    }

    /// One certified entity, after an update of it (contract section 9).
    public static func record<Format: WireAnswerFormat>(
        _ entity: StoredEntity, warnings: [Warning], as format: Format.Type,
        _ context: AnswerContext, _ recorder: Recorder = nil
    ) -> [UInt8] {
        object(recorder, bytesUsual: recordBytesUsual) { writer in
            writer.key("data")
            Format.write(entity, context: context, into: &writer)
            writer.warnings(warnings)
        }
    }

    /// One certification body (contract section 10).
    ///
    /// - Parameter warnings: of the update that it is the answer to; empty for a read.
    public static func record<Format: WireAnswerFormat>(
        _ record: BodyRecord, warnings: [Warning] = [], as format: Format.Type,
        _ context: AnswerContext, _ recorder: Recorder = nil
    ) -> [UInt8] {
        object(recorder, bytesUsual: recordBytesUsual) { writer in
            writer.key("data")
            Format.write(record, context: context, into: &writer)
            writer.warnings(warnings)
        }
    }

    /// What became of the upload of a certification body.
    ///
    /// - Parameter id: nil for one that would be new, in a validation.
    public static func bodyUpload(
        _ result: BodyPlan.Result, id: RecordID?, warnings: [Warning],
        _ recorder: Recorder = nil
    ) -> [UInt8] {
        object(recorder) { writer in
            writer.object("data") { writer in
                writer.member("certification_bodies_id", id)
                writer.member("result", result.rawValue, of: storedResults)
                writer.warnings(warnings)
            }
        }
    }

    /// What becomes of a record that is not rejected.
    static let storedResults = [RecordResult.Status.created, .updated, .unchanged]
        .map(\.rawValue)

    /// What an `update-all-cert` has confirmed (contract section 9).
    public static func confirmation(
        _ confirmation: Confirmation, warnings: [Warning], _ recorder: Recorder = nil
    ) -> [UInt8] {
        object(recorder) { writer in
            writer.object("data") { writer in
                writer.member("success", true)
                writer.member("confirmed", confirmation.certifications)
                writer.member("confirmed_at", epochSeconds: confirmation.at)
                writer.warnings(warnings)
            }
        }
    }

    /// What became of a single upload. In V1 the id of `cb` and `mncb` stands beside `data`, else
    /// inside it (contract section 4).
    public static func upload(
        _ result: RecordResult, warnings: [Warning], role: Role, version: WireVersion,
        _ recorder: Recorder = nil
    ) -> [UInt8] {
        object(recorder) { writer in
            switch (version, role) {
            case (.v1, .certificationBody), (.v1, .multinationalCertificationBody):
                writer.member("data", true)
                writer.uploadMembers(result, warnings)
            case (.v1, .accreditationBody), (.v2, _):
                writer.object("data") { $0.uploadMembers(result, warnings) }
            }
        }
    }

    /// A delete that has deleted (contract section 4).
    public static func deletion(_ recorder: Recorder = nil) -> [UInt8] {
        object(recorder) { $0.member("data", 1, of: [1]) }
    }

    static func object(
        _ recorder: Recorder = nil, bytesUsual: Int = 512,
        _ body: (inout AnswerWriter) -> Void
    ) -> [UInt8] {
        var writer = AnswerWriter(capacity: bytesUsual, recorder: recorder)
        writer.object(body)
        return writer.bytes
    }
}

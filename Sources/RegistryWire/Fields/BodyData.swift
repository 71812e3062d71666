import RegistryCore
import RegistryJSON

/// The objects and arrays at the root of an upload's body (contract sections 6 and 7). What is in
/// them is read afterwards, each by its own shape.
enum UploadData {
    private static let meaning = "the certified entity: the organisation that the certificate names"

    /// The entity under its key, or under another that may hold an array of exactly one; both at
    /// once are refused.
    static func entity(
        _ key: WireKey, or plural: WireKey, _ shape: WireShape<RecordDraft>
    ) -> WireEntry<UploadDraft> {
        WireEntry([
            WireField(key, .object(shape.fields), nil, about: About(meaning)),
            WireField(
                plural, .objectOrOne(shape.fields), nil,
                remark: "instead of `\(key.name)`; also as an array of exactly one",
                about: About(meaning).outsideBodies),
        ]) { sent, draft, reader in
            if let plural = sent.present(1) {
                guard sent.present(0) == nil else {
                    let names = [0, 1].map { sent.field($0).name(for: reader.role) }
                    reader.fault(
                        .validationError, at: plural,
                        "Send \(names[0]) or \(names[1]), not both.")
                    draft.entity = sent.present(0)
                    return
                }
                draft.entity = reader.onlyElement(plural)
            } else if let entity = sent.present(0) {
                draft.entity = entity
            } else {
                reader.faultMissing(sent, 0)
            }
        }
    }

    static func certification(
        _ key: WireKey, _ shape: WireShape<RecordDraft>
    ) -> WireEntry<UploadDraft> {
        let about = About("the certification: what the certificate says")
        let field = WireField(key, .object(shape.fields), nil, about: about)
        return WireEntry([field]) { sent, draft, reader in
            draft.certification = sent.present(0)
            if draft.certification == nil { reader.faultMissing(sent, 0) }
        }
    }
}

/// A single upload's body of two objects.
struct UploadDraft: Sendable {
    var entity: JSONValue?
    var certification: JSONValue?
}

enum BulkData {
    /// The array of all certifications.
    static func certifications(
        _ key: WireKey, _ shape: WireShape<RecordDraft>
    ) -> WireEntry<BulkDraft> {
        let about = About("the certifications, each with its certified entity", count: 2)
        return WireEntry([field(key, shape, about)]) { sent, draft, reader in
            draft.certifications = reader.array(sent, 0)
            if sent.present(0) == nil { reader.faultMissing(sent, 0) }
        }
    }

    /// Entities with their certifications, and certifications that name their entities: one of
    /// the two arrays is enough.
    static func arrays(
        entities entitiesKey: WireKey, _ entity: WireShape<RecordDraft>,
        certifications certificationsKey: WireKey, _ certification: WireShape<RecordDraft>
    ) -> WireEntry<BulkDraft> {
        let remark = "at least one of the two arrays is required"
        return WireEntry([
            field(
                entitiesKey, entity,
                About("the certified entities, each with its certifications inside"),
                remark: remark),
            field(
                certificationsKey, certification,
                About(
                    "certifications that name their certified entities by their unique ids: those "
                        + "of this call, or stored ones"
                ).outsideBodies, remark: remark),
        ]) { sent, draft, reader in
            draft.entities = reader.array(sent, 0)
            draft.certifications = reader.array(sent, 1)
            if sent.present(0) == nil, sent.present(1) == nil { reader.faultMissing(sent, 0) }
        }
    }

    /// An entity's own certifications.
    static func nestedCertifications(
        _ key: WireKey, _ shape: WireShape<RecordDraft>
    ) -> WireEntry<RecordDraft> {
        let about = About("the certified entity's certifications", count: 2)
        return WireEntry([field(key, shape, about)]) { sent, draft, reader in
            draft.nestedCertifications = reader.array(sent, 0)
        }
    }

    private static func field(
        _ key: WireKey, _ shape: WireShape<RecordDraft>, _ about: About, remark: String? = nil
    ) -> WireField {
        WireField(
            key, .objects(shape.fields, countMax: .limit(\.bulkRecordsMax)), nil, remark: remark,
            about: about)
    }
}

/// A bulk upload's body: arrays, still unread.
struct BulkDraft: Sendable {
    var entities: JSONValue?
    var certifications: JSONValue?
}

extension WireReader {
    /// An array that is read later; nil if missing, and noted if it is something else.
    fileprivate mutating func array(_ sent: SentFields, _ index: Int) -> JSONValue? {
        guard let value = sent.present(index) else { return nil }
        if value.kind == .array { return value }
        fault(.validationError, at: value, "Send an array here: [ ... ].")
        return nil
    }

    /// An object, or the only element of an array.
    fileprivate mutating func onlyElement(_ value: JSONValue) -> JSONValue? {
        guard value.kind == .array else { return value }
        guard value.count == 1 else {
            fault(
                .validationError, at: value,
                "Send exactly one certified entity here; there are \(value.count).")
            return nil
        }
        return value.elements.first { _ in true }
    }
}

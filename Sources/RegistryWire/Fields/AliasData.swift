import RegistryCore
import RegistryJSON

/// `system_information`: further names and ids of a certified entity (contract section 9).
enum AliasData {
    static let name = WireDatum<AliasDraft>.text(FieldRules.entityName, \.name)
        .about(nameMeaning, example: otherName)
    static let uniqueID = WireDatum<AliasDraft>.text(FieldRules.entityUniqueID, \.uniqueID)
        .about("a further unique id of the same certified entity", example: otherID)
    static let groupName = WireDatum<AliasGroupDraft>.text(FieldRules.entityName, \.name)
        .about(nameMeaning, example: otherName)

    private static let nameMeaning =
        "the name that the certified entity goes by under that id; it doesn't become its name"
    private static let otherName: JSONTree = "Brandholz Fördertechnik Görlitz"
    private static let otherID: JSONTree = "BRH-1042-GR"

    /// The ids of one name. An object that holds nothing at all is as if not sent.
    static let groupIDs = WireDatum<AliasGroupDraft>(
        rule: .texts(FieldRules.entityUniqueID, countMax: count), datum: nil
    ) { sent, draft, reader in
        let faultCount = reader.faultCount
        draft.uniqueIDs = reader.change(sent, 0) { value, reader in reader.ids(value) }
        if draft.uniqueIDs.isKeep, reader.faultCount == faultCount,
            !sent.object.isEmptyThroughout
        {
            reader.faultMissing(sent, 0)
        }
    }.about("further unique ids of the same certified entity", example: .array([otherID]))

    private static let count = WireRule.Count.fixed(EntityAlias.countMax)

    /// - Parameters:
    ///   - pair: an element of the array.
    ///   - group: the version's object form: one name and several ids.
    static func aliases(
        _ key: WireKey, pair: WireShape<AliasDraft>, group: WireShape<AliasGroupDraft>? = nil
    ) -> WireEntry<RecordDraft> {
        let rule: WireRule =
            if let group {
                .objectsOrObject(pair.fields, object: group.fields, countMax: count)
            } else {
                .objects(pair.fields, countMax: count)
            }
        let about = About(
            "further names and ids under which you know the same certified entity: what you upload "
                + "with such an id is matched to it")
        return WireEntry([WireField(key, rule, nil, about: about)]) { sent, draft, reader in
            let aliases: Change<[SentAlias]> = reader.change(sent, 0) { value, reader in
                if let group, value.kind == .object { return reader.aliases(value, group) }
                return reader.aliases(value, pair)
            }
            draft.entity.take(aliases)
        }
    }
}

/// A pair as it is sent.
struct AliasDraft: Sendable {
    var name: Change<String> = .keep
    var uniqueID: Change<String> = .keep
}

/// A name with several ids.
struct AliasGroupDraft: Sendable {
    var name: Change<String> = .keep
    var uniqueIDs: Change<[SentID]> = .keep
}

/// An id, and where it stands.
struct SentID: Sendable {
    var id: String
    var value: JSONValue
}

/// A pair, and where it stands.
struct SentAlias: Sendable {
    var alias: EntityAlias
    var value: JSONValue
}

extension WireReader {
    fileprivate mutating func ids(_ value: JSONValue) -> Sent<[SentID]> {
        elements(of: value, "ids", countMax: EntityAlias.countMax).map { elements in
            elements.compactMap { element in
                guard case .value(let id) = text(element, FieldRules.entityUniqueID) else {
                    return nil
                }
                return SentID(id: id, value: element)
            }
        }
    }

    fileprivate mutating func aliases(
        _ value: JSONValue, _ pair: WireShape<AliasDraft>
    ) -> Sent<[SentAlias]> {
        elements(of: value, "pairs", countMax: EntityAlias.countMax).map { elements in
            elements.compactMap { element in
                guard let draft = read(element, pair, AliasDraft()),
                    let id = draft.uniqueID.value
                else { return nil }
                return SentAlias(
                    alias: EntityAlias(name: draft.name.value, uniqueID: id), value: element)
            }
        }
    }

    fileprivate mutating func aliases(
        _ value: JSONValue, _ group: WireShape<AliasGroupDraft>
    ) -> Sent<[SentAlias]> {
        guard let draft = read(value, group, AliasGroupDraft()) else { return .refused }
        switch draft.uniqueIDs {
        case .keep: return value.isEmptyThroughout ? .missing : .refused
        case .clear: return .empty
        case .set(let ids):
            return .value(
                ids.map { sent in
                    SentAlias(
                        alias: EntityAlias(name: draft.name.value, uniqueID: sent.id),
                        value: sent.value)
                })
        }
    }
}

extension EntityDraft {
    /// The same id twice is kept once.
    fileprivate mutating func take(_ sent: Change<[SentAlias]>) {
        switch sent {
        case .keep: aliases = .keep
        case .clear: aliases = .clear
        case .set(let sent):
            var ids: Set<ExactText> = []
            let kept = sent.filter { ids.insert(ExactText($0.alias.uniqueID)).inserted }
            aliases = .set(kept.map(\.alias))
            aliasValues = kept.map(\.value)
        }
    }
}

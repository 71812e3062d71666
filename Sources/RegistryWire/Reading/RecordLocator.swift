import RegistryCore
import RegistryJSON

/// Where the data of a record stood in the body. Keeps the places only: a path is made when a
/// fault asks for it.
struct RecordLocator: FaultLocating {
    /// An object, and the shape it was read by.
    struct Part: Sendable {
        let object: JSONValue
        let shape: WireShape<RecordDraft>
    }

    let root: JSONValue
    let role: Role
    /// The object in which the entity's data stand; V1 has them beside the certification's.
    var entity: Part?
    var certification: Part?
    /// Where each alias's id stands, for an update.
    var aliases: [JSONValue] = []

    init(_ reader: WireReader, entity: Part? = nil, certification: Part? = nil) {
        root = reader.root
        role = reader.role
        self.entity = entity
        self.certification = certification
    }

    func site(of datum: Datum) -> FaultSite {
        switch datum {
        case .record: return site(of: certification ?? entity)
        case .entity: return site(of: entity ?? certification)
        case .alias(let index):
            guard aliases.indices.contains(index) else { return site(of: entity) }
            return site(of: aliases[index])
        default:
            for part in [certification, entity] {
                guard let part else { continue }
                let site = part.shape.site(of: datum, in: part.object, of: root, role: role)
                if let site { return site }
            }
            return site(of: certification ?? entity)
        }
    }

    /// An object is named by its path alone: its text would be cut to nothing of use.
    private func site(of part: Part?) -> FaultSite {
        guard let part else { return FaultSite(field: nil) }
        return FaultSite(field: root.path(to: part.object), position: part.object.offset)
    }

    private func site(of value: JSONValue) -> FaultSite {
        FaultSite(
            field: root.path(to: value), value: value.sourceText(scalarsMax: Fault.valueScalarsMax),
            position: value.offset)
    }
}

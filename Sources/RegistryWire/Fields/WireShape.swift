import RegistryCore
import RegistryJSON

/// An object of a request: its fields, in the order in which they are read.
///
/// A class, so that a reader, a locator and other shapes refer to one.
final class WireShape<Draft>: Sendable {
    private let entries: [WireEntry<Draft>]
    private let layouts: [WireLayout]

    init(_ entries: [WireEntry<Draft>]) {
        self.entries = entries
        let fields = entries.flatMap(\.fields)
        layouts = Role.allCases.map { WireLayout(fields, role: $0) }
    }

    var fields: [WireField] { layouts[0].fields }

    /// Reads an object into a draft: one walk over its members, then the fields in their order.
    func read(_ object: JSONValue, into draft: inout Draft, _ reader: inout WireReader) {
        var sent = SentFields(object, layout(for: reader.role))
        for member in object.members {
            if !sent.take(member) {
                reader.warnOfUnknownKey(member, known: sent.layout)
            }
        }
        for entry in entries {
            entry.read(sent, &draft, &reader)
            sent.pass(entry.fields.count)
        }
    }

    /// Where a datum stands, or would stand, in an object of this shape; nil if it has none.
    func site(of datum: Datum, in object: JSONValue, of root: JSONValue, role: Role) -> FaultSite? {
        let layout = layout(for: role)
        guard let index = layout.fields.firstIndex(where: { $0.datum == datum }) else {
            return nil
        }
        let names = layout.fields[index].names(for: role)
        let values = names.compactMap { object[$0] }
        guard let value = values.first(where: { !$0.isNull }) ?? values.first else {
            return FaultSite(
                field: root.path(toMember: names[0], of: object), position: object.endOffset)
        }
        return FaultSite(
            field: root.path(to: value), value: value.sourceText(scalarsMax: Fault.valueScalarsMax),
            position: value.offset)
    }

    private func layout(for role: Role) -> WireLayout {
        switch role {
        case .accreditationBody: layouts[0]
        case .certificationBody: layouts[1]
        case .multinationalCertificationBody: layouts[2]
        }
    }
}

/// A shape's fields and where their keys are found, for one role.
final class WireLayout: Sendable {
    let fields: [WireField]
    let role: Role
    /// For each field the slots of its keys: its own name's, then its aliases'.
    let slots: [Range<Int>]
    private let keys: KeyTable
    var slotCount: Int { slots.last?.upperBound ?? 0 }

    init(_ fields: [WireField], role: Role) {
        var slots: [Range<Int>] = []
        var places: [(key: String, place: Place)] = []
        for field in fields {
            let start = slots.last?.upperBound ?? 0
            let names = field.exists(for: role) ? field.names(for: role) : []
            for (offset, name) in names.enumerated() {
                places.append(
                    (name, field.isIgnored(for: role) ? .ignored : .slot(start + offset)))
            }
            slots.append(start..<start + names.count)
        }
        self.fields = fields
        self.role = role
        self.slots = slots
        keys = KeyTable(places)
    }

    /// What a key of an object is.
    enum Place {
        case slot(Int)
        /// Known, and not read.
        case ignored
    }

    /// Nil for an unknown key.
    func place(of member: JSONMember) -> Place? {
        var place: Place?
        member.withKeyUTF8 { place = keys.place(of: $0) }
        return place
    }

    /// The names to suggest for an unknown key.
    var names: [String] {
        fields.filter { $0.exists(for: role) }.map { $0.name(for: role) }
    }
}

/// What an object of a request holds for the fields of its shape. While the fields are read, the
/// first is the one whose turn it is.
struct SentFields {
    let object: JSONValue
    let layout: WireLayout
    private var values: [JSONValue?]
    private var first = 0

    init(_ object: JSONValue, _ layout: WireLayout) {
        self.object = object
        self.layout = layout
        values = Array(repeating: nil, count: layout.slotCount)
    }

    /// Takes a member; false if its key is unknown.
    fileprivate mutating func take(_ member: JSONMember) -> Bool {
        guard let place = layout.place(of: member) else { return false }
        if case .slot(let slot) = place { values[slot] = member.value }
        return true
    }

    /// Goes on to the fields behind these.
    mutating func pass(_ count: Int) { first += count }

    func field(_ index: Int) -> WireField { layout.fields[first + index] }

    /// The value of a field, under its own name or, where that has none, under an alias; nil when
    /// the key is missing. Null when it is sent as null.
    func value(_ index: Int) -> JSONValue? {
        let slots = layout.slots[first + index]
        guard slots.count > 1 else { return slots.isEmpty ? nil : values[slots.lowerBound] }
        return values[slots].first { $0.map { !$0.isNull } ?? false } ?? values[slots.lowerBound]
    }

    /// The value of a field unless it is missing or null.
    func present(_ index: Int) -> JSONValue? {
        value(index).flatMap { $0.isNull ? nil : $0 }
    }
}

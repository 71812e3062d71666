import RegistryCore
import RegistryJSON

/// A datum of the register as a request carries it: its rule, and how it is read into a draft.
/// A version's shape only gives it a key.
struct WireDatum<Draft>: Sendable {
    let rule: WireRule
    let datum: Datum?
    /// See ``WireField/remark``.
    var remark: String?
    private(set) var about = About("", example: "")
    let read: WireEntry<Draft>.Read

    /// The datum under a key of a shape.
    func callAsFunction(_ key: WireKey) -> WireEntry<Draft> {
        WireEntry([WireField(key, rule, datum, remark: remark, about: about)], read: read)
    }

    /// The datum with what it is, a phrase without capital or full stop, and with what the
    /// examples of requests say there.
    ///
    /// - Parameters:
    ///   - second: what the second record of a body says, if it is to differ.
    ///   - isInBodies: see ``About/isInBodies``.
    func about(
        _ meaning: String, example: JSONTree, second: JSONTree? = nil,
        isInBodies: Bool = true
    ) -> WireDatum {
        var datum = self
        let about = About(meaning, example: example, second: second)
        datum.about = isInBodies ? about : about.outsideBodies
        return datum
    }

    /// The datum with what else holds of it.
    func remarked(_ remark: String?) -> WireDatum {
        var datum = self
        datum.remark = remark
        return datum
    }
}

/// Fields of a shape that are read together, mostly one: what is judged together, as the parts of
/// an address are, is read together.
struct WireEntry<Draft>: Sendable {
    typealias Read = @Sendable (SentFields, inout Draft, inout WireReader) -> Void

    let fields: [WireField]
    let read: Read

    init(_ fields: [WireField], read: @escaping Read) {
        self.fields = fields
        self.read = read
    }

    /// Fields that are read one after the other and then judged together.
    ///
    /// - Parameter judge: is given the fields in the order of the entries.
    static func together(_ entries: [WireEntry], judge: @escaping Read) -> WireEntry {
        WireEntry(entries.flatMap(\.fields)) { sent, draft, reader in
            var rest = sent
            for entry in entries {
                entry.read(rest, &draft, &reader)
                rest.pass(entry.fields.count)
            }
            judge(sent, &draft, &reader)
        }
    }
}

extension WireDatum {
    typealias Place<Value> = any (WritableKeyPath<Draft, Change<Value>> & Sendable)

    /// A datum of one field that needs no other.
    init<Value>(
        _ rule: WireRule, _ place: Place<Value>, _ datum: Datum? = nil,
        read: @escaping @Sendable (JSONValue, inout WireReader) -> Sent<Value>
    ) {
        self.init(rule: rule, datum: datum) { sent, draft, reader in
            draft[keyPath: place] = reader.change(sent, 0, read)
        }
    }

    static func text(
        _ rule: TextRule, _ place: Place<String>, _ datum: Datum? = nil
    ) -> WireDatum {
        WireDatum(.text(rule), place, datum) { value, reader in reader.text(value, rule) }
    }

    static func textOrNumber(_ rule: TextRule, _ place: Place<String>) -> WireDatum {
        WireDatum(.textOrNumber(rule), place) { value, reader in
            reader.text(value, rule, takesWholeNumbers: true)
        }
    }

    static func flag(_ place: Place<Bool>) -> WireDatum {
        WireDatum(.flag, place) { value, reader in reader.flag(value) }
    }

    /// A word of a list.
    static func word<Term, Value>(
        _ list: VocabularyList, _ rule: TextRule, _ place: Place<Value>,
        _ value: @escaping @Sendable (Term) -> Value, datum: Datum? = nil,
        find: @escaping @Sendable (TermReader, String) -> Reading<Term>
    ) -> WireDatum {
        WireDatum(.word(list, rule), place, datum) { sent, reader in
            reader.word(sent, rule) { find($0, $1) }.map(value)
        }
    }
}

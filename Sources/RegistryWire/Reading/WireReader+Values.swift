import RegistryCore
import RegistryJSON

/// What was sent for one value.
enum Sent<Value> {
    case value(Value)
    /// `""` or white space, or `[]`.
    case empty
    /// An array of nothing but empty elements, which is as if missing.
    case missing
    /// Its fault is noted.
    case refused

    func map<Other>(_ transform: (Value) -> Other) -> Sent<Other> {
        switch self {
        case .value(let value): .value(transform(value))
        case .empty: .empty
        case .missing: .missing
        case .refused: .refused
        }
    }
}

/// Contract section 2, "Missing, null, empty".
extension WireReader {
    /// What a field says of the stored value; notes what is wrong with it.
    mutating func change<Value>(
        _ sent: SentFields, _ index: Int, _ read: (JSONValue, inout WireReader) -> Sent<Value>
    ) -> Change<Value> {
        guard let value = sent.present(index) else {
            requireMissing(sent, index)
            return .keep
        }
        switch read(value, &self) {
        case .value(let value): return .set(value)
        case .refused: return .keep
        case .missing:
            requireMissing(sent, index)
            return .keep
        case .empty:
            if sent.field(index).mayBeEmpty(for: role) { return .clear }
            faultEmpty(sent, index)
            return .keep
        }
    }

    /// Notes a mandatory field that is missing, null, or an array of empty elements.
    private mutating func requireMissing(_ sent: SentFields, _ index: Int) {
        if sent.field(index).isMandatory(for: role) { faultMissing(sent, index) }
    }

    mutating func faultMissing(_ sent: SentFields, _ index: Int) {
        let name = sent.field(index).name(for: role)
        if let value = sent.value(index) {
            fault(.validationError, at: value, "Send a value for \(name): it is mandatory.")
        } else {
            fault(missing: name, in: sent.object, "Send \(name): it is mandatory.")
        }
    }

    mutating func faultEmpty(_ sent: SentFields, _ index: Int) {
        guard let value = sent.value(index) else { return }
        let name = sent.field(index).name(for: role)
        let isMandatory = sent.field(index).isMandatory(for: role)
        fault(
            .validationError, at: value,
            isMandatory
                ? "Send a value for \(name): it is mandatory and may not be empty."
                : "Send a value for \(name), or leave it out: it may not be empty.")
    }
}

/// Contract section 2, "Text" and "Dates".
extension WireReader {
    mutating func text(
        _ value: JSONValue, _ rule: TextRule, takesWholeNumbers: Bool = false
    ) -> Sent<String> {
        let text: String
        if let string = value.string {
            text = string.trimmed()
            if text.isEmpty { return .empty }
        } else if takesWholeNumbers, let number = value.integer {
            text = String(number)
        } else {
            faultNoString(value)
            return .refused
        }
        switch rule.read(text) {
        case .success(let text): return .value(text)
        case .failure(let refusal):
            fault(.validationError, at: value, refusal.message)
            return .refused
        }
    }

    private mutating func faultNoString(_ value: JSONValue) {
        let message =
            switch value.kind {
            case .number:
                "Send this value as a string, in quotes: a number has lost its leading zeros."
            case .boolean: "Send this value as a string, in quotes."
            case .object: "Send a string, not an object."
            case .array: "Send a string, not an array."
            case .string, .null: "Send a string."
            }
        fault(.validationError, at: value, message)
    }

    /// A text that is a word of a list.
    mutating func word<Term>(
        _ value: JSONValue, _ rule: TextRule,
        find: (TermReader, String) -> Reading<Term>
    ) -> Sent<Term> {
        switch text(value, rule) {
        case .value(let text):
            switch find(context.terms, text) {
            case .found(let term): return .value(term)
            case .unknown(let unknown):
                fault(unknown, at: value)
                return .refused
            }
        case .empty: return .empty
        case .missing: return .missing
        case .refused: return .refused
        }
    }

    mutating func date(_ value: JSONValue) -> Sent<CalendarDate> {
        var text = value.integer.map { String($0) }
        if let string = value.string {
            let trimmed = string.trimmed()
            if trimmed.isEmpty { return .empty }
            text = trimmed
        }
        if let date = text.flatMap({ CalendarDate($0) }) { return .value(date) }
        fault(
            .validationError, at: value,
            "Send a date that exists, written as YYYYMMDD or YYYY-MM-DD.")
        return .refused
    }

    mutating func flag(_ value: JSONValue) -> Sent<Bool> {
        if let flag = value.boolean { return .value(flag) }
        switch value.integer {
        case 0: return .value(false)
        case 1: return .value(true)
        default: break
        }
        if let string = value.string {
            let text = string.trimmed()
            if text.isEmpty { return .empty }
            if let flag = Flag.read(text) { return .value(flag) }
        }
        fault(
            .validationError, at: value,
            "Send true or false; \"Yes\", \"No\", \"1\" and \"0\" will do too.")
        return .refused
    }

    /// A text or a boolean, kept as sent.
    mutating func flexibleScope(_ value: JSONValue, _ rule: TextRule) -> Sent<FlexibleScope> {
        if let flag = value.boolean { return .value(.boolean(flag)) }
        return text(value, rule).map { .text($0) }
    }
}

/// Objects and arrays.
extension WireReader {
    /// Whether the value is an object; notes it if not.
    mutating func isObject(_ value: JSONValue) -> Bool {
        if value.kind == .object { return true }
        fault(.validationError, at: value, "Send an object here: { ... }.")
        return false
    }

    /// The elements of an array but for the empty ones, which are as if not sent.
    mutating func elements(
        of value: JSONValue, _ noun: String, countMax: Int
    ) -> Sent<[JSONValue]> {
        if value.isBlankString { return .empty }
        guard value.kind == .array else {
            fault(.validationError, at: value, "Send an array here: [ ... ].")
            return .refused
        }
        if value.count == 0 { return .empty }
        let elements = value.elements.filter { !$0.isEmptyThroughout }
        if elements.isEmpty { return .missing }
        guard elements.count <= countMax else {
            fault(
                .validationError, at: value,
                "Send at most \(countMax) \(noun); there are \(elements.count).")
            return .refused
        }
        return .value(elements)
    }

    /// Reads an object into a draft; nil if the value is none, or if there are more faults already
    /// than are listed, so that a hostile body costs little.
    mutating func read<Draft>(
        _ value: JSONValue, _ shape: WireShape<Draft>, _ draft: Draft
    ) -> Draft? {
        guard hasRoom, isObject(value) else { return nil }
        var draft = draft
        shape.read(value, into: &draft, &self)
        return draft
    }
}

extension JSONValue {
    var isBlankString: Bool { string.map { $0.trimmed().isEmpty } ?? false }

    /// Whether all that it holds is null, an empty text, or nothing.
    var isEmptyThroughout: Bool {
        switch kind {
        case .null: true
        case .string: isBlankString
        case .number, .boolean: false
        case .array: elements.allSatisfy(\.isEmptyThroughout)
        case .object: members.allSatisfy(\.value.isEmptyThroughout)
        }
    }
}

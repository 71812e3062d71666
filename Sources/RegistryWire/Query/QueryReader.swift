import RegistryCore
import RegistryJSON

/// Takes a query apart by the rules of contract section 2 and gathers every fault on the way:
/// unknown parameters, doubled single ones, empty values, and what its user refuses.
struct QueryReader {
    /// A parameter that has a value.
    struct Sent {
        /// Trimmed; never empty.
        let text: String
        let name: String
        /// Its place in the query, by which faults are ordered.
        let position: Int
    }

    private var sent: [String: [Sent]] = [:]
    private var found: [Fault] = []
    /// Parameters with more values than they may have; each is at fault once.
    private var overfull: Set<String> = []

    /// - Parameters:
    ///   - fields: the parameters that the call has.
    ///   - isLenient: others are passed over (contract section 2, "Profile of a key").
    init(_ parameters: [QueryParameter], _ fields: [QueryField], isLenient: Bool) {
        for (position, parameter) in parameters.enumerated() {
            guard let field = fields.first(where: { $0.name == parameter.name }) else {
                guard !isLenient else { continue }
                refuseUnknown(parameter, position, known: fields.map(\.name))
                continue
            }
            let text = parameter.value.trimmed()
            let value = Sent(text: text, name: parameter.name, position: position)
            let countMax = field.isRepeatable ? QueryField.valuesMax : 1
            if text.isEmpty {
                refuse(value, "Give this parameter a value, or leave it out.")
            } else if sent[parameter.name, default: []].count < countMax {
                sent[parameter.name, default: []].append(value)
            } else if overfull.insert(parameter.name).inserted {
                refuse(
                    value,
                    field.isRepeatable
                        ? "Send at most \(countMax) values of this parameter."
                        : "Send this parameter once only.")
            }
        }
    }

    /// The faults so far, in the order of the query.
    var faults: [Fault] {
        found.enumerated()
            .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
            .map(\.element)
    }

    // MARK: Values

    /// The value of a single parameter; nil when it was not sent.
    func value(_ name: String) -> Sent? { sent[name]?.first }

    /// What a single parameter is read as; nil when it was not sent or refused.
    mutating func value<Value>(
        _ name: String, advice: String, _ read: (String) -> Value?
    ) -> Value? {
        guard let sent = value(name) else { return nil }
        let value = read(sent.text)
        if value == nil { refuse(sent, advice) }
        return value
    }

    /// A whole number of ASCII digits.
    mutating func integer(_ name: String, in range: ClosedRange<Int64>, advice: String) -> Int64? {
        value(name, advice: advice) { text in
            Self.wholeNumber(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// A day, in one of the forms of contract section 2.
    mutating func date(_ name: String) -> CalendarDate? {
        value(name, advice: "Send a day that exists, as YYYYMMDD.") { CalendarDate($0) }
    }

    /// The values of a repeatable parameter that keep to their rule.
    mutating func texts(_ field: QueryField) -> [Sent] {
        var texts: [Sent] = []
        for value in sent[field.name] ?? [] {
            switch field.text(value.text) {
            case .success(let text):
                texts.append(Sent(text: text, name: field.name, position: value.position))
            case .failure(let refusal): refuse(value, refusal.message)
            }
        }
        return texts
    }

    /// The values of a repeatable parameter that are words of a list.
    mutating func terms<Term>(
        _ field: QueryField, _ read: (String) -> Reading<Term>
    ) -> [Term] {
        var terms: [Term] = []
        for value in texts(field) {
            switch read(value.text) {
            case .found(let term): terms.append(term)
            case .unknown(let unknown):
                refuse(
                    value, unknown.sentence, code: .dataMappingRequired,
                    unmapped: unknown.unmapped)
            }
        }
        return terms
    }

    /// Nil for anything but ASCII digits; what goes beyond 64 bits is as large as can be.
    static func wholeNumber(_ text: String) -> Int64? {
        guard !text.isEmpty,
            text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
        else { return nil }
        return Int64(text) ?? .max
    }

    // MARK: Faults

    mutating func refuse(
        _ sent: Sent, _ message: String, code: FaultCode = .validationError,
        unmapped: UnmappedTerm? = nil
    ) {
        found.append(
            Fault(
                code, message, field: sent.name, value: Self.excerpt(sent.text),
                position: sent.position, unmapped: unmapped))
    }

    private mutating func refuseUnknown(
        _ parameter: QueryParameter, _ position: Int, known: [String]
    ) {
        let advice =
            known.isEmpty
            ? "Leave this parameter out: this call has none."
            : "Leave this parameter out: this call has \(known.joined(separator: ", "))."
        found.append(
            Fault(
                .validationError, advice, field: parameter.name,
                value: Self.excerpt(parameter.value), position: position))
    }

    /// The JSON text of a value, cut as every refused value is.
    private static func excerpt(_ text: String) -> String {
        var writer = JSONWriter(capacity: 64)
        writer.string(text.prefix(scalars: Fault.valueScalarsMax))
        return String(decoding: writer.bytes, as: UTF8.self)
            .prefix(scalars: Fault.valueScalarsMax)
    }
}

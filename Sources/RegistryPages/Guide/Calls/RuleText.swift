import RegistryCore
import RegistryWire

/// What a value may be, in words.
struct RuleText {
    /// "text", "list of objects".
    let kind: String
    /// "at most 45 characters"; further rules after semicolons.
    var limits: [String] = []
    /// The words of a list that nobody extends.
    var words: [String] = []
    /// The list that a word is of, where operators extend it.
    var list: VocabularyList?

    init(_ rule: WireRule, _ limits: Limits) {
        switch rule {
        case .text(let rule): self.init("text", rule)
        case .word(let list, let rule): self.init("word", list, rule)
        case .wordOrNumber(let list, let rule): self.init("word or whole number", list, rule)
        case .textOrNumber(let rule): self.init("text or whole number", rule)
        case .date: self.init(kind: "date", limits: ["YYYYMMDD or YYYY-MM-DD"])
        case .flag: self.init(kind: "flag", limits: ["true, false, yes, no, 1 or 0"])
        case .textOrBoolean(let rule): self.init("text or boolean", rule)
        case .texts(let rule, let max):
            self.init("list of texts", rule)
            self.limits =
                ["at most \(Self.grouped(max.value(limits)))"]
                + self.limits.map { "each \($0)" }
        case .object: self.init(kind: "object")
        case .objectOrOne: self.init(kind: "object, or a list of one")
        case .objects(_, let max):
            self.init(
                kind: "list of objects", limits: ["at most \(Self.grouped(max.value(limits)))"])
        case .objectsOrObject(_, _, let max):
            self.init(
                kind: "list of objects, or one object",
                limits: ["at most \(Self.grouped(max.value(limits)))"])
        }
    }

    init(_ rule: QueryField.Rule) {
        switch rule {
        case .text(let rule): self.init("text", rule)
        case .word(let list, let rule): self.init("word", list, rule)
        case .date: self.init(kind: "date", limits: ["YYYYMMDD or YYYY-MM-DD"])
        case .wholeNumber(let range):
            self.init(kind: "whole number", limits: [Self.text(of: range)])
        case .flag: self.init(kind: "flag", limits: ["true, false, yes, no, 1 or 0"])
        case .choice(let words):
            self.init(kind: "word")
            self.words = words
        case .key: self.init(kind: "opaque text")
        }
    }

    private init(kind: String, limits: [String] = []) {
        self.kind = kind
        self.limits = limits
    }

    private init(_ kind: String, _ rule: TextRule) {
        self.kind = kind
        if let max = rule.scalarsMax { limits.append("at most \(Self.grouped(max)) characters") }
        if rule.allowsLineBreaks { limits.append("line breaks allowed") }
        if let remark = rule.remark { limits.append(remark) }
    }

    private init(_ kind: String, _ list: VocabularyList, _ rule: TextRule) {
        if let words = list.fixedWords {
            self.init(kind: kind)
            self.words = words
        } else {
            // Its words are short enough: a limit of theirs would say nothing.
            self.init(kind: kind, limits: rule.remark.map { [$0] } ?? [])
            self.list = list
        }
    }

    private static func text(of range: ClosedRange<Int64>) -> String {
        // The largest number there is says nothing to a reader.
        range.upperBound > 1 << 53
            ? "from \(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
    }

    /// `10,000`.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        return digits.enumerated().map { index, digit in
            let rest = digits.count - index
            return index > 0 && rest % 3 == 0 ? ",\(digit)" : "\(digit)"
        }.joined()
    }
}

extension VocabularyList {
    /// The anchor of the list on the page of vocabularies.
    var anchor: String {
        switch self {
        case .certificationStatus: "certification-statuses"
        case .certificationType: "certification-types"
        case .accreditationStatus: "accreditation-statuses"
        case .bodyAccreditationStatus: "statuses-of-certification-bodies"
        case .country: "countries"
        case .sector: "sectors"
        case .accreditationBodyAcronym, .accreditationBodyName: "accreditation-bodies"
        case .scheme, .standard: "schemes-and-standards"
        }
    }
}

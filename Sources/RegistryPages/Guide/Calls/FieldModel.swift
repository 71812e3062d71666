import RegistryCore
import RegistryWire

/// A field of a body with all that is inside it.
struct FieldModel: PageModel {
    let name: String
    /// The anchor: its path within the body, so that it is one on the page.
    let id: String
    let kind: String
    let limits: [LimitModel]
    let words: [String]
    let list: ListLinkModel?
    let isMandatory: Bool
    let isFilledWhenSent: Bool
    let isIgnored: Bool
    let meaningHTML: Markup
    let aliases: [String]
    let hasAliases: Bool
    let remarkHTML: Markup
    let hasRemark: Bool
    let hasRule: Bool
    let hasFields: Bool
    let fields: [FieldModel]
    /// Where an object may be sent instead of a list: that object's fields.
    let hasOtherFields: Bool
    let otherFields: [FieldModel]
    /// "3 fields".
    let fieldCount: String
    /// The field beside it that has the same fields.
    let twin: LinkModel?

    /// "at most 45 characters".
    struct LimitModel: PageModel {
        let textHTML: Markup

        init(_ text: String) { textHTML = Markup(phrase: text) }
    }

    struct ListLinkModel: PageModel {
        let noun: String
        let address: String
    }

    /// - Parameter twin: the name of the field beside it that has the same fields.
    init(
        _ field: WireField, _ role: Role, _ limits: Limits, within path: String = "",
        twin: String? = nil
    ) {
        name = field.name(for: role)
        let prefix = path + (path.isEmpty ? "" : ".")
        let id = prefix + field.name(for: role)
        self.id = id
        let rule = RuleText(field.rule, limits)
        kind = rule.kind
        self.limits = rule.limits.map(LimitModel.init)
        words = rule.words
        list = rule.list.map(ListLinkModel.init)
        isMandatory = field.isMandatory(for: role)
        isFilledWhenSent = field.requirement == .filledWhenSent
        isIgnored = field.isIgnored(for: role)
        meaningHTML = Markup(sentence: field.meaning)
        aliases = field.aliases(for: role)
        hasAliases = !aliases.isEmpty
        hasRule = !rule.words.isEmpty || rule.list != nil || !rule.limits.isEmpty
        remarkHTML = field.remark.map { Markup(sentence: $0) } ?? .none
        hasRemark = field.remark != nil
        let (inner, other) = Self.inner(of: field)
        let fields = twin == nil ? Self.models(of: inner, role, limits, within: id) : []
        self.fields = fields
        self.twin = twin.map { LinkModel(title: $0, address: "#" + prefix + $0) }
        otherFields = Self.models(of: other, role, limits, within: id + ".object")
        hasFields = !fields.isEmpty
        hasOtherFields = !otherFields.isEmpty
        fieldCount = fields.count == 1 ? "1 field" : "\(fields.count) fields"
    }

    static func models(
        of fields: [WireField], _ role: Role, _ limits: Limits, within path: String = ""
    ) -> [FieldModel] {
        let existing = fields.filter { $0.exists(for: role) }
        return existing.map { field in
            FieldModel(
                field, role, limits, within: path,
                twin: twin(of: field, among: existing)?.name(for: role))
        }
    }

    /// For a field that may be sent instead of an object: that object, so that what is inside
    /// both is explained once.
    private static func twin(of field: WireField, among fields: [WireField]) -> WireField? {
        guard case .objectOrOne(let inner) = field.rule else { return nil }
        return fields.first { other in
            guard case .object(let others) = other.rule else { return false }
            return others.count == inner.count && zip(others, inner).allSatisfy { $0 === $1 }
        }
    }

    private static func inner(of field: WireField) -> ([WireField], other: [WireField]) {
        switch field.rule {
        case .object(let fields), .objectOrOne(let fields), .objects(let fields, _): (fields, [])
        case .objectsOrObject(let fields, let object, _): (fields, object)
        case .text, .word, .wordOrNumber, .textOrNumber, .date, .flag, .textOrBoolean, .texts:
            ([], [])
        }
    }
}

extension FieldModel.ListLinkModel {
    init(_ list: VocabularyList) {
        self.init(
            noun: list.noun, address: "\(Place.vocabularies.path)#\(list.anchor)")
    }
}

/// A parameter of a query.
struct ParameterModel: PageModel {
    let name: String
    let id: String
    let kind: String
    let limits: [FieldModel.LimitModel]
    let words: [String]
    let list: FieldModel.ListLinkModel?
    let meaningHTML: Markup
    let isRepeatable: Bool
    /// What the form has at first, where it has no list to choose from.
    let value: String
    let hasChoices: Bool
    let choices: [String]

    init(_ field: QueryField, value: String) {
        name = field.name
        id = "query.\(field.name)"
        let rule = RuleText(field.rule)
        kind = rule.kind
        let valuesMax = field.isRepeatable ? ["at most \(QueryField.valuesMax) values"] : []
        limits = (rule.limits + valuesMax).map(FieldModel.LimitModel.init)
        words = rule.words
        list = rule.list.map(FieldModel.ListLinkModel.init)
        meaningHTML = Markup(sentence: field.meaning)
        isRepeatable = field.isRepeatable
        self.value = value
        switch field.rule {
        case .choice(let words): choices = words
        case .flag: choices = ["true", "false"]
        case .text, .word, .date, .wholeNumber, .key: choices = []
        }
        hasChoices = !choices.isEmpty
    }
}

import RegistryCore
import RegistryHTTP
import RegistryWire

/// The tables of the objects that requests hold. Objects with the same rows share a table, and one
/// that extends another says so.
struct RequestTables {
    private struct Table {
        let title: String
        let rows: [[String]]
        /// The title of the table whose rows it has too.
        let base: String?
    }

    private var tables: [Table] = []
    private var titles: [String: String] = [:]

    /// The title of the table that shows a call's body.
    mutating func link(to call: Call, _ version: WireVersion) -> String {
        let title = isAlikeInBoth(call) ? call.name : "\(call.name), \(version.title)"
        guard case let fields = call.fields[version], !fields.isEmpty else { return title }
        if let known = titles[title] { return known }
        let shown = add(fields, title: title, path: [], roles: call.roles)
        titles[title] = shown
        return shown
    }

    /// Whether one table shows both versions.
    private func isAlikeInBoth(_ call: Call) -> Bool {
        var trial = RequestTables()
        let titles = WireVersion.allCases.map { version in
            trial.add(call.fields[version], title: version.title, path: [], roles: call.roles)
        }
        return Set(titles).count == 1
    }

    var text: String {
        tables.map { table in
            let own = table.rows.filter { row in
                !(tables.first { $0.title == table.base }?.rows.contains(row) ?? false)
            }
            let base = table.base.map { "The fields of \(Markdown.link($0, to: $0)), and:\n\n" }
            return "### \(table.title)\n\n" + (base ?? "")
                + Markdown.table(["field", "mandatory", "value", "remarks"], own)
        }.joined(separator: "\n\n")
    }

    /// - Returns: the title of the table that shows these fields.
    private mutating func add(
        _ fields: [WireField], title: String, path: [String], roles: [Role]
    ) -> String {
        let full = path.isEmpty ? title : "\(title): \(path.joined(separator: ", "))"
        let place = tables.count
        var rows: [[String]] = []
        for field in fields where roles.contains(where: { field.exists(for: $0) }) {
            rows.append(row(of: field, title: title, path: path, roles: roles))
        }
        if let same = tables.first(where: { $0.rows == rows }) { return same.title }
        let base = tables.filter { $0.rows.count >= Self.sharedRowsMin }
            .filter { table in table.rows.allSatisfy { rows.contains($0) } }
            .max { $0.rows.count < $1.rows.count }
        tables.insert(Table(title: full, rows: rows, base: base?.title), at: place)
        return full
    }

    /// Of fewer rows it is easier to read them again than to follow a link.
    private static let sharedRowsMin = 5

    private mutating func row(
        of field: WireField, title: String, path: [String], roles: [Role]
    ) -> [String] {
        let names = FieldNames(field, roles)
        let value: String
        switch field.rule {
        case .object(let inner):
            value = "an object: " + link(inner, title, path + [names.name], roles)
        case .objects(let inner, let max):
            value = "\(Rules.text(max)) objects: " + link(inner, title, path + [names.name], roles)
        case .objectsOrObject(let inner, let object, let max):
            value = """
                \(Rules.text(max)) objects: \(link(inner, title, path + [names.name], roles)); or \
                one object: \(link(object, title, path + [names.name, "object"], roles))
                """
        default: value = Rules.text(field.rule)
        }
        return ["`\(names.name)`", mandatory(field, roles), value, names.remarks]
    }

    private mutating func link(
        _ fields: [WireField], _ title: String, _ path: [String], _ roles: [Role]
    ) -> String {
        let shown = add(fields, title: title, path: path, roles: roles)
        return Markdown.link(path.last ?? title, to: shown)
    }

    private func mandatory(_ field: WireField, _ roles: [Role]) -> String {
        if field.requirement == .filledWhenSent { return "not to be emptied" }
        let needing = roles.filter { field.exists(for: $0) && field.isMandatory(for: $0) }
        if needing.isEmpty { return "no" }
        return needing == roles ? "yes" : needing.map(\.rawValue).joined(separator: ", ")
    }
}

/// What a field is called, by whom, and what there is to say of it.
private struct FieldNames {
    let name: String
    let remarks: String

    init(_ field: WireField, _ roles: [Role]) {
        let having = roles.filter { field.exists(for: $0) && !field.isIgnored(for: $0) }
        // Most roles' spelling; `cb` and `mncb` agree where `ab` does not.
        let name = (having.last ?? roles[0]).fieldName(field)
        var remarks: [String] = []
        let absent = roles.filter { !field.exists(for: $0) }
        if !absent.isEmpty { remarks.append("not for \(Self.list(absent))") }
        let ignoring = roles.filter { field.isIgnored(for: $0) }
        if !ignoring.isEmpty { remarks.append("ignored for \(Self.list(ignoring))") }
        for role in having where role.fieldName(field) != name {
            remarks.append("`\(role.fieldName(field))` for \(role.rawValue)")
        }
        var aliases: [String] = []
        let names = having.map { $0.fieldName(field) }
        for alias in having.flatMap({ field.aliases(for: $0) })
        where !aliases.contains(alias) && !names.contains(alias) {
            aliases.append(alias)
        }
        if Set(names).count > 1 { remarks.append("each reads the other's spelling") }
        if !aliases.isEmpty {
            remarks.append("also read: " + aliases.map { "`\($0)`" }.joined(separator: ", "))
        }
        if let remark = field.remark { remarks.append(remark) }
        self.name = name
        self.remarks = remarks.joined(separator: "; ")
    }

    private static func list(_ roles: [Role]) -> String {
        roles.map(\.rawValue).joined(separator: ", ")
    }
}

extension WireVersion {
    var title: String { rawValue.uppercased() }
}

extension Role {
    fileprivate func fieldName(_ field: WireField) -> String { field.name(for: self) }
}

/// Rules in words.
enum Rules {
    static func text(_ rule: WireRule) -> String {
        switch rule {
        case .text(let rule): text(rule)
        case .word(let list, let rule): word(list, rule)
        case .wordOrNumber(let list, let rule): word(list, rule) + ", or a whole number"
        case .textOrNumber(let rule): text(rule) + ", or a whole number"
        case .date: "date"
        case .flag: "flag"
        case .textOrBoolean(let rule): text(rule) + ", or a boolean"
        case .texts(let rule, let max): "\(text(max)) texts, each \(text(rule))"
        case .object, .objects, .objectsOrObject: ""
        }
    }

    static func text(_ rule: QueryField.Rule) -> String {
        switch rule {
        case .text(let rule): text(rule)
        case .word(let list, let rule): word(list, rule)
        case .date: "date"
        case .wholeNumber(let range):
            range.upperBound > 1 << 53
                ? "whole number from \(range.lowerBound)"
                : "whole number, \(range.lowerBound) to \(range.upperBound)"
        case .flag: "flag"
        case .choice(let words): words.map { "`\($0)`" }.joined(separator: ", ")
        case .key: "opaque"
        }
    }

    static func text(_ count: WireRule.Count) -> String {
        switch count {
        case .fixed(let max): "up to \(max)"
        case .limit: "up to \(count.value(Limits())) (configurable)"
        }
    }

    private static func text(_ rule: TextRule) -> String {
        var parts = [rule.scalarsMax.map { "text, at most \($0)" } ?? "text"]
        if rule.allowsLineBreaks { parts.append("line breaks allowed") }
        if let remark = rule.remark { parts.append(remark) }
        return parts.joined(separator: "; ")
    }

    private static func word(_ list: VocabularyList, _ rule: TextRule) -> String {
        if let words = list.fixedWords {
            return words.map { "`\($0)`" }.joined(separator: ", ")
        }
        let max = rule.scalarsMax.map { "; at most \($0)" } ?? ""
        return "\(list.noun), of its list\(max)"
    }
}

import RegistryApp
import RegistryCore
import RegistryJSON

/// A change as people read it: a line that says who did what when, then what changed.
enum ChangeText {
    /// A change with the state before as it stands in the log.
    static func lines(_ entry: ChangeEntry) -> [String] {
        heading(entry) + (entry.before.map { [indent + "was " + $0] } ?? [])
    }

    /// A change with the fields that differ before and after.
    static func lines(_ change: RecordedChange) -> [String] {
        heading(change.entry) + fields(change).map { indent + $0 }
    }

    private static let indent = "      "

    private static func heading(_ entry: ChangeEntry) -> [String] {
        let kind = entry.kind.rawValue.replacing("_", with: " ")
        return [
            "#\(entry.sequence)  \(entry.timeText)  \(entry.action.rawValue) \(kind) "
                + "\(entry.recordID)",
            "\(indent)by \(caller(entry)): \(entry.call), request \(entry.requestID)",
        ]
    }

    private static func caller(_ entry: ChangeEntry) -> String {
        if let user = entry.operatingSystemUser { return "user \(user)" }
        let key = entry.keyID.map { "key \($0)" }
        let account = entry.accountID.map { "account \($0)" }
        return [key, account].compactMap { $0 }.joined(separator: " of ")
    }

    private static func fields(_ change: RecordedChange) -> [String] {
        guard let before = change.entry.before.map(members) else { return [] }
        guard let after = change.after.map(members) else {
            // Nothing to compare with: all that it was.
            return before.map { "\($0.name) was \($0.value)" }
        }
        let changed = before.compactMap { old -> String? in
            let new = after.first { $0.name == old.name }?.value ?? "none"
            return old.value == new ? nil : "\(old.name): \(old.value) → \(new)"
        }
        let added = after.filter { new in !before.contains { $0.name == new.name } }
            .map { "\($0.name): none → \($0.value)" }
        return changed + added
    }

    /// A state's members as JSON texts; the version of its format says nothing to people.
    private static func members(_ state: String) -> [(name: String, value: String)] {
        guard let root = try? JSONDocument(parsing: Array(state.utf8)).root else {
            // Not expected of a log that the register wrote: shown as it is.
            return [("state", state)]
        }
        return root.members.map { ($0.key, $0.value.sourceText(scalarsMax: valueScalarsMax)) }
            .filter { $0.0 != "v" }
    }

    /// A list of sites can have megabytes; `--json` has all of it.
    private static let valueScalarsMax = 500
}

extension ChangeEntry {
    /// `YYYY-MM-DDThh:mm:ss.sssZ`.
    fileprivate var timeText: String {
        let milliseconds = String(at % 1_000)
        let padding = String(repeating: "0", count: 3 - milliseconds.count)
        return timestampText(epochSeconds: at / 1_000).dropLast() + ".\(padding)\(milliseconds)Z"
    }

    /// Writes the members of a change into an object that is begun.
    func write(_ writer: inout JSONWriter) {
        writer.member("sequence", sequence)
        writer.member("at", timeText)
        writer.member("action", action.rawValue)
        writer.member("kind", kind.rawValue)
        writer.member("record_id", recordID.description)
        writer.member("account_id", accountID?.description)
        writer.member("key_id", keyID?.description)
        writer.member("operating_system_user", operatingSystemUser)
        writer.member("request_id", requestID)
        writer.member("call", call)
        writer.key("before")
        if let before { writer.raw(before.utf8) } else { writer.null() }
    }
}

/// Settings given on the command line: `--port 8080`, `--port=8080`, `--read-only`.
struct SettingFlags {
    /// The values by environment variable: both sources write their values alike, so both are
    /// read by the same code.
    private(set) var values: [String: String] = [:]
    private(set) var problems: [ConfigurationProblem] = []

    /// - Parameter arguments: what follows the command's name, without the options that are no
    ///   settings.
    init(_ arguments: [String], settings: [Setting]) {
        let byFlag = Dictionary(uniqueKeysWithValues: settings.map { ($0.flag, $0) })
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            let parts = argument.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            guard let setting = byFlag[name] else {
                report(unknown: name, known: Array(byFlag.keys))
                // What follows an unknown flag may be its value, and is no fault of its own.
                if let next = rest.first, !next.hasPrefix("--") { rest.removeFirst() }
                continue
            }
            guard let value = value(of: setting, inline: parts.dropFirst().first, &rest) else {
                problems.append(.init(.flag, "\(name) needs a value: \(setting.kind.demand)."))
                continue
            }
            add(value, to: setting)
        }
    }

    private func value(
        of setting: Setting, inline: Substring?, _ rest: inout ArraySlice<String>
    ) -> String? {
        if let inline { return String(inline) }
        if setting.kind == .flag { return "true" }
        // A value may begin with a dash, but not look like the next flag.
        guard let next = rest.first, !next.hasPrefix("--") else { return nil }
        return rest.popFirst()
    }

    private mutating func add(_ value: String, to setting: Setting) {
        switch (setting.kind, values[setting.environmentVariable]) {
        case (_, nil): values[setting.environmentVariable] = value
        case (.list, let earlier?):
            values[setting.environmentVariable] = earlier + "," + value
        case (_, _?):
            problems.append(.init(.flag, "\(setting.flag) is given more than once: give it once."))
        }
    }

    private mutating func report(unknown name: String, known: [String]) {
        guard name.hasPrefix("-") else {
            problems.append(.init(.flag, "\"\(name)\" is no option of this command."))
            return
        }
        let hint = NearestName.find(name, among: known).map { " Did you mean \($0)?" } ?? ""
        problems.append(
            .init(.flag, "\(name) is no option of this command.\(hint) --help lists them all."))
    }
}

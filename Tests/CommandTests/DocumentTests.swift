import Foundation
import RegistryApp
import Testing

@Suite("Documents say what the program does")
struct DocumentTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every setting as a row of docs/SETTINGS.md.
    private static var settings: String {
        let lists = Setting.Concern.allCases.map { concern in
            let head = """
                ## \(concern.rawValue)

                | file | flag | may be | default | |
                |---|---|---|---|---|
                """
            let rows = ServeConfiguration.settings.filter { $0.concern == concern }.map(row)
            return ([head] + rows).joined(separator: "\n")
        }
        return ([introduction] + lists).joined(separator: "\n\n") + "\n"
    }

    private static let introduction = """
        # Settings

        Every setting of `serve` and `demo`. A flag comes before an environment variable, that
        before the file. The variable is the flag in capitals after `CERTREGISTRY`:
        `--accept-header` is `CERTREGISTRY_ACCEPT_HEADER`. This page is written by its test from
        the table that the program reads (`CERTREGISTRY_WRITE_GOLDEN=1 bin/test --filter
        DocumentTests`).
        """

    private static func row(_ setting: Setting) -> String {
        let values =
            switch setting.kind {
            case .integer(let range): "\(range.lowerBound) to \(range.upperBound)"
            case .choice(let words): words.map { "`\($0)`" }.joined(separator: ", ")
            case .flag: "`true`, `false`"
            case .text(let meaning): meaning
            case .list(let meaning): "several times \(meaning)"
            }
        let standard = setting.defaultText.isEmpty ? "none" : "`\(setting.defaultText)`"
        let cells = ["`\(setting.key)`", "`\(setting.flag)`", values, standard, setting.help]
        return "| " + cells.joined(separator: " | ") + " |"
    }

    @Test("docs/SETTINGS.md lists the settings as they are")
    func settingsPage() throws {
        try Self.expect(Self.settings, is: "docs/SETTINGS.md")
    }

    private static func expect(_ text: String, is path: String) throws {
        let page = root.appendingPathComponent(path)
        if ProcessInfo.processInfo.environment["CERTREGISTRY_WRITE_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: page)
        }
        #expect(try String(contentsOf: page, encoding: .utf8) == text)
    }

    @Test("the README's commands are commands of the program")
    func readme() async throws {
        let text = try String(
            contentsOf: Self.root.appendingPathComponent("README.md"), encoding: .utf8)
        let commands = text.matches(of: /(?m)^certregistry((?: [a-z]+)+)/).map { match in
            match.1.split(separator: " ").prefix(2).map(String.init)
        }
        #expect(!commands.isEmpty)
        for command in Set(commands) {
            let run = try await Program().run(command + ["--help"])
            #expect(run.exitCode == 0)
            #expect(run.output.contains("USAGE: certregistry \(command.joined(separator: " "))"))
        }
    }
}

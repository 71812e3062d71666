import ArgumentParser
import RegistryApp
import RegistryCore
import RegistryJSON

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look whether the register is as it must be; changes nothing.",
        discussion: """
            Reads all of it, at one moment, also while it is served: the structure of the file, \
            foreign keys, counters and other copies of what stands elsewhere, every stored \
            document, and the change log, which has no gaps and a row for each record's creation. \
            Exits with 0 when all is well and with 1 when it is not.

              certregistry check --database sqlite:/backups/register-2027-05-01.db
            """)

    @OptionGroup var options: RegisterOptions

    func run() async throws {
        let console = options.common.console
        let progress = ProgressLines(console)
        let outcomes = try await Safekeeping(try options.storageConfiguration()).check {
            state throws(RegistryError) in try progress.show(state)
        }
        let isWell = outcomes.allSatisfy { $0.found == 0 }
        let remedies = Self.remedies(for: outcomes)
        console.print(
            Answer(Self.text(of: outcomes, remedies)) { writer in
                writer.object { writer in
                    writer.member("is_well", isWell)
                    writer.array("checks") { writer in
                        for outcome in outcomes { outcome.write(&writer) }
                    }
                    writer.array("remedies") { writer in
                        for remedy in remedies { writer.string(remedy) }
                    }
                }
            })
        if !isWell { throw ExitCode(1) }
    }

    private static func text(
        of outcomes: [CheckOutcome], _ remedies: [String]
    ) -> String {
        var table = Table(["check", "found"])
        for outcome in outcomes {
            table.add([outcome.name, outcome.found == 0 ? "all well" : "\(outcome.found) wrong"])
        }
        var parts = [table.text]
        for outcome in outcomes where outcome.found > 0 {
            var lines = ["\(outcome.name):"] + outcome.findings.map { "  \($0)" }
            let more = outcome.found - outcome.findings.count
            if more > 0 { lines.append("  and \(more) more") }
            parts.append(lines.joined(separator: "\n"))
        }
        return (parts + remedies).joined(separator: "\n\n")
    }

    /// What to do about what was found.
    private static func remedies(for outcomes: [CheckOutcome]) -> [String] {
        let wrong = outcomes.filter { $0.found > 0 }
        guard !wrong.isEmpty else { return [] }
        if wrong.contains(where: \.isOfFile) {
            return [
                "The file is damaged, by its disk or by what else writes to it. Stop the server, "
                    + "keep a copy of the file, look at the disk, and restore the newest backup "
                    + "in which `certregistry check` finds nothing: `certregistry restore`."
            ]
        }
        return [
            "The file is whole, but what it holds doesn't fit together: it was changed by other "
                + "means than this program, or the program is at fault. Keep a copy, report it "
                + "with this answer, and if answers are wrong, restore the newest backup in "
                + "which `certregistry check` finds nothing: `certregistry restore`."
        ]
    }
}

extension CheckOutcome {
    fileprivate func write(_ writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("check", name)
            writer.member("found", found)
            writer.array("findings") { writer in
                for finding in findings { writer.string(finding) }
            }
        }
    }
}

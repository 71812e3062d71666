import ArgumentParser
import RegistryApp
import RegistryCore
import RegistryJSON

struct Copy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the whole register to another database, also of the other engine.",
        discussion: """
            Takes over everything: accounts and their keys, mappings and lists, certification \
            bodies, entities, certifications, what was deleted, and the change log with its \
            numbers. The copy is there wholly or not at all; every table is read back and \
            compared before it is.

            The source is only read, at one moment, also while it is served. What is written to \
            it after the copy began is not in the copy: serve it with --read-only meanwhile. The \
            target is an empty database, or one that only `certregistry migrate` has touched; a \
            SQLite file must be a new one.

              certregistry serve --database sqlite:register.db --read-only
              certregistry copy --from sqlite:register.db --to postgres://db.example/register
              certregistry check --database postgres://db.example/register
            """)

    @Option(
        help: ArgumentHelp(
            "The register, as sqlite:PATH or postgres://HOST/NAME.", valueName: "url"))
    var from: String

    @Option(
        help: ArgumentHelp(
            "Where it goes, as postgres://HOST/NAME or sqlite:PATH.", valueName: "url"))
    var to: String

    @OptionGroup var options: CommonOptions

    func validate() throws {
        for (text, option) in [(from, "--from"), (to, "--to")] {
            if let problem = DatabaseURL.problem(in: text, of: option) {
                throw ValidationError(problem)
            }
        }
    }

    func run() async throws {
        guard let source = DatabaseURL(from), let target = DatabaseURL(to) else { return }
        let console = options.console
        let start = ContinuousClock.now
        let progress = ProgressLines(console)
        let storage = try options.sources(arguments: []).storageConfiguration()
        let tables = try await RegisterMove(storage).copy(from: source, to: target) {
            state throws(RegistryError) in try progress.show(state)
        }
        let seconds = start.duration(to: .now) / .seconds(1)
        let text = """
            \(Self.table(of: tables))

            The copy is at \(target.text), and every table of it equals the source's: \
            \(tables.reduce(0) { $0 + $1.rows }) rows, in \(seconds.secondsText).
            What was written to \(source.text) after the copy began is not in it.
            """
        console.print(
            Answer(text) { writer in
                writer.object { writer in
                    writer.member("from", source.text)
                    writer.member("to", target.text)
                    writer.array("tables") { writer in
                        for table in tables { table.write(&writer) }
                    }
                    writer.member("milliseconds", Int64(seconds * 1_000))
                }
            })
    }

    private static func table(of tables: [TableContents]) -> String {
        var table = Table(["table", "rows", "sha-256"])
        for contents in tables {
            table.add([contents.table, String(contents.rows), contents.checksum])
        }
        return table.text
    }
}

extension TableContents {
    fileprivate func write(_ writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("table", table)
            writer.member("rows", rows)
            writer.member("checksum", checksum)
        }
    }
}

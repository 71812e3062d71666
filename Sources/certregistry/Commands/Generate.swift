import ArgumentParser
import RegistryApp
import RegistryCore
import RegistryJSON

struct Generate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fill a register with invented certifications, to try its size on a machine.",
        discussion: """
            Makes the register where there is none. A few accounts hold most of the data; entities \
            have 1 to 5 certifications in several scripts, certifications 0 to 20 sites. The same \
            seed makes the same certifications. Never use it on a register that is in use: what it \
            invents can't be told from the rest.

              certregistry generate --certifications 2000000 --database sqlite:large.db
            """)

    @Option(help: ArgumentHelp("How many certifications.", valueName: "n"))
    var certifications: Int

    @Option(help: ArgumentHelp("What the invented data grow from.", valueName: "s"))
    var seed: UInt64 = 1

    @OptionGroup var options: RegisterOptions

    func validate() throws {
        guard (1...Self.certificationsMax).contains(certifications) else {
            throw ValidationError(
                "--certifications takes a number from 1 to \(Self.certificationsMax).")
        }
    }

    /// More than all management system certificates of the world together, many times over.
    private static let certificationsMax = 100_000_000

    func run() async throws {
        let console = options.common.console
        let store = try await RegisterOpening.migrated(try options.storageConfiguration())
        do {
            let start = ContinuousClock.now
            var bar = ProgressBar(total: certifications, "certifications", console: console)
            let summary = try await GeneratedRegister(store: store, seed: seed)
                .load(certifications: certifications) { bar.show($0) }
            await store.close()
            let seconds = start.duration(to: .now) / .seconds(1)
            print(summary, seconds: seconds, to: console)
        } catch {
            await store.close()
            throw error
        }
    }

    private func print(
        _ summary: GeneratedRegister.Summary, seconds: Double, to console: Console
    ) {
        let rate = Int(Double(summary.certifications) / max(seconds, 0.001))
        let text = """
            \(summary.certifications) certifications of \(summary.accounts) accounts are there, \
            \(summary.created) of them new: \(Int(seconds.rounded())) s, \(rate) a second.
            """
        console.print(
            Answer(text) { writer in
                writer.object { writer in
                    writer.member("accounts", summary.accounts)
                    writer.member("certifications", summary.certifications)
                    writer.member("created", summary.created)
                    writer.member("certifications_per_second", rate)
                }
            })
    }
}

import ArgumentParser
import RegistryApp
import RegistryCore
import RegistryJSON

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a register of a backup, where there is none.",
        discussion: """
            The backup is checked and only read; one of an older version is brought to this \
            program's schema. The register has its name when it is complete and on the disk.

            All keys are revoked: one that leaked or was revoked after the backup was made would \
            be valid again. With --keep-keys they stay as they were.

              certregistry restore /backups/register-2027-05-01.db --database sqlite:new.db
              certregistry key add ACCOUNT_ID --database sqlite:new.db
            """)

    @Argument(help: "The backup.")
    var file: String

    @ArgumentParser.Flag(help: "Leave the keys as the backup has them.")
    var keepKeys = false

    @OptionGroup var options: RegisterOptions

    func run() async throws {
        let console = options.common.console
        let start = ContinuousClock.now
        let progress = ProgressLines(console)
        let storage = try options.storageConfiguration()
        let (summary, revokedKeys) = try await Safekeeping(storage).restore(
            from: file, keepsKeys: keepKeys
        ) { state throws(RegistryError) in try progress.show(state) }
        let seconds = start.duration(to: .now) / .seconds(1)
        let text = """
            The register is at \(storage.database.text): \(summary.certifications) \
            certifications, changes up to \(summary.lastChange), \
            \(summary.bytes.megabytesText), in \(seconds.secondsText).
            \(keysText(revokedKeys))
            """
        console.print(
            Answer(text) { writer in
                writer.object { writer in
                    writer.member("database", storage.database.text)
                    summary.write(&writer)
                    writer.member("keys_revoked", revokedKeys)
                    writer.member("milliseconds", Int64(seconds * 1_000))
                }
            })
    }

    private func keysText(_ revoked: Int) -> String {
        if keepKeys {
            return "Its keys are as the backup has them: revoke what has leaked or was revoked "
                + "since, with `certregistry key revoke`."
        }
        if revoked == 0 { return "No key was in force." }
        return "Keys revoked: \(revoked). Give each account a new one with "
            + "`certregistry key add ACCOUNT_ID`; `certregistry account list` shows the ids."
    }
}

extension BackupSummary {
    /// Writes its counts into an object that is begun.
    func write(_ writer: inout JSONWriter) {
        writer.member("bytes", bytes)
        writer.member("certifications", certifications)
        writer.member("last_change", lastChange)
    }
}

extension Int {
    /// `12.3 MB`.
    var megabytesText: String { Self.tenths(Double(self) / 1_000_000) + " MB" }

    fileprivate static func tenths(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension Double {
    /// `1.2 s`.
    var secondsText: String { Int.tenths(self) + " s" }
}

import ArgumentParser
import RegistryApp
import RegistryCore
import RegistryJSON

struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Add, list and revoke API keys.",
        subcommands: [Add.self, List.self, Revoke.self])

    struct Add: RegisterCommand {
        static let name = "key add"
        static let configuration = CommandConfiguration(
            abstract: "Add a key to an account, and show it this once.",
            discussion: """
                Only a hash of the key is kept: it can't be shown again. The caller sends it in \
                the header x-http-authorization.

                  certregistry key add ACCOUNT_ID --label "nightly upload" --expires 2027-12-31
                """)

        @Argument(help: "The account's id.")
        var accountID: String

        @Option(help: "What the key is for.")
        var label: String?

        @Option(help: "What it may do.")
        var scope = KeyScope.write

        @Option(
            help: ArgumentHelp("The last day on which it is valid, UTC.", valueName: "yyyy-mm-dd"))
        var expires: CalendarDate?

        @Option(help: "Its own number of requests a minute.")
        var requestsPerMinute: Int?

        @Option(
            help: "certsearch for a client written against the vendor's server.")
        var profile = KeyProfile.standard

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            let (key, secret) = try await administration.addKey(
                account: accountID, label: label, scope: scope, profile: profile,
                requestsPerMinute: requestsPerMinute, expiresOn: expires)
            let text = """
                Key \(key.id) is added. It is shown this once; keep it where secrets are kept:

                \(secret.text)
                """
            return Answer(text) { writer in
                writer.object { writer in
                    writer.member("key_id", key.id.description)
                    writer.member("key", secret.text)
                }
            }
        }
    }

    struct List: RegisterCommand {
        static let name = "key list"
        static let configuration = CommandConfiguration(
            abstract: "List an account's keys, without their text.")

        @Argument(help: "The account's id.")
        var accountID: String

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            let keys = try await administration.keys(ofAccount: accountID)
            let today = administration.clock.today
            var table = Table([
                "key", "status", "scope", "profile", "a minute", "expires", "added", "revoked",
                "label",
            ])
            for key in keys {
                table.add([
                    key.id.description, key.statusText(on: today), key.scope.rawValue,
                    key.profile.rawValue, key.requestsPerMinute.map(String.init),
                    key.expiresOn?.dashedText, timestampText(epochSeconds: key.createdAt),
                    key.revokedAt.map { timestampText(epochSeconds: $0) }, key.label,
                ])
            }
            return Answer(keys.isEmpty ? "The account has no keys." : table.text) { writer in
                writer.object { writer in
                    writer.array("keys") { writer in
                        for key in keys { key.write(&writer, today: today) }
                    }
                }
            }
        }
    }

    struct Revoke: RegisterCommand {
        static let name = "key revoke"
        static let configuration = CommandConfiguration(
            abstract: "Revoke a key for good.",
            discussion: "Running servers refuse it within a second.")

        @Argument(help: "The key's id, as key list shows it.")
        var keyID: String

        @OptionGroup var options: RegisterOptions

        func answer(_ administration: Administration) async throws(RegistryError) -> Answer {
            let key = try await administration.revokeKey(keyID)
            return Answer("Key \(key.id) is revoked.") { writer in
                key.write(&writer, today: administration.clock.today)
            }
        }
    }
}

extension APIKey {
    fileprivate func statusText(on day: CalendarDate) -> String {
        if revokedAt != nil { return "revoked" }
        return isValid(on: day) ? "valid" : "expired"
    }

    fileprivate func write(_ writer: inout JSONWriter, today: CalendarDate) {
        writer.object { writer in
            writer.member("key_id", id.description)
            writer.member("account_id", accountID.description)
            writer.member("status", statusText(on: today))
            writer.member("label", label)
            writer.member("scope", scope.rawValue)
            writer.member("profile", profile.rawValue)
            writer.member("requests_per_minute", requestsPerMinute)
            writer.member("expires", expiresOn?.dashedText)
            writer.member("created_at", timestampText(epochSeconds: createdAt))
            writer.member("revoked_at", revokedAt.map { timestampText(epochSeconds: $0) })
        }
    }
}

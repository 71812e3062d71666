import RegistryCore
import RegistrySQL
import RegistryTestKit
import Testing

@testable import RegistryPostgres

@Suite("Opening a register in PostgreSQL", .needsPostgres)
struct OpeningTests {
    private func refusal(
        of configuration: PostgresConfiguration, _ mode: PostgresStore.Mode
    ) async -> RegistryError? {
        do throws(RegistryError) {
            let store = try await PostgresStore.open(configuration, mode: mode)
            await store.close()
            return nil
        } catch {
            return error
        }
    }

    @Test("an empty database holds none, until it is made")
    func empty() async throws {
        let configuration = PostgresConfiguration(url: try SharedPostgres.database())
        guard case .notFound = await refusal(of: configuration, .existing) else {
            Issue.record("a register was found in an empty database")
            return
        }
        #expect(try await PostgresStore.isRegister(configuration) == false)
        #expect(await refusal(of: configuration, .create) == nil)
        #expect(await refusal(of: configuration, .existing) == nil)
        #expect(try await PostgresStore.isRegister(configuration))
    }

    @Test("a database of something else is left alone")
    func foreign() async throws {
        let url = try SharedPostgres.database()
        let name = try #require(url.split(separator: "/").last)
        try SharedPostgres.server().query("CREATE TABLE bills (id int)", database: String(name))
        guard case .conflict = await refusal(of: PostgresConfiguration(url: url), .create) else {
            Issue.record("a register was made beside other tables")
            return
        }
        let tables = try SharedPostgres.server().query(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", database: String(name))
        #expect(tables == "1")
    }

    @Test("a newer program's register is refused, and so is writing to one opened for reading")
    func versions() async throws {
        let database = try await TemporaryDatabase()
        let reader = try await database.open(.readOnly)
        do throws(RegistryError) {
            _ = try await reader.addAccount(
                NewAccount(role: .certificationBody, name: "Alpha"), origin: Scene.commandOrigin)
            Issue.record("a read-only store was written to")
        } catch {
            guard case .unavailable = error else {
                Issue.record("\(error)")
                return
            }
        }
        await reader.close()
        let name = try #require(database.url.split(separator: "/").last)
        try SharedPostgres.server().query(
            "INSERT INTO register_migrations (name) VALUES ('m9999_future')",
            database: String(name))
        for mode in [PostgresStore.Mode.create, .existing, .readOnly] {
            guard case .conflict = await refusal(of: database.configuration, mode) else {
                Issue.record("a newer register was opened: \(mode)")
                return
            }
        }
    }

    @Test("a server that is not there is said to be unavailable, without the password")
    func unreachable() async throws {
        let url = "postgres://somebody:secret@127.0.0.1:1/register"
        guard case .unavailable(let message, _) = await refusal(
            of: PostgresConfiguration(url: url), .existing)
        else {
            Issue.record("no server was reached")
            return
        }
        #expect(!message.contains("secret"))
        #expect(PostgresConfiguration(url: url).publicURL == "postgres://127.0.0.1:1/register")
    }

    @Test(
        "a URL's public form names hosts, ports and the database",
        arguments: [
            ("postgres://a:b@one:1,two:2/r?sslmode=require", "postgres://one:1,two:2/r"),
            ("postgresql:///r?host=/run/postgresql", "postgres:///run/postgresql/r"),
            ("postgres://one/r?password=x", "postgres://one/r"),
        ])
    func publicURL(url: String, shown: String) {
        #expect(PostgresConfiguration(url: url).publicURL == shown)
    }

    @Test("commits are durable, whatever the server's settings say")
    func durable() async throws {
        let database = try await TemporaryDatabase()
        let name = try #require(database.url.split(separator: "/").last)
        try SharedPostgres.server().query(
            "ALTER DATABASE \(name) SET synchronous_commit = off")
        let connection = try PostgresConnection(
            url: database.url, configuration: database.configuration)
        let statement = try connection.statement("SELECT current_setting('synchronous_commit')")
        #expect(try statement.step() && statement.text() == "on")
    }
}

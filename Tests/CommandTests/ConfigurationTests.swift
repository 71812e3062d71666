import Foundation
import RegistryCore
import RegistryHTTP
import RegistryWire
import Testing

@testable import RegistryApp

@Suite("Configuration")
struct ConfigurationTests {
    /// A file of its own for one reading.
    private static func withFile<Result>(
        _ text: String, _ name: String, _ body: (String) throws -> Result
    ) throws -> Result {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("certregistry-configuration-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        return try body(file.path)
    }

    private static func read(
        _ arguments: [String] = [], file: String? = nil, environment: [String: String] = [:]
    ) throws -> ServeConfiguration {
        try ConfigurationSources(
            arguments: arguments, file: file, environment: environment, standardFile: "/none"
        ).serveConfiguration()
    }

    private static func problems(
        _ arguments: [String] = [], file: String? = nil, environment: [String: String] = [:]
    ) -> [ConfigurationProblem] {
        do {
            _ = try read(arguments, file: file, environment: environment)
            return []
        } catch let error as ConfigurationError {
            return error.problems
        } catch {
            Issue.record("\(error)")
            return []
        }
    }

    @Test("nobody says anything: every default holds, and is in its own range")
    func defaults() throws {
        let configuration = try Self.read()
        #expect(configuration.server.port == 8_080)
        #expect(configuration.server.limits == Limits())
        for setting in ServeConfiguration.settings where setting.kind != .flag {
            let text = setting.defaultText
            #expect(Self.problems(["\(setting.flag)=\(text)"]).isEmpty, "\(setting.key)=\(text)")
        }
    }

    @Test("the flag comes before the environment, the environment before the file")
    func order() throws {
        try Self.withFile("port: 1\nhost: file.example\nburst: 5\n", "a.yaml") { file in
            let configuration = try Self.read(
                ["--port", "3"], file: file,
                environment: ["CERTREGISTRY_PORT": "2", "CERTREGISTRY_HOST": "environment.example"])
            #expect(configuration.server.port == 3)
            #expect(configuration.server.host == "environment.example")
            #expect(configuration.api.burst == 5)
        }
    }

    /// One file in each form.
    static let files: [(name: String, text: String)] = [
        (
            "a.yaml",
            """
            # A comment.
            acceptHeader: optional
            errorFormat: object
            readOnly: true
            port: 9000
            trustedProxies: [10.0.0.0/8, "2001:db8::/32"]
            database: sqlite:/tmp/a.db
            """
        ),
        (
            "a.json",
            """
            {"acceptHeader": "optional", "errorFormat": "object", "readOnly": true, "port": 9000,
             "trustedProxies": ["10.0.0.0/8", "2001:db8::/32"], "database": "sqlite:/tmp/a.db"}
            """
        ),
    ]

    @Test("a file is YAML or JSON, by its name", arguments: files)
    func file(name: String, text: String) throws {
        try Self.withFile(text, name) { file in
            let configuration = try Self.read(file: file)
            #expect(!configuration.api.requiresAcceptHeader)
            #expect(configuration.api.errorShape == .object)
            #expect(configuration.api.isReadOnly)
            #expect(configuration.server.port == 9_000)
            #expect(
                configuration.server.trustedProxies.map(\.description)
                    == ["10.0.0.0/8", "2001:db8::/32"])
            #expect(configuration.storage.database == .sqlite(path: "/tmp/a.db"))
        }
    }

    @Test(
        "a setting with a dot is nested in a file, and a word more elsewhere",
        arguments: [
            ("a.yaml", "docs:\n  tryIt: true\n"), ("a.json", "{\"docs\": {\"tryIt\": true}}"),
            ("a.json", "{\"docs.tryIt\": true}"),
        ])
    func nested(name: String, text: String) throws {
        #expect(try !Self.read().docs.isTryItOn)
        try Self.withFile(text, name) { file in
            let plain = try Self.read(file: file)
            let flagged = try Self.read(["--docs-try-it=false"], file: file)
            let environment = ["CERTREGISTRY_DOCS_TRY_IT": "false"]
            let overruled = try Self.read(file: file, environment: environment)
            #expect(plain.docs.isTryItOn)
            #expect(!flagged.docs.isTryItOn)
            #expect(!overruled.docs.isTryItOn)
        }
        #expect(try Self.read(["--docs-try-it"]).docs.isTryItOn)
    }

    @Test("what a command takes as default holds where no source says otherwise")
    func ownDefaults() throws {
        var defaults = ServeConfiguration()
        defaults.docs.isTryItOn = true
        func read(_ arguments: [String]) throws -> Bool {
            try ConfigurationSources(
                arguments: arguments, file: nil, environment: [:], standardFile: "/none"
            ).serveConfiguration(defaults: defaults).docs.isTryItOn
        }
        #expect(try read([]))
        #expect(try !read(["--docs-try-it=false"]))
    }

    @Test("a file of comments alone sets nothing", arguments: ["", "\n", "# port: 1\n", "---\n"])
    func emptyFile(text: String) throws {
        try Self.withFile(text, "a.yaml") { file in
            let configuration = try Self.read(file: file)
            #expect(configuration.server.port == 8_080)
        }
    }

    @Test("all problems are told at once, each with its source and what it must be")
    func allProblems() throws {
        try Self.withFile("burst: none\nprot: 1\nlogLevel: loud\n", "a.yaml") { file in
            let problems = Self.problems(
                ["--port", "70000", "--read-olny"], file: file,
                environment: [
                    "CERTREGISTRY_SITES_MAX": "-1", "CERTREGISTRY_ACCEPT_HEDAER": "optional",
                ])
            let messages = problems.map(\.message)
            #expect(problems.count == 7, "\(messages)")
            for part in [
                "--read-olny is no option of this command. Did you mean --read-only?",
                "HEDAER is no setting. Did you mean CERTREGISTRY_ACCEPT_HEADER?",
                "prot in \(file) is no setting. Did you mean port?",
                "--port is \"70000\": it must be a whole number from 0 to 65535.",
                "CERTREGISTRY_SITES_MAX is \"-1\": it must be a whole number from 1 to 1000000.",
                "burst in \(file) is \"none\": it must be a whole number",
                "logLevel in \(file) is \"loud\": it must be trace or debug",
            ] {
                #expect(messages.contains { $0.contains(part) }, "\(part)")
            }
        }
    }

    /// Flags that can't be what their setting may be.
    static let badFlags: [(arguments: [String], mentions: String)] = [
        (["--port"], "--port needs a value"),
        (["--port", "--host", "a"], "--port needs a value"),
        (["--port="], "--port is \"\""),
        (["--port", "1.5"], "whole number"),
        (["--port", "1", "--port", "1"], "more than once"),
        (["--accept-header", "maybe"], "required or optional"),
        (["--read-only=perhaps"], "true or false"),
        (["--trusted-proxies", "10.0.0.0/33"], "an IP address or a range"),
        (["--database", "register.db"], "For the file register.db it is sqlite:register.db."),
        (["--database", "sqlite:"], "sqlite:PATH"),
        (["--database", "sqlite::memory:"], "sqlite:PATH"),
        (["--database", "postgres://h/d?nonsense=1"], "PostgreSQL"),
        (["--host", ""], "a host name or address"),
        (["extra"], "\"extra\" is no option"),
    ]

    @Test("a flag that can't be is wrong usage", arguments: badFlags)
    func badFlag(arguments: [String], mentions: String) {
        let problems = Self.problems(arguments)
        #expect(problems.allSatisfy { $0.place == .flag })
        #expect(problems.contains { $0.message.contains(mentions) }, "\(problems)")
    }

    /// Files that can't be read.
    static let badFiles: [(name: String, text: String, mentions: String)] = [
        ("a.json", "{\"port\": 1,}", "line 1"),
        ("a.json", "{\"port\": 1, \"port\": 2}", "no valid JSON"),
        ("a.json", "[]", "JSON object"),
        ("a.json", "{\"port\": \"80\"}", "port in"),
        ("a.json", "{\"port\": true}", "port in"),
        ("a.json", "{\"server\": {\"port\": 1}}", "server.port in"),
        ("a.json", "{\"docs\": true}", "docs in"),
        ("a.json", "{\"docs\": {\"tryIt\": 1}}", "docs.tryIt in"),
        ("a.yaml", "docs:\n  tryit: true\n", "Did you mean docs.tryIt?"),
        ("a.yaml", "port: [1", "no valid YAML"),
        ("a.yaml", "just text", "no valid YAML"),
        ("a.yaml", "server:\n  port: 1\n", "server.port in"),
        ("a.toml", "port = 1", ".yaml or .json"),
    ]

    @Test("a file that can't be read is named with its fault", arguments: badFiles)
    func badFile(name: String, text: String, mentions: String) throws {
        try Self.withFile(text, name) { file in
            let problems = Self.problems(file: file)
            #expect(problems.count == 1, "\(problems)")
            #expect(problems.allSatisfy { $0.place == .file && $0.message.contains(file) })
            #expect(problems.contains { $0.message.contains(mentions) }, "\(problems)")
        }
    }

    @Test("a file that is named must be there; the standard one needn't")
    func missingFile() {
        #expect(Self.problems(file: "/none/a.yaml").map(\.place) == [.file])
        #expect(Self.problems().isEmpty)
    }

    @Test("a command on the database alone doesn't fail for the server's settings")
    func storageAlone() throws {
        let storage = try ConfigurationSources(
            arguments: [], file: nil,
            environment: [
                "CERTREGISTRY_PORT": "none", "CERTREGISTRY_DATABASE": "sqlite:/tmp/b.db",
            ], standardFile: "/none"
        ).storageConfiguration()
        #expect(storage.database == .sqlite(path: "/tmp/b.db"))
    }

    @Test("every setting has names of its own, and the environment's is what the flag spells")
    func names() {
        let settings = ServeConfiguration.settings
        #expect(Set(settings.map(\.key)).count == settings.count)
        #expect(Set(settings.map(\.flag)).count == settings.count)
        for setting in settings {
            let spelled = setting.flag.dropFirst(2).uppercased().replacing("-", with: "_")
            #expect(setting.environmentVariable == "CERTREGISTRY_" + spelled)
            #expect(setting.help.count <= 100)
        }
    }

    @Test(
        "every setting is read from the environment under its name",
        arguments: [
            ("CERTREGISTRY_SINGLE_BODY_BYTES_MAX", "2048", \Limits.singleBodyBytesMax),
            ("CERTREGISTRY_BULK_BODY_BYTES_MAX", "2048", \.bulkBodyBytesMax),
            ("CERTREGISTRY_BODIES_IN_FLIGHT_BYTES_MAX", "2048", \.bodiesInFlightBytesMax),
            ("CERTREGISTRY_BULK_RECORDS_MAX", "17", \.bulkRecordsMax),
            ("CERTREGISTRY_SCHEMES_MAX", "17", \.schemesMax),
            ("CERTREGISTRY_STANDARDS_PER_SCHEME_MAX", "17", \.standardsPerSchemeMax),
            ("CERTREGISTRY_SITES_MAX", "17", \.sitesMax),
            ("CERTREGISTRY_SECTORS_MAX", "17", \.sectorsMax),
            ("CERTREGISTRY_JSON_DEPTH_MAX", "17", \.jsonDepthMax),
            ("CERTREGISTRY_REQUEST_HEAD_BYTES_MAX", "2048", \.requestHeadBytesMax),
            ("CERTREGISTRY_REQUEST_HEAD_SECONDS", "17", \.requestHeadSeconds),
            ("CERTREGISTRY_BODY_STALL_SECONDS", "17", \.bodyStallSeconds),
        ] as [(String, String, any KeyPath<Limits, Int> & Sendable)])
    func limits(name: String, text: String, path: any KeyPath<Limits, Int> & Sendable) throws {
        let configuration = try Self.read(environment: [name: text])
        #expect(configuration.server.limits[keyPath: path] == Int(text))
    }
}

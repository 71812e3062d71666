import Foundation
import Testing

@Suite("Layout")
struct LayoutTests {
    /// Modules of other packages, and the targets that may know them.
    static let fences: [String: Set<String>] = [
        "GRDB": ["RegistrySQLite"],
        "GRDBSQLite": ["RegistrySQLite"],
        "CLibPQ": ["RegistryPostgres"],
        "Hummingbird": ["RegistryHTTP", "RegistryApp"],
        "HummingbirdCore": ["RegistryHTTP"],
        "NIOCore": ["RegistryHTTP"],
        "NIOHTTPTypes": ["RegistryHTTP"],
        "HTTPTypes": ["RegistryHTTP"],
        "ServiceLifecycle": ["RegistryHTTP", "RegistryApp"],
        "Configuration": ["RegistryApp"],
        "ArgumentParser": ["certregistry"],
        "Crypto": ["RegistryCore"],
        "Mustache": ["RegistryPages"],
        "SwiftCSV": ["RegistryCore"],
        // The HTTP client of Foundation: the register calls nobody.
        "FoundationNetworking": [],
    ]

    @Test("each dependency is known to the targets that fence it off, and to no other")
    func fences() throws {
        for file in try Repository.swiftFiles(in: "Sources") {
            for module in Self.imports(of: file) {
                guard let allowed = Self.fences[module] else { continue }
                #expect(allowed.contains(file.target), "\(file) imports \(module)")
            }
        }
    }

    /// What the targets without technology may import.
    static let pure: [(target: String, modules: Set<String>)] = [
        ("RegistryJSON", []),
        ("RegistryCore", ["Foundation", "Crypto", "SwiftCSV", "Synchronization", "RegistryJSON"]),
        ("RegistryWire", ["Foundation", "RegistryCore", "RegistryJSON"]),
        ("RegistrySQL", ["Foundation", "Synchronization", "RegistryCore", "RegistryJSON"]),
    ]

    @Test("what is no engine and no server knows no technology", arguments: pure)
    func purity(target: String, modules: Set<String>) throws {
        for file in try Repository.swiftFiles(in: "Sources/\(target)") {
            for module in Self.imports(of: file) {
                #expect(modules.contains(module), "\(file) imports \(module)")
            }
        }
    }

    @Test("every dependency says in Package.swift what it is for")
    func dependenciesAreExplained() throws {
        let lines = try Repository.file("Package.swift").lines.map {
            $0.trimmingPrefix { $0 == " " }
        }
        let dependencies = lines.indices.filter { lines[$0].hasPrefix(".package(url:") }
        #expect(!dependencies.isEmpty)
        for index in dependencies {
            #expect(lines[index - 1].hasPrefix("// "), "\(lines[index]) has no comment above it")
        }
    }

    /// Folders that are no targets: bin/fuzz builds Tests/Fuzz, for libFuzzer has its own `main`,
    /// and a test of CommandTests what is in Tests/Durability, to load it into servers. The scripts
    /// of Tests/Guide are run by CommandTests too.
    private static let otherFolders = ["Tests/Fuzz", "Tests/Durability", "Tests/Guide"]

    @Test("every folder of Sources and Tests is a target of the package")
    func foldersAreTargets() throws {
        let manifest = try Repository.file("Package.swift").text
        for folder in ["Sources", "Tests"] {
            let names = try FileManager.default.contentsOfDirectory(
                atPath: Repository.root.appendingPathComponent(folder).path)
            for name in names where !name.hasPrefix(".") {
                let isTarget = manifest.contains("\"\(name)\"")
                #expect(
                    isTarget != Self.otherFolders.contains("\(folder)/\(name)"),
                    "\(folder)/\(name) is no target")
            }
        }
    }

    /// `public import Foo`, `@testable import Foo`, `import struct Foo.Bar`.
    private static func imports(of file: Repository.File) -> [String] {
        file.lines.compactMap { line in
            let words = line.split(separator: " ")
            guard let position = words.firstIndex(of: "import"), position + 1 < words.count,
                words[..<position].allSatisfy({ Self.importPrefixes.contains(String($0)) })
            else { return nil }
            let kinds: Set<Substring> = [
                "struct", "class", "enum", "protocol", "func", "typealias",
            ]
            let name =
                kinds.contains(words[position + 1])
                ? words.dropFirst(position + 2).first : words[position + 1]
            return name?.split(separator: ".").first.map(String.init)
        }
    }

    private static let importPrefixes: Set<String> = [
        "public", "package", "internal", "private", "fileprivate", "@testable", "@preconcurrency",
        "@_exported",
    ]
}

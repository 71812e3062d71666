import Foundation
import Testing

@Suite("Scripts and the README")
struct ScriptTests {
    @Test("the scripts of bin can be run, and stop at the first failure")
    func scripts() throws {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: Repository.root.appendingPathComponent("bin").path)
        let scripts = names.filter { $0 != "lib" }.map { "bin/\($0)" } + [".ci/run"]
        for script in scripts {
            #expect(Repository.isExecutable(script), "\(script) is not executable")
            let text = try Repository.file(script).text
            guard text.hasPrefix("#!/usr/bin/env bash") else { continue }
            #expect(text.contains("set -euo pipefail"), "\(script) goes on after a failure")
        }
    }

    @Test("what is run for every change is the README's test command")
    func continuousIntegration() throws {
        #expect(try Repository.file(".ci/run").text.contains("bin/test"))
        #expect(try Repository.file("README.md").text.contains("bin/test"))
    }

    @Test("the README's commands are there")
    func commands() throws {
        for line in try Self.commandLines(of: Repository.file("README.md")) {
            let words = line.split(separator: " ")
            guard let command = words.first, command.hasPrefix("bin/") else { continue }
            #expect(Repository.isExecutable(String(command)), "README: \(line)")
        }
    }

    @Test("the README's links lead to files that are there")
    func links() throws {
        let text = try Repository.file("README.md").text
        for link in text.matches(of: /\]\(([^)#:]+)\)/) {
            #expect(Repository.exists(String(link.1)), "README links to \(link.1)")
        }
    }

    /// The lines of fenced blocks, without prompts.
    private static func commandLines(of file: Repository.File) throws -> [Substring] {
        var isInBlock = false
        return file.lines.compactMap { line in
            if line.hasPrefix("```") {
                isInBlock.toggle()
                return nil
            }
            guard isInBlock else { return nil }
            return line.hasPrefix("$ ") ? line.dropFirst(2) : line
        }
    }
}

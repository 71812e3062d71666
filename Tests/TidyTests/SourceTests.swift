import Testing

@Suite("Source files")
struct SourceTests {
    static func files() throws -> [Repository.File] {
        try ["Sources", "Tests", "bench"].flatMap(Repository.swiftFiles)
            + [Repository.file("Package.swift")]
    }

    @Test("lines have at most 100 columns")
    func lineLength() throws {
        for file in try Self.files() {
            for (index, line) in file.lines.enumerated() where line.count > 100 {
                Issue.record("\(file):\(index + 1) has \(line.count) columns")
            }
        }
    }

    /// Longer files that are one idea all the same, each with its reason.
    static let longFiles: [String: String] = [:]

    @Test("a file holds one idea, in at most 400 lines")
    func fileLength() throws {
        for file in try Self.files() where Self.longFiles[file.path] == nil {
            let count = file.lines.count
            #expect(count <= 400, "\(file) has \(count) lines: split it by its ideas")
        }
    }

    @Test("files that may be longer are there, and are longer")
    func longFilesAreNeeded() throws {
        for path in Self.longFiles.keys {
            let count = try Repository.file(path).lines.count
            #expect(count > 400, "\(path) needs no exception")
        }
    }

    /// Words that end a program, or take a promise of the compiler's away.
    static let words = ["try!", "as!", "fatalError(", "@unchecked Sendable", "nonisolated(unsafe)"]

    @Test("what ends the program or outwits the compiler says why, beside it", arguments: words)
    func reasons(word: String) throws {
        for file in try Self.files() where file.path != Self.thisFile {
            let lines = file.lines
            for (index, line) in lines.enumerated() {
                let code = Self.code(of: line)
                guard code.contains(word) else { continue }
                let isExplained =
                    line.contains("//")
                    || (index > 0 && lines[index - 1].drop { $0 == " " }.hasPrefix("//"))
                #expect(isExplained, "\(file):\(index + 1) uses \(word) without a comment")
            }
        }
    }

    @Test("nothing is left to do in comments", arguments: ["TO" + "DO", "FIX" + "ME", "X" + "XX"])
    func leftovers(word: String) throws {
        for file in try Self.files() {
            for (index, line) in file.lines.enumerated() where line.contains("// \(word)") {
                Issue.record("\(file):\(index + 1) says \(word): do it, or file an issue")
            }
        }
    }

    @Test("no type is shared by all: what is needed is passed")
    func singletons() throws {
        for file in try Repository.swiftFiles(in: "Sources") {
            for (index, line) in file.lines.enumerated()
            where line.contains("static let shared") || line.contains("static var shared") {
                Issue.record("\(file):\(index + 1) holds a singleton")
            }
        }
    }

    private static let thisFile = "Tests/TidyTests/SourceTests.swift"

    /// A line without its comment and without its string literals.
    private static func code(of line: Substring) -> String {
        var code = ""
        var isInString = false
        var previous: Character = " "
        for character in line {
            if character == "\"", previous != "\\" { isInString.toggle() }
            if !isInString, character == "/", previous == "/" { break }
            if !isInString { code.append(character) }
            previous = character
        }
        return code
    }
}

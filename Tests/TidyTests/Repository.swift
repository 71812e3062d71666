import Foundation

/// The repository that these tests stand in.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A text file of the repository.
    struct File: CustomStringConvertible {
        /// From the root: `Sources/RegistryCore/Limits.swift`.
        let path: String
        let text: String

        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
        var description: String { path }

        /// The target that it belongs to: the folder below `Sources` or `Tests`.
        var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
    }

    static func file(_ path: String) throws -> File {
        File(
            path: path,
            text: try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8))
    }

    /// Every Swift file below a folder.
    static func swiftFiles(in folder: String) throws -> [File] {
        let enumerator = FileManager.default.enumerator(
            atPath: root.appendingPathComponent(folder).path)
        let names = (enumerator?.compactMap { $0 as? String } ?? []).sorted()
            .filter { $0.hasSuffix(".swift") }
        guard !names.isEmpty else { throw CocoaError(.fileNoSuchFile) }
        return try names.map { try file("\(folder)/\($0)") }
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
    }

    static func isExecutable(_ path: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: root.appendingPathComponent(path).path)
    }
}

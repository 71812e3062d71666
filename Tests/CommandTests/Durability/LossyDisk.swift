import Foundation
import Testing

/// The disk of `Tests/Durability/power-cut.c` under the database of a server.
struct LossyDisk: Sendable {
    private let database: URL
    private let library: URL
    private let twins: URL

    /// The library is loaded by Linux's linker.
    static var isPossible: Bool {
        #if os(Linux)
            true
        #else
            false
        #endif
    }

    private static let source = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Durability/power-cut.c")

    /// - Parameter database: as SQLite names it.
    init(under database: URL) async throws {
        self.database = database
        let folder = database.deletingLastPathComponent()
        library = folder.appendingPathComponent("power-cut.so")
        twins = folder.appendingPathComponent("twins")
        try FileManager.default.createDirectory(at: twins, withIntermediateDirectories: true)
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        // Belongs to every Swift toolchain, whose packages have C targets too.
        compiler.arguments = [
            "clang", "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-pthread",
            "-o", library.path, Self.source.path,
        ]
        try #require(try await compiler.runToEnd(within: .seconds(60)) == 0)
    }

    /// What a server's environment needs.
    ///
    /// - Parameter options: those of the C file, such as `DISK_DEAF`.
    func environment(_ options: [String: String] = [:]) -> [String: String] {
        [
            "LD_PRELOAD": library.path, "DISK_FILE": database.path, "DISK_TWINS": twins.path,
        ].merging(options) { $1 }
    }

    /// Makes the server end by itself after so many writes more to the main file. Only
    /// checkpoints write there.
    func cutPower(afterCheckpointedPages count: Int) throws {
        try Data("\(count)".utf8).write(to: order, options: .atomic)
    }

    private var order: URL { twins.appendingPathComponent("cut") }

    /// Leaves of the files of a server that is gone what was on the disk.
    func dropUnsynced() throws {
        let log = URL(fileURLWithPath: database.path + "-wal")
        try replace(database, by: twins.appendingPathComponent("main"))
        try replace(log, by: twins.appendingPathComponent("log"))
        for gone in [URL(fileURLWithPath: database.path + "-shm"), order] {
            try Self.remove(gone)
        }
    }

    private func replace(_ file: URL, by twin: URL) throws {
        try Self.remove(file)
        guard FileManager.default.fileExists(atPath: twin.path) else { return }
        try FileManager.default.copyItem(at: twin, to: file)
    }

    private static func remove(_ file: URL) throws {
        guard FileManager.default.fileExists(atPath: file.path) else { return }
        try FileManager.default.removeItem(at: file)
    }
}

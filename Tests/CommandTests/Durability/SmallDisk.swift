import Foundation

/// A disk of few megabytes for one database, most of it taken by a ballast file.
///
/// A memory file system in a mount namespace of its own, which a process holds; its files are
/// reached by way of that process. Where the system refuses to make one, the library of
/// ``LossyDisk`` imitates a disk that is full.
final class SmallDisk: Sendable {
    /// Where the server sees the database.
    let database: URL
    /// What a server has to be started with.
    let environment: [String: String]
    let launcher: [String]
    /// Where the test sees the same folder.
    private let folder: URL
    private let holder: Process?

    private static let megabytes = 32
    private static let ballastMegabytes = 24

    struct CantBeMade: Error {
        let reason: String
    }

    /// - Parameter register: the database that is put on it.
    init(_ program: Program, holding register: URL) async throws {
        let mountPoint = program.folder.resolvingSymlinksInPath().appendingPathComponent("disk")
        try FileManager.default.createDirectory(
            at: mountPoint, withIntermediateDirectories: true)
        database = mountPoint.appendingPathComponent("certregistry.db")
        do {
            let holder = try await Self.mount(at: mountPoint, program)
            self.holder = holder.process
            folder = URL(
                fileURLWithPath: "/proc/\(holder.process.processIdentifier)/root"
                    + mountPoint.path)
            launcher =
                ["nsenter", "--target", "\(holder.process.processIdentifier)"]
                + holder.namespaces
            environment = [:]
        } catch {
            Self.warn("no file system can be mounted here (\(error)); a library imitates one")
            holder = nil
            folder = mountPoint
            launcher = []
            environment = try await LossyDisk(under: database).environment([
                "DISK_CAPACITY": "\(Self.megabytes << 20)",
                "DISK_BALLAST": mountPoint.appendingPathComponent("ballast").path,
            ])
        }
        try FileManager.default.copyItem(
            at: register, to: folder.appendingPathComponent("certregistry.db"))
        try Data(count: Self.ballastMegabytes << 20).write(to: ballast)
    }

    deinit { holder?.terminate() }

    private var ballast: URL { folder.appendingPathComponent("ballast") }

    /// Removes the ballast.
    func makeRoom() throws { try FileManager.default.removeItem(at: ballast) }

    /// How long the write-ahead log is, in bytes.
    var logLength: Int {
        get throws {
            let log = folder.appendingPathComponent("certregistry.db-wal").path
            return try FileManager.default.attributesOfItem(atPath: log)[.size] as? Int ?? 0
        }
    }

    /// Copies the files of a server that is gone.
    func copyDatabase(to copy: URL) throws {
        for suffix in ["", "-wal"] {
            let source = folder.appendingPathComponent("certregistry.db" + suffix)
            let target = URL(fileURLWithPath: copy.path + suffix)
            if FileManager.default.fileExists(atPath: target.path) {
                try FileManager.default.removeItem(at: target)
            }
            if FileManager.default.fileExists(atPath: source.path) {
                try FileManager.default.copyItem(at: source, to: target)
            }
        }
    }

    private static func warn(_ text: String) {
        FileHandle.standardError.write(Data("NOTE: \(text)\n".utf8))
    }

    // MARK: Mounting

    /// Ends after that time by itself, whatever becomes of the test.
    private static let holderSeconds = 600

    /// - Returns: a process in whose namespaces the file system is, and how to enter them.
    private static func mount(
        at mountPoint: URL, _ program: Program
    ) async throws -> (process: Process, namespaces: [String]) {
        let isRoot = geteuid() == 0
        let script = """
            mount -t tmpfs -o size=\(megabytes)m tmpfs "$1" && echo mounted &&
            exec sleep \(holderSeconds)
            """
        let (process, output, errors) = try program.prepare([])
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["unshare", isRoot ? "--mount" : "-rm", "sh", "-c", script, "sh", mountPoint.path]
        try process.run()
        while process.isRunning {
            if try !Data(contentsOf: output).isEmpty {
                let user = isRoot ? [] : ["--user", "--preserve-credentials"]
                return (process, user + ["--mount", "--"])
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw CantBeMade(reason: try String(contentsOf: errors, encoding: .utf8))
    }
}

import Foundation
import Glibc

/// Where the programs of PostgreSQL and PgBouncer are installed.
struct PostgresPrograms: Sendable {
    private let folder: String

    /// The newest version of Debian's packages, else the one that PATH leads to; nil where there
    /// is none.
    static let installed: PostgresPrograms? = {
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        let newest = versions.sorted { $0.compare($1, options: .numeric) == .orderedDescending }
        let folders = newest.map { "\(root)/\($0)/bin" } + searchedFolders
        return folders.first { FileManager.default.isExecutableFile(atPath: "\($0)/postgres") }
            .map(PostgresPrograms.init)
    }()

    /// - Throws: `ClusterFailure` where PostgreSQL isn't installed.
    static func required() throws -> PostgresPrograms {
        guard let installed else { throw ClusterFailure(PostgresRequirement.missingMessage()) }
        return installed
    }

    /// The path of a program, such as `initdb`.
    func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// The path of `pgbouncer`; nil where it isn't installed.
    static let pgBouncer: String? = (["/usr/sbin"] + searchedFolders)
        .map { "\($0)/pgbouncer" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    private static var searchedFolders: [String] {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").map(String.init)
    }
}

/// The user as whom servers run: they refuse to run as root.
struct ServerUser: Sendable {
    private let user: uid_t
    private let group: gid_t

    /// Nil where the tests don't run as root: then the servers run as the user of the tests.
    static let unprivileged: ServerUser? = {
        guard geteuid() == 0 else { return nil }
        return ServerUser(named: "postgres") ?? ServerUser(named: "nobody")
            // The overflow user, which a file system without owners shows too.
            ?? ServerUser(user: 65_534, group: 65_534)
    }()

    private init(user: uid_t, group: gid_t) {
        self.user = user
        self.group = group
    }

    private init?(named name: String) {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getpwnam_r(name, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
            return nil
        }
        self.init(user: entry.pw_uid, group: entry.pw_gid)
    }

    /// The command that runs the arguments as the user of the servers.
    static func command(_ arguments: [String]) -> [String] {
        guard let unprivileged else { return arguments }
        return [
            "setpriv", "--reuid=\(unprivileged.user)", "--regid=\(unprivileged.group)",
            "--clear-groups",
        ] + arguments
    }

    /// A new temporary folder that belongs to the user of the servers.
    ///
    /// - Throws: `ClusterFailure` where none can be made.
    static func makeFolder(named name: String) throws -> URL {
        let temporary = FileManager.default.temporaryDirectory.path
        // Another user may not be let into root's own temporary folder, and the path of a socket
        // must have less than 108 bytes.
        let parent = unprivileged != nil || temporary.utf8.count > 50 ? "/tmp" : temporary
        var template = Array("\(parent)/\(name)-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ClusterFailure("no folder in \(parent)", code: errno)
        }
        let path = String(decoding: template.dropLast().map(UInt8.init), as: UTF8.self)
        if let unprivileged, chown(path, unprivileged.user, unprivileged.group) != 0 {
            throw ClusterFailure("\(path) can't be given away", code: errno)
        }
        return URL(fileURLWithPath: path, isDirectory: true)
    }
}

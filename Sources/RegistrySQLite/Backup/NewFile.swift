import Foundation
import RegistryCore
import RegistrySQL

/// A file that comes to its name complete and on the disk, or not at all: it is made under a
/// temporary name beside it, for the eyes of its owner only.
struct NewFile {
    /// Where it will be.
    let path: String
    /// Where it is being made. Each run has its own, so that what a power cut left behind is in
    /// nobody's way.
    let temporaryPath: String

    /// Keys' hashes are in every copy of a register.
    private static let ownerOnly: mode_t = 0o600

    /// What SQLite may put beside a database file.
    static let companions = ["-wal", "-shm", "-journal"]

    /// Makes the temporary file, empty.
    init(path: String) throws(StoreFailure) {
        self.path = path
        temporaryPath = "\(path).partial-\(UUID().uuidString.prefix(8))"
        let file = open(temporaryPath, O_CREAT | O_EXCL | O_WRONLY, Self.ownerOnly)
        guard file >= 0 else { throw Self.failure("make", temporaryPath) }
        Foundation.close(file)
    }

    /// A log that could not be put into the file when it was closed would be lost with its name.
    func requireAlone() throws(StoreFailure) {
        for ending in Self.companions
        where FileManager.default.fileExists(atPath: temporaryPath + ending) {
            throw .register(
                .unavailable(
                    "What was written to \(temporaryPath) can't be put into the file now.",
                    retryAfterSeconds: 1))
        }
    }

    /// Puts the file on the disk and gives it its name.
    func complete() throws(StoreFailure) {
        try Self.sync(temporaryPath)
        guard rename(temporaryPath, path) == 0 else { throw Self.failure("make", path) }
        try Self.sync(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    }

    /// Leaves nothing behind. What can't be removed is named as partial, and no use to anybody.
    func abandon() {
        for ending in [""] + Self.companions { unlink(temporaryPath + ending) }
    }

    private static func sync(_ path: String) throws(StoreFailure) {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { throw failure("open", path) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw failure("write", path) }
    }

    /// What the operating system says of its last call.
    static func failure(_ verb: String, _ path: String) -> StoreFailure {
        let reason = String(cString: strerror(errno))
        return .register(.conflict("Can't \(verb) \(path): \(reason)."))
    }
}

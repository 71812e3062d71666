import Foundation
import RegistryCore
import RegistrySQL

/// A backup that is to be restored. Its bytes are copied without the help of SQLite, which might
/// put files beside it.
struct BackupFile {
    let path: String
    private let bytes: Int

    /// Looks at the file's head: whether it is a register at all.
    init(path: String) throws(StoreFailure) {
        self.path = path
        let (file, size) = try Self.open(path)
        defer { close(file) }
        bytes = size
        var head = [UInt8](repeating: 0, count: Self.headBytes)
        let count = read(file, &head, Self.headBytes)
        guard count == Self.headBytes, head.starts(with: Self.beginning),
            head[Self.applicationID].reduce(0, { $0 << 8 | Int($1) }) == Migrations.applicationID
        else { throw .register(.conflict("The file at \(path) is no register.")) }
        var log = stat()
        guard stat(path + "-wal", &log) != 0 || log.st_size == 0 else {
            throw .register(
                .conflict(
                    "\(path) is a register in use, with a write-ahead log beside it: make a "
                        + "backup of it with `certregistry backup`."))
        }
    }

    /// https://www.sqlite.org/fileformat.html, section 1.3.
    private static let headBytes = 100
    private static let beginning = Array("SQLite format 3\0".utf8)
    private static let applicationID = 68..<72

    private static func open(_ path: String) throws(StoreFailure) -> (file: Int32, bytes: Int) {
        let file = Foundation.open(path, O_RDONLY)
        guard file >= 0 else {
            guard errno == ENOENT else { throw NewFile.failure("open", path) }
            throw .register(.notFound("There is no backup at \(path)."))
        }
        var status = stat()
        fstat(file, &status)
        return (file, Int(status.st_size))
    }

    private static let chunkBytes = 4 * 1_024 * 1_024

    /// Copies the bytes into a file that is there, and empty.
    func copy(to target: String, _ report: WorkProgress.Report) throws(StoreFailure) {
        let (input, _) = try Self.open(path)
        defer { close(input) }
        let output = Foundation.open(target, O_WRONLY)
        guard output >= 0 else { throw NewFile.failure("open", target) }
        defer { close(output) }
        var buffer = [UInt8](repeating: 0, count: Self.chunkBytes)
        var done = 0
        while true {
            let count = read(input, &buffer, Self.chunkBytes)
            guard count >= 0 else { throw NewFile.failure("read", path) }
            if count == 0 { break }
            try Self.write(buffer[..<count], to: output, at: target)
            done += count
            try coreCall { () throws(RegistryError) in
                try report(WorkProgress("bytes", done: done, of: bytes))
            }
        }
    }

    private static func write(
        _ bytes: ArraySlice<UInt8>, to file: Int32, at path: String
    ) throws(StoreFailure) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { throw NewFile.failure("write", path) }
            rest = rest.dropFirst(count)
        }
    }
}

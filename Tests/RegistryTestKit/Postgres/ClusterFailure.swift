import Glibc

/// Why a server of the test support couldn't be started, asked or stopped.
public struct ClusterFailure: Error, CustomStringConvertible {
    /// What went wrong, with the end of the server's log where there is one.
    public let description: String

    public init(_ description: String, log: String = "") {
        self.description =
            log.isEmpty ? description : "\(description); the end of its log:\n\(log)"
    }

    /// - Parameter code: of the system's error.
    init(_ description: String, code: Int32) {
        self.init("\(description): \(String(cString: strerror(code)))")
    }
}

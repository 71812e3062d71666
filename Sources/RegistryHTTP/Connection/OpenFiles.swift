#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The number of files, connections among them, that the system lets this process have open.
///
/// A server that can't accept a connection for want of a descriptor fails as a whole, so it has
/// to stop accepting before that.
enum OpenFiles {
    /// Descriptors kept for all that is no connection: databases, logs, event loops.
    private static let reserved = 128

    /// The connections that fit, after the process's own limit was raised as far as it may be.
    static func connectionsMax() -> Int {
        var limit = rlimit()
        guard getrlimit(openFiles, &limit) == 0 else { return .max }
        if limit.rlim_cur < limit.rlim_max {
            var raised = limit
            raised.rlim_cur = limit.rlim_max
            // Where it may not be raised, the lower limit is the one to keep to.
            if setrlimit(openFiles, &raised) == 0 { limit = raised }
        }
        return max(1, Int(clamping: limit.rlim_cur) - reserved)
    }

    #if canImport(Glibc)
    private static var openFiles: __rlimit_resource_t {
        __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    }
    #else
    private static var openFiles: CInt { RLIMIT_NOFILE }
    #endif
}

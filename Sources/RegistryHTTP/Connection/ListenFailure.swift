import NIOCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Why a server can't listen at its address, told from other ways in which it fails to start.
public enum ListenFailure: Sendable, Equatable {
    /// Another process listens there.
    case addressInUse
    /// The address is none of this machine's.
    case addressNotAvailable
    /// Ports below 1024 are the system's on most machines.
    case notPermitted
    /// The name has no address.
    case unknownHost

    /// Nil for any other error.
    public init?(_ error: any Error) {
        switch error {
        case let error as IOError:
            switch error.errnoCode {
            case EADDRINUSE: self = .addressInUse
            case EADDRNOTAVAIL: self = .addressNotAvailable
            case EACCES, EPERM: self = .notPermitted
            default: return nil
            }
        case let error as SocketAddressError:
            guard case .unknown = error else { return nil }
            self = .unknownHost
        default: return nil
        }
    }
}

import Foundation
import Glibc

/// A free TCP port of 127.0.0.1 that no other test takes as long as the reservation lives, even
/// while its server is down.
final class PortReservation: Sendable {
    let port: Int
    private let descriptor: Int32

    /// - Throws: `ClusterFailure` where no free port is found.
    init() throws {
        let ports = Self.ports
        for _ in 0..<500 {
            let port = Int.random(in: ports)
            guard let descriptor = Self.claim(port) else { continue }
            if Self.isFree(port) {
                self.port = port
                self.descriptor = descriptor
                return
            }
            close(descriptor)
        }
        throw ClusterFailure("no free port on 127.0.0.1 in \(ports)")
    }

    deinit { close(descriptor) }

    /// Ports below those that the system gives to whoever asks for any port: one of those could be
    /// taken by a client between two runs of a server.
    private static var ports: Range<Int> {
        let file = "/proc/sys/net/ipv4/ip_local_port_range"
        let lowest = (try? String(contentsOfFile: file, encoding: .utf8))?
            .split(whereSeparator: \.isWhitespace).first.flatMap { Int($0) }
        guard let lowest, lowest > 12_000 else { return 20_000..<32_768 }
        return 10_000..<lowest
    }

    /// Binds an abstract socket named after the port, which tells the other test processes: unlike
    /// a file it leaves nothing behind, however this process ends.
    private static func claim(_ port: Int) -> Int32? {
        let descriptor = socket(
            AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        let name = [0] + Array("certregistry-test-port-\(port)".utf8)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let length = MemoryLayout<sa_family_t>.size + name.count
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(length))
            }
        }
        if result == 0 { return descriptor }
        close(descriptor)
        return nil
    }

    /// Whether a server could listen there: it sets the same option before it binds.
    private static func isFree(_ port: Int) -> Bool {
        withSocket(port) { descriptor, address, length in
            var isOn: Int32 = 1
            setsockopt(
                descriptor, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size))
            return bind(descriptor, address, length) == 0 && listen(descriptor, 1) == 0
        }
    }

    /// Whether somebody listens there.
    var isListenedTo: Bool {
        Self.withSocket(port) { connect($0, $1, $2) == 0 }
    }

    private static func withSocket(
        _ port: Int, _ body: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Bool
    ) -> Bool {
        let descriptor = socket(
            AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}

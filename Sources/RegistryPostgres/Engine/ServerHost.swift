import CLibPQ

/// One of the servers that a URL names.
struct ServerHost: Equatable, Sendable {
    /// A name, an address or a folder of sockets.
    let host: String
    /// As the URL has it; empty for libpq's own.
    let port: String

    /// In the URL's order; none where libpq's defaults decide, or addresses beside the names.
    static func all(in url: String) -> [ServerHost] {
        let values = PostgresConfiguration.options(of: url)
        guard values["hostaddr"] == nil, let hosts = values["host"], !hosts.isEmpty else {
            return []
        }
        let names = hosts.split(separator: ",", omittingEmptySubsequences: false)
        let ports = (values["port"] ?? "").split(
            separator: ",", omittingEmptySubsequences: false)
        return names.enumerated().map { index, name in
            // One port is every host's.
            let port = ports.count == 1 ? ports.first : ports.dropFirst(index).first
            return ServerHost(host: String(name), port: port.map { String($0) } ?? "")
        }
    }

    func isOf(_ link: Link) -> Bool {
        link.host == host && (port.isEmpty || link.port == port)
    }
}

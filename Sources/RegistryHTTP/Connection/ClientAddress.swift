public import HTTPTypes
public import NIOCore

/// Tells from which address a request came when it may have come through proxies.
///
/// `X-Forwarded-For` is a list to which each proxy appends the address that it saw; whoever sends
/// the request can begin that list with anything. So it is read from the right, and only as far
/// as the addresses are ours.
public struct ClientAddress: Sendable {
    private let trustedProxies: [IPAddressRange]

    /// - Parameter trustedProxies: the proxies whose `X-Forwarded-For` is believed.
    public init(trustedProxies: [IPAddressRange]) {
        self.trustedProxies = trustedProxies
    }

    /// The address of the peer or, when that is a trusted proxy, the rightmost address in
    /// `X-Forwarded-For` that isn't. What is no address ends the list: the proxy that passed it
    /// on is then the last one known.
    ///
    /// - Returns: nil when the peer has no IP address.
    public func resolve(peer: SocketAddress?, headers: HTTPFields) -> IPAddress? {
        guard let peer, var address = IPAddress(peer) else { return nil }
        guard !trustedProxies.isEmpty, isTrusted(address) else { return address }
        for entry in headers[values: .xForwardedFor].joined(separator: ",").split(
            separator: ",", omittingEmptySubsequences: false
        ).reversed() {
            guard let forwarded = Self.address(inEntry: entry) else { return address }
            address = forwarded
            guard isTrusted(address) else { return address }
        }
        return address
    }

    private func isTrusted(_ address: IPAddress) -> Bool {
        trustedProxies.contains { $0.contains(address) }
    }

    /// Reads `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:4711`:
    /// some proxies write the port.
    private static func address(inEntry entry: Substring) -> IPAddress? {
        let text = entry.drop { $0 == " " || $0 == "\t" }
        if text.first == "[" {
            return IPAddress(text.dropFirst().prefix { $0 != "]" })
        }
        let trimmed = text.prefix { $0 != " " && $0 != "\t" }
        let colons = trimmed.utf8.count { $0 == UInt8(ascii: ":") }
        return IPAddress(colons == 1 ? trimmed.prefix { $0 != ":" } : trimmed)
    }
}

extension HTTPField.Name {
    /// The addresses that a request passed on its way, appended by each proxy.
    static let xForwardedFor = Self("X-Forwarded-For")!
    /// The id under which a request is logged and answered (contract section 2).
    public static let xRequestID = Self("X-Request-Id")!
}

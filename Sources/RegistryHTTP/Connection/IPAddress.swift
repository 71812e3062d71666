public import NIOCore

/// An address of IP version 4 or 6. A version 4 address that came mapped into version 6
/// (`::ffff:192.0.2.1`) is the version 4 address.
public struct IPAddress: Hashable, Sendable {
    /// The 128 bits, most significant first; version 4 as mapped into version 6.
    private let high: UInt64
    private let low: UInt64

    private static let version4Prefix: UInt64 = 0xFFFF << 32

    private init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    private init(version4 bits: UInt32) {
        self.init(high: 0, low: Self.version4Prefix | UInt64(bits))
    }

    /// Reads the text form, without port or brackets; a zone (`%eth0`) is left out of account.
    public init?(_ text: some StringProtocol) {
        let address = text.prefix { $0 != "%" }
        // The port has no meaning here. Nothing but an address of either version is read.
        guard let socketAddress = try? SocketAddress(ipAddress: String(address), port: 0) else {
            return nil
        }
        self.init(socketAddress)
    }

    /// Nil for an address without IP: a Unix domain socket.
    public init?(_ address: SocketAddress) {
        // Read by their places in `sockaddr_in` and `sockaddr_in6`, the same on every system,
        // whose Swift names belong to a module of NIO's own.
        switch address {
        case .v4(let address):
            self.init(version4: Self.read(address.address, at: 4))
        case .v6(let address):
            self.init(
                high: Self.read(address.address, at: 8), low: Self.read(address.address, at: 16))
        case .unixDomainSocket:
            return nil
        }
    }

    private static func read<Bits: FixedWidthInteger, Address>(
        _ address: Address, at offset: Int
    ) -> Bits {
        withUnsafeBytes(of: address) { bytes in
            Bits(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Bits.self))
        }
    }

    /// Whether the address is of version 4.
    public var isVersion4: Bool { high == 0 && low >> 32 == Self.version4Prefix >> 32 }

    /// The bits after the first `length` are zero. For version 4 the length counts its 32 bits.
    public func masked(toPrefix length: Int) -> IPAddress {
        let kept = isVersion4 ? length + 96 : length
        func mask(_ bits: Int) -> UInt64 { bits <= 0 ? 0 : bits >= 64 ? .max : ~(.max >> bits) }
        return IPAddress(high: high & mask(kept), low: low & mask(kept - 64))
    }
}

extension IPAddress: CustomStringConvertible {
    public var description: String {
        isVersion4
            ? (0..<4).map { String(low >> (24 - 8 * $0) & 0xFF) }.joined(separator: ".")
            : version6Text
    }

    /// The form of RFC 5952: lower case, the longest run of two or more zero groups as `::`.
    private var version6Text: String {
        let groups = (0..<8).map { index in
            UInt16(truncatingIfNeeded: (index < 4 ? high : low) >> (48 - 16 * (index % 4)))
        }
        var longest = 0..<0
        var start = 0
        while start < groups.count {
            let end = groups[start...].firstIndex { $0 != 0 } ?? groups.endIndex
            if end - start > max(longest.count, 1) { longest = start..<end }
            start = end + 1
        }
        func text(_ groups: ArraySlice<UInt16>) -> String {
            groups.map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard !longest.isEmpty else { return text(groups[...]) }
        return text(groups[..<longest.lowerBound]) + "::" + text(groups[longest.upperBound...])
    }
}

/// An address, or all addresses with a common prefix: `10.0.0.0/8`, `2001:db8::/32`, `127.0.0.1`.
public struct IPAddressRange: Hashable, Sendable, CustomStringConvertible {
    private let network: IPAddress
    private let prefixLength: Int

    /// Nil when the text is no address, or its prefix is longer than the address.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(parts[0]) else { return nil }
        let longest = address.isVersion4 ? 32 : 128
        var length = longest
        if parts.count == 2 {
            guard let given = Int(parts[1]), (0...longest).contains(given) else { return nil }
            length = given
        }
        network = address.masked(toPrefix: length)
        prefixLength = length
    }

    public func contains(_ address: IPAddress) -> Bool {
        address.isVersion4 == network.isVersion4
            && address.masked(toPrefix: prefixLength) == network
    }

    public var description: String { "\(network)/\(prefixLength)" }
}

import HTTPTypes
import NIOCore
import RegistryHTTP
import Testing

@Suite("addresses of clients")
struct ClientAddressTests {
    @Test(
        "what is no address is none",
        arguments: [
            "", " ", "1.2.3", "1.2.3.256", "1.2.3.4.5", "::1::", "12345::", "localhost", "a",
        ])
    func noAddress(text: String) {
        #expect(IPAddress(text) == nil)
        #expect(IPAddressRange(text) == nil)
    }

    @Test(
        "addresses are written one way, whichever way they came",
        arguments: [
            ("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"),
            ("::ffff:c000:201", "192.0.2.1"), ("::", "::"), ("::1", "::1"), ("1::", "1::"),
            ("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("fe80::1%eth0", "fe80::1"),
            ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
            ("0:0:1:0:0:0:0:1", "0:0:1::1"), ("0.0.0.0", "0.0.0.0"),
        ])
    func text(given: String, expected: String) throws {
        let address = try #require(IPAddress(given))
        #expect(address.description == expected)
        #expect(IPAddress(expected) == address)
    }

    @Test(
        "ranges hold the addresses with their prefix, and none of the other version",
        arguments: [
            ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false),
            ("10.1.2.3/8", "10.9.9.9", true), ("192.0.2.1", "192.0.2.1", true),
            ("192.0.2.1", "192.0.2.2", false), ("192.0.2.0/31", "192.0.2.1", true),
            ("0.0.0.0/0", "203.0.113.7", true), ("0.0.0.0/0", "2001:db8::1", false),
            ("::/0", "2001:db8::1", true), ("::/0", "192.0.2.1", false),
            ("2001:db8::/33", "2001:db8:7fff::1", true),
            ("2001:db8::/33", "2001:db8:8000::1", false),
            ("2001:db8::1:0:0:0/80", "2001:db8:0:0:1:ffff::", true),
            ("2001:db8::1:0:0:0/80", "2001:db8:0:0:2::", false),
            ("::ffff:10.0.0.0/8", "10.1.1.1", true),
        ])
    func ranges(range: String, address: String, isInside: Bool) throws {
        let range = try #require(IPAddressRange(range))
        #expect(range.contains(try #require(IPAddress(address))) == isInside)
    }

    @Test(
        "prefixes are lengths of the address",
        arguments: ["10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/a", "::/129", "/8"])
    func badPrefixes(text: String) {
        #expect(IPAddressRange(text) == nil)
    }

    @Test(
        "X-Forwarded-For is read from the right, as far as the proxies are trusted",
        arguments: [
            // Nobody is believed who isn't trusted.
            ("203.0.113.9", ["1.1.1.1"], "203.0.113.9"),
            ("10.0.0.1", [], "10.0.0.1"),
            ("10.0.0.1", ["203.0.113.5"], "203.0.113.5"),
            // The client wrote the first one itself.
            ("10.0.0.1", ["1.1.1.1, 203.0.113.5"], "203.0.113.5"),
            ("10.0.0.1", ["1.1.1.1, 203.0.113.5, 10.0.0.2"], "203.0.113.5"),
            ("10.0.0.1", ["1.1.1.1", "203.0.113.5", "10.0.0.2"], "203.0.113.5"),
            ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
            // What is no address ends the list.
            ("10.0.0.1", ["203.0.113.5, unknown"], "10.0.0.1"),
            ("10.0.0.1", ["203.0.113.5, unknown, 10.0.0.2"], "10.0.0.2"),
            ("10.0.0.1", [""], "10.0.0.1"), ("10.0.0.1", [","], "10.0.0.1"),
            // Ports and brackets.
            ("10.0.0.1", ["203.0.113.5:4711"], "203.0.113.5"),
            ("10.0.0.1", ["[2001:db8::5]:4711"], "2001:db8::5"),
            ("10.0.0.1", ["\t[2001:db8::5] "], "2001:db8::5"),
            ("10.0.0.1", ["2001:db8::5"], "2001:db8::5"),
            ("::1", ["203.0.113.5"], "203.0.113.5"),
        ])
    func forwarded(peer: String, headers: [String], expected: String) throws {
        let resolver = ClientAddress(
            trustedProxies: ["10.0.0.0/8", "::1"].compactMap { IPAddressRange($0) })
        var fields = HTTPFields()
        for header in headers {
            fields.append(HTTPField(name: HTTPField.Name("X-Forwarded-For")!, value: header))
        }
        let address = resolver.resolve(
            peer: try SocketAddress(ipAddress: peer, port: 1), headers: fields)
        #expect(address?.description == expected)
    }

    @Test("a peer without address has none, whatever it says")
    func unixDomainSocket() throws {
        let resolver = ClientAddress(trustedProxies: [IPAddressRange("0.0.0.0/0")!])
        var fields = HTTPFields()
        fields[HTTPField.Name("X-Forwarded-For")!] = "203.0.113.5"
        let peer = try SocketAddress(unixDomainSocketPath: "/tmp/socket")
        #expect(resolver.resolve(peer: peer, headers: fields) == nil)
        #expect(resolver.resolve(peer: nil, headers: fields) == nil)
    }

    @Test("the log names the forwarded address only behind a trusted proxy")
    func log() async throws {
        for (trusted, expected) in [([], "127.0.0.1"), (["127.0.0.0/8"], "203.0.113.5")] {
            try await TestServer.run({
                $0.trustedProxies = trusted.compactMap { IPAddressRange($0) }
            }) { server in
                _ = try await server.answer("GET", "/hello", "X-Forwarded-For: 203.0.113.5")
                #expect(server.log.requests[0].contains("client=\(expected)"))
            }
        }
    }
}

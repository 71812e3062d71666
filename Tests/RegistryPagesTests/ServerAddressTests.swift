import Testing

@testable import RegistryPages

@Suite("The address in examples")
struct ServerAddressTests {
    @Test(
        "a host with or without port is taken as sent",
        arguments: [
            "register.example", "127.0.0.1:8080", "[::1]:8080", "a_b-c.example:1", "a.example.",
            "a:65535",
        ])
    func hosts(host: String) {
        #expect(ServerAddress(host: host, isSecure: false)?.text == "http://\(host)")
        #expect(ServerAddress(host: host, isSecure: true)?.text == "https://\(host)")
    }

    @Test(
        "anything else is not",
        arguments: [
            nil, "", "a b", "a\"b", "a'b", "a<script>", "a/b", "user@a", "a:b", "a:", "a:123456",
            "a:65536", "a:0", "-x", "a.-x", "a-.b", ".", ".a", "a..b",
            "[::1", "[]", "[::1]x", "é.example", "a:８０", "a?b", "a#b", "a\u{E000}b",
            String(repeating: "a", count: 300),
        ] as [String?])
    func refused(host: String?) {
        #expect(ServerAddress(host: host, isSecure: true) == nil)
    }

    @Test(
        "where a request does not say it, it is where the server listens",
        arguments: [
            ("127.0.0.1", 9_000, "http://127.0.0.1:9000"), ("0.0.0.0", 80, "http://127.0.0.1:80"),
            ("::", 8_080, "http://127.0.0.1:8080"), ("::1", 8_080, "http://[::1]:8080"),
            ("register.example", 0, "http://register.example"),
        ])
    func fallback(host: String, port: Int, address: String) throws {
        #expect(ServerAddress(listeningOn: host, port: port).text == address)
        var configuration = GuideConfiguration()
        (configuration.host, configuration.port) = (host, port)
        let answer = try #require(
            try Guide(configuration).answer(to: GuideRequest(path: "/docs", host: "a b")))
        #expect(String(decoding: answer.body, as: UTF8.self).contains("\(address)/api/client/v2<"))
    }

    @Test("a hostile Host is nowhere on a page")
    func hostile() throws {
        let guide = Guide(GuideConfiguration())
        for path in guide.paths {
            let answer = try #require(
                try guide.answer(
                    to: GuideRequest(path: path, host: "evil\"><script>alert(1)</script>")))
            #expect(!String(decoding: answer.body, as: UTF8.self).contains("evil"), "\(path)")
        }
    }
}

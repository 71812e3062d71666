import Testing

@testable import RegistryPages

@Suite("The address in examples")
struct ServerAddressTests {
    @Test(
        "a host with or without port is taken as sent",
        arguments: ["register.example", "127.0.0.1:8080", "[::1]:8080", "a_b-c.example:1"])
    func hosts(host: String) {
        #expect(ServerAddress(host: host, isSecure: false).text == "http://\(host)")
        #expect(ServerAddress(host: host, isSecure: true).text == "https://\(host)")
    }

    @Test(
        "anything else is not",
        arguments: [
            nil, "", "a b", "a\"b", "a'b", "a<script>", "a/b", "user@a", "a:b", "a:", "a:123456",
            "[::1", "[]", "[::1]x", "é.example", "a:８０", "a?b", "a#b", "a\u{E000}b",
            String(repeating: "a", count: 300),
        ] as [String?])
    func refused(host: String?) {
        #expect(ServerAddress(host: host, isSecure: true) == .fallback)
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

/// Where a request says that it was sent: examples show it, so that they run as pasted.
struct ServerAddress: Sendable, Hashable {
    /// `https://register.example`.
    let text: String

    /// Stands for it in pages that are kept. A character of private use, which nothing else holds.
    static let placeholder = "\u{E000}"

    /// For a request that says nothing usable: where the server listens.
    ///
    /// - Parameter port: 0 where it is not known.
    init(listeningOn host: String, port: Int) {
        // These stand for every address of the machine, and are none to send to.
        let isAny = ["0.0.0.0", "::"].contains(host)
        let name = isAny ? "127.0.0.1" : host.contains(":") ? "[\(host)]" : host
        text = "http://" + name + (port == 0 ? "" : ":\(port)")
    }

    /// Nil for a host that can't be one.
    ///
    /// - Parameters:
    ///   - host: what `Host` says. Whoever sends the request writes it, so it is taken only when
    ///     it is a name or an address, with a port at most.
    ///   - isSecure: whether a proxy says that it was reached by HTTPS.
    init?(host: String?, isSecure: Bool) {
        guard let host, Self.isHost(host) else { return nil }
        text = (isSecure ? "https://" : "http://") + host
    }

    /// No longer than a name of DNS with its port.
    private static let hostBytesMax = 253 + 6

    private static func isHost(_ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.count <= hostBytesMax else { return false }
        var rest = text[...]
        if rest.first == "[" {
            guard let end = rest.firstIndex(of: "]") else { return false }
            let address = rest[rest.index(after: rest.startIndex)..<end]
            guard !address.isEmpty, address.allSatisfy(isAddressCharacter) else { return false }
            rest = rest[rest.index(after: end)...]
        } else {
            let name = rest.prefix { $0 != ":" }
            guard isName(name) else { return false }
            rest = rest[name.endIndex...]
        }
        guard let colon = rest.first else { return true }
        let port = rest.dropFirst()
        guard colon == ":", (1...5).contains(port.count),
            port.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(port)
        else { return false }
        return (1...65_535).contains(number)
    }

    /// Labels between dots, none of them empty but one after the last dot; none begins or ends
    /// with a hyphen, as an option of a program would.
    private static func isName(_ name: Substring) -> Bool {
        var labels = name.split(separator: ".", omittingEmptySubsequences: false)
        if labels.count > 1, labels.last?.isEmpty == true { labels.removeLast() }
        return labels.allSatisfy { label in
            label.allSatisfy(isNameCharacter) && !label.isEmpty && label.first != "-"
                && label.last != "-"
        }
    }

    private static func isAddressCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isHexDigit || ":.".contains(character))
    }

    private static func isNameCharacter(_ character: Character) -> Bool {
        guard character.isASCII else { return false }
        return character.isLetter || character.isNumber || "-_".contains(character)
    }
}

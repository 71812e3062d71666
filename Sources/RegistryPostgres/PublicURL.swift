import CLibPQ

extension PostgresConfiguration {
    /// The database without what is secret, for messages and logs: hosts, ports and name.
    public var publicURL: String { Self.publicURL(of: url) }

    /// - Returns: what is wrong with a URL, in libpq's words; nil when nothing is.
    public static func problem(in url: String) -> String? {
        var message: UnsafeMutablePointer<CChar>?
        let options = PQconninfoParse(url, &message)
        defer {
            PQconninfoFree(options)
            PQfreemem(message)
        }
        guard options == nil else { return nil }
        // libpq repeats a part of the text, in which a password may stand.
        return message.map { String(cString: $0) }.map { String($0.prefix { $0 != ":" }) }
            ?? "it can't be read"
    }

    static func publicURL(of url: String) -> String {
        let values = options(of: url)
        let hosts = (values["host"] ?? values["hostaddr"] ?? "").split(
            separator: ",", omittingEmptySubsequences: false)
        let ports = (values["port"] ?? "").split(separator: ",", omittingEmptySubsequences: false)
        let places = hosts.enumerated().map { index, host in
            let port = ports.count == 1 ? ports.first : ports.dropFirst(index).first
            return port.map { $0.isEmpty ? String(host) : "\(host):\($0)" } ?? String(host)
        }
        return "postgres://\(places.joined(separator: ","))/\(values["dbname"] ?? "")"
    }

    /// What a URL says, by libpq's keywords; nothing where it can't be read.
    static func options(of url: String) -> [String: String] {
        guard let options = PQconninfoParse(url, nil) else { return [:] }
        defer { PQconninfoFree(options) }
        var values: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val {
                values[String(cString: keyword)] = String(cString: value)
            }
            option += 1
        }
        return values
    }
}

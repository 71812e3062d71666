import RegistryJSON

/// The change log of the client API: what its callers are told, newest first.
public struct APIChanges: Sendable {
    public let entries: [Entry]

    /// One change, and the documents that describe the API since.
    public struct Entry: Sendable {
        /// `2026-11-29`.
        public let date: String
        public let title: String
        public let changes: [String]
        /// By version, the SHA-256 of its OpenAPI document in hexadecimal digits.
        public let documentHashes: [String: String]
    }

    /// What is wrong with the file.
    public struct Unreadable: Error {
        public let message: String
    }

    /// Reads the file that the program brings with it.
    public static func load() throws -> APIChanges {
        try APIChanges(parsing: PackageResources.api_changes_json)
    }

    init(parsing file: [UInt8]) throws {
        let root = try JSONDocument(parsing: file).root
        guard root.kind == .array else { throw Unreadable(message: "no array") }
        entries = try root.elements.map(Entry.init)
    }
}

extension APIChanges.Entry {
    fileprivate init(_ value: JSONValue) throws {
        guard let date = value["date"]?.string, let title = value["title"]?.string,
            let changes = value["changes"]
        else {
            throw APIChanges.Unreadable(message: "an entry lacks date, title or changes")
        }
        self.date = date
        self.title = title
        self.changes = changes.elements.compactMap(\.string)
        var hashes: [String: String] = [:]
        if let openAPI = value["openapi"] {
            for member in openAPI.members { hashes[member.key] = member.value.string }
        }
        documentHashes = hashes
    }
}

public import Hummingbird
public import RegistryCore
import RegistryJSON
public import RegistryWire
import Synchronization

/// Serves `/openapi/v1.json` and `/openapi/v2.json`: without key and `Accept`, to whoever asks,
/// pages of other servers included.
public final class OpenAPIRoutes: Sendable {
    private let limits: Limits
    private let requiresAcceptHeader: Bool
    /// Made when they are first asked for, since most servers are started without being asked.
    private let documents = Mutex<[WireVersion: DocumentAnswer]>([:])

    public init(limits: Limits, requiresAcceptHeader: Bool) {
        self.limits = limits
        self.requiresAcceptHeader = requiresAcceptHeader
    }

    public func addRoutes(to router: Router<RegistryRequestContext>) {
        for version in WireVersion.allCases {
            router.addDocuments(at: [Self.path(of: version)]) { _ in self.document(version) }
        }
    }

    /// `/openapi/v1.json`.
    public static func path(of version: WireVersion) -> String {
        "/openapi/\(version.rawValue).json"
    }

    private func document(_ version: WireVersion) -> DocumentAnswer {
        documents.withLock { documents in
            if let made = documents[version] { return made }
            let bytes = OpenAPIDocument(
                version, limits: limits, requiresAcceptHeader: requiresAcceptHeader
            ).tree.bytes
            var checksum = RunningChecksum()
            checksum.add(bytes)
            let document = DocumentAnswer(
                contentType: AcceptHeader.json, body: bytes,
                entityTag: "\"\(checksum.text.prefix(16))\"",
                headers: [
                    ("Cache-Control", "no-cache"), ("Access-Control-Allow-Origin", "*"),
                    ("X-Content-Type-Options", "nosniff"),
                ])
            documents[version] = document
            return document
        }
    }
}

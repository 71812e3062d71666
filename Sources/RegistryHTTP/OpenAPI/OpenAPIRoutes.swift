import HTTPTypes
public import Hummingbird
import NIOCore
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
    private let documents = Mutex<[WireVersion: ByteBuffer]>([:])

    public init(limits: Limits, requiresAcceptHeader: Bool) {
        self.limits = limits
        self.requiresAcceptHeader = requiresAcceptHeader
    }

    public func addRoutes(to router: Router<RegistryRequestContext>) {
        for version in WireVersion.allCases {
            router.get(RouterPath(Self.path(of: version))) { _, _ in
                Response(
                    status: .ok,
                    headers: [
                        .contentType: AcceptHeader.json, .cacheControl: "max-age=300",
                        .accessControlAllowOrigin: "*",
                    ],
                    body: ResponseBody(byteBuffer: self.document(version)))
            }
        }
    }

    /// `/openapi/v1.json`.
    public static func path(of version: WireVersion) -> String {
        "/openapi/\(version.rawValue).json"
    }

    private func document(_ version: WireVersion) -> ByteBuffer {
        documents.withLock { documents in
            if let made = documents[version] { return made }
            let document = OpenAPIDocument(
                version, limits: limits, requiresAcceptHeader: requiresAcceptHeader)
            let bytes = ByteBuffer(bytes: document.tree.bytes)
            documents[version] = bytes
            return bytes
        }
    }
}

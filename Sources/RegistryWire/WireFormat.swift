public import RegistryCore
public import RegistryJSON

/// A version of the client API's wire format. `rawValue` is its path segment.
public enum WireVersion: String, Sendable, CaseIterable {
    case v1, v2
}

/// How a version's request bodies are read: names in, the register's uploads and updates out
/// (contract sections 5, 6, 7 and 9). A version is an empty enum.
///
/// Each function takes the body's root value, finds every fault of form and vocabulary in it, and
/// asks nothing of the register.
public protocol WireReadingFormat: Sendable {
    static var version: WireVersion { get }

    /// The fields of the body of `upload-cert`.
    static var uploadFields: [WireField] { get }
    /// The fields of the body of `bulk-upload-cert`.
    static var bulkUploadFields: [WireField] { get }
    /// The fields of the body of PUT `ce-by-guid`.
    static var entityUpdateFields: [WireField] { get }
    /// The fields of the body of PUT `ce-name-by-guid`.
    static var entityRenameFields: [WireField] { get }

    /// The body of `upload-cert`.
    static func readUpload(
        _ body: JSONValue, _ context: ReadingContext
    ) -> WireReading<UploadRecord>

    /// The body of `bulk-upload-cert`.
    static func readBulkUpload(_ body: JSONValue, _ context: ReadingContext) -> BulkReading

    /// The body of PUT `ce-by-guid`.
    static func readEntityUpdate(
        _ body: JSONValue, _ context: ReadingContext
    ) -> WireReading<EntityUpdate>

    /// The body of PUT `ce-name-by-guid`.
    static func readEntityRename(
        _ body: JSONValue, _ context: ReadingContext
    ) -> WireReading<EntityUpdate>
}

/// A version's names and shapes, in both directions. Endpoints are generic over it.
public typealias WireFormat = WireReadingFormat & WireAnswerFormat

/// The first version: one flat object a certification.
public enum V1: Sendable {
    public static let version = WireVersion.v1
}

/// The second version: the certified entity and the certification are objects of their own.
public enum V2: Sendable {
    public static let version = WireVersion.v2
}

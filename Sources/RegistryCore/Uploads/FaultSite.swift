/// The data that a fault of the register can point at; the wire shape says where each stood.
public enum Datum: Sendable, Hashable {
    case record
    case entity
    case entityUniqueID
    case entityName
    case address
    case certificateNumber
    case identityNumber
    case originalIssueDate
    case issueDate
    case expiryDate
    case accreditationBodyAcronym
    case accreditationBodyName
    case certificationStatus
    case schemes
    /// `standard_and_schemes` of a certification body.
    case standards
    /// `certification_bodies_id` of an update.
    case certificationBodyID
    case certificationBodyIdentityNumber
    case certificationBodyName
    case certificationBodyAcronym
    /// An element of `system_information`.
    case alias(Int)
}

/// Where in the request a datum stands.
public struct FaultSite: Sendable, Equatable {
    /// Dotted path from the root of the body.
    public var field: String?
    /// The JSON text sent, cut; nil when nothing was.
    public var value: String?
    /// Byte offset in the body.
    public var position: Int

    public init(field: String?, value: String? = nil, position: Int = 0) {
        self.field = field
        self.value = value
        self.position = position
    }
}

/// Finds where a record's data stood. Asked only when there is a fault, so that a good record
/// costs no path.
public protocol FaultLocating: Sendable {
    func site(of datum: Datum) -> FaultSite
}

extension FaultLocating {
    public func fault(
        _ code: FaultCode, _ message: String, at datum: Datum, recordIndex: Int?
    ) -> Fault {
        let site = site(of: datum)
        return Fault(
            code, message, field: site.field, recordIndex: recordIndex, value: site.value,
            position: site.position)
    }
}

public import HTTPTypes
public import RegistryCore
import RegistryWire

extension FaultCode {
    /// The status of an answer whose first fault has this code (contract section 3).
    public var httpStatus: HTTPResponse.Status { HTTPResponse.Status(code: status) }
}

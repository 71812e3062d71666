import Foundation
import RegistryJSON

/// What libFuzzer calls with each input that it makes up. `bin/fuzz` builds and runs it, with
/// `JSONPromises.swift` of the parser's tests beside it; a trap is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let broken = JSONPromises.broken(by: bytes) {
        // Said here, for an optimised build leaves out what a trap has to say.
        FileHandle.standardError.write(Data("Broken promise: \(broken)\n".utf8))
        preconditionFailure(broken)
    }
    return 0
}

import Foundation
import Testing

/// Answers as files, byte for byte as they go over the wire. With `CERTREGISTRY_WRITE_GOLDEN=1`
/// in the environment they are written instead of compared: look at the difference before you
/// commit it.
enum Golden {
    static func expect(
        _ bytes: [UInt8], is name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["CERTREGISTRY_WRITE_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
            return
        }
        let expected = try Data(contentsOf: file)
        #expect(
            String(decoding: bytes, as: UTF8.self) == String(decoding: expected, as: UTF8.self),
            "\(name)", sourceLocation: sourceLocation)
        #expect(bytes.elementsEqual(expected), "\(name)", sourceLocation: sourceLocation)
    }

    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Golden")
}

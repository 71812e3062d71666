import Foundation
import RegistryJSON

/// Parser and writer beside Foundation's.
struct JSONBenchmarks {
    let clock: Stopwatch

    func results() throws -> [Measurement] {
        let document = SampleDocument(number: 4711)
        var writer = JSONWriter()
        document.write(into: &writer)
        let bytes = writer.bytes
        let megabytes = Double(bytes.count) / 1_000_000
        let size = String(format: "%.1f KB", Double(bytes.count) / 1_000)

        let data = Data(bytes)
        let foundation = try clock.perSecond(megabytes) {
            guard let object = try JSONSerialization.jsonObject(with: data) as? [String: Any] else {
                throw BenchmarkFailure(message: "Foundation reads no object")
            }
            return object.count
        }
        let parsed = try clock.perSecond(megabytes) {
            try JSONDocument(parsing: bytes).root.count
        }
        let read = try clock.perSecond(megabytes) {
            Self.size(of: try JSONDocument(parsing: bytes).root)
        }
        let encoder = JSONEncoder()
        let encoded = try clock.perSecond(megabytes) { try encoder.encode(document).count }
        let written = clock.perSecond(megabytes) {
            var writer = JSONWriter(capacity: 4_096)
            document.write(into: &writer)
            return writer.bytes.count
        }
        return [
            Measurement(
                what: "parsing \(size)", unit: "MB", perSecond: parsed,
                yardstick: ("`JSONSerialization`", foundation)),
            Measurement(
                what: "parsing \(size) and reading every value", unit: "MB", perSecond: read,
                yardstick: ("`JSONSerialization`", foundation)),
            Measurement(
                what: "writing \(size)", unit: "MB", perSecond: written,
                yardstick: ("`JSONEncoder`", encoded)),
        ]
    }

    /// Reads every key and value.
    private static func size(of value: JSONValue) -> Int {
        switch value.kind {
        case .object:
            value.members.reduce(0) { $0 + $1.key.utf8.count + size(of: $1.value) }
        case .array: value.elements.reduce(0) { $0 + size(of: $1) }
        case .string: value.string?.utf8.count ?? 0
        default: value.boolean == true ? 1 : 0
        }
    }
}

import RegistryCore
import RegistryJSON

/// The shape of errors that the guide's endpoint pages print: `errorFormat: object` (contract
/// section 3).
enum ObjectErrors {
    /// The first record of a bulk call with a fault; nil when no fault names a record.
    static func firstBadRecord(_ faults: [Fault]) -> Int? {
        faults.compactMap(\.recordIndex).min()
    }

    /// The faults of one record of a bulk call.
    static func body(ofRecord index: Int, _ faults: [Fault]) -> [UInt8] {
        object { writer in
            writer.object("data") { writer in
                writer.object("errors") { writer in
                    writer.member("record_index", index)
                    writer.array("errors") { writer in
                        let own = faults.filter { $0.recordIndex == index }
                        for fault in FaultListing.listed(own) {
                            write(fault, into: &writer)
                        }
                    }
                }
            }
        }
    }

    private static func write(_ fault: Fault, into writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("message", fault.message)
            writer.member("code", fault.code.rawValue)
            writer.object("meta") { writer in
                guard let field = fault.field else { return }
                writer.key(field)
                writer.string(fault.value.map(input))
            }
        }
    }

    /// What was sent, without the quotes and escapes of its JSON. What is cut is no JSON any more
    /// and stays as it is.
    private static func input(_ json: String) -> String {
        (try? JSONDocument(parsing: Array(json.utf8)))?.root.string ?? json
    }

    /// The faults of any other call.
    static func body(
        _ faults: [Fault], status: Int, timestamp: Int64, elapsedSeconds: Double
    ) -> [UInt8] {
        object { writer in
            writer.member("error", true)
            writer.member("timestamp", timestamp)
            writer.key("elapse")
            writer.raw(decimal(elapsedSeconds).utf8)
            writer.object("errors") { writer in
                writer.member("code", faults.first?.code.rawValue)
                let faults = FaultListing.listed(faults)
                if status == 400, faults.contains(where: { $0.field != nil }) {
                    writer.object("message") { write(messagesByField(faults), into: &$0) }
                } else {
                    writer.member("message", faults.map(\.message).joined(separator: " "))
                }
            }
        }
    }

    private static func write(
        _ messages: [(field: String, messages: [String])], into writer: inout JSONWriter
    ) {
        for (field, messages) in messages {
            writer.key(field)
            writer.string(messages.joined(separator: " "))
        }
    }

    /// Each field once, in the order of its first fault.
    private static func messagesByField(
        _ faults: [Fault]
    ) -> [(field: String, messages: [String])] {
        var places: [ExactText: Int] = [:]
        var found: [(field: String, messages: [String])] = []
        for fault in faults {
            let field = fault.field ?? "request"
            if let place = places[ExactText(field)] {
                found[place].messages.append(fault.message)
            } else {
                places[ExactText(field)] = found.count
                found.append((field, [fault.message]))
            }
        }
        return found
    }

    /// Its keys are the request's, so that its shape is not declared as that of other answers is.
    private static func object(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(capacity: 512)
        writer.object(body)
        return writer.bytes
    }

    /// To the millisecond; 0 for what no clock measures.
    private static func decimal(_ seconds: Double) -> String {
        let milliseconds = Int64(exactly: (seconds * 1_000).rounded(.down)).map { max(0, $0) } ?? 0
        let fraction = String(milliseconds % 1_000)
        return "\(milliseconds / 1_000)."
            + String(repeating: "0", count: 3 - fraction.count) + fraction
    }
}

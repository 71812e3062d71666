public import RegistryCore

/// The query of a call that stores something: every upload and every PUT (contract sections 4
/// and 7).
public struct WriteParameters: Sendable {
    /// What `mode` asks for.
    public enum Mode: String, Sendable {
        /// Bulk calls alone: good records are stored, bad ones are not.
        case partial
        /// The same checks and the same answer, and nothing is stored.
        case validate
    }

    /// How many records a call takes.
    public enum Size: Sendable {
        case single, bulk
    }

    /// Nil when it was not sent.
    public private(set) var mode: Mode?
    /// `results=true`: a bulk answer lists what became of each record.
    public private(set) var includesResults = false
    /// Everything wrong with the query, in its order.
    public private(set) var faults: [Fault] = []

    /// Reads a query. Its faults are listed beside those of the body, and so are not thrown.
    public static func read(
        _ parameters: [QueryParameter], for size: Size, isLenient: Bool
    ) -> WriteParameters {
        var reader = QueryReader(
            parameters, single: size == .bulk ? ["mode", "results"] : ["mode"],
            isLenient: isLenient)
        var read = WriteParameters()
        let modes: [Mode] = size == .bulk ? [.partial, .validate] : [.validate]
        let words = modes.map(\.rawValue).joined(separator: " or ")
        read.mode = reader.value("mode", advice: "Send \(words), or leave the mode out.") { text in
            modes.first { $0.rawValue == text }
        }
        read.includesResults =
            reader.value("results", advice: "Send true or false.") { Flag.read($0) } ?? false
        read.faults = reader.faults
        return read
    }
}

/// The query of a call that knows no parameters.
public enum NoParameters {
    /// - Throws: ``RegistryError/faults(_:)`` for each parameter that was sent, unless the caller
    ///   is `isLenient` (contract section 2, "Profile of a key").
    public static func check(
        _ parameters: [QueryParameter], isLenient: Bool
    ) throws(RegistryError) {
        let faults = QueryReader(parameters, single: [], isLenient: isLenient).faults
        guard faults.isEmpty else { throw .faults(faults) }
    }
}

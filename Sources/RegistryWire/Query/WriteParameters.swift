public import RegistryCore

/// The query of a call that stores something: every upload and every PUT (contract sections 4
/// and 7).
public struct WriteParameters: Sendable {
    /// What `mode` asks for.
    public enum Mode: String, Sendable, CaseIterable {
        /// Bulk calls alone: good records are stored, bad ones are not.
        case partial
        /// The same checks and the same answer, and nothing is stored.
        case validate
    }

    /// How many records a call takes.
    public enum Size: Sendable {
        case single, bulk
    }

    /// The parameters of such a call.
    public static func fields(for size: Size) -> [QueryField] {
        switch size {
        case .single:
            [
                QueryField(
                    "mode", .choice(words(for: size)),
                    "`validate` checks everything, answers the same and stores nothing",
                    example: Mode.validate.rawValue)
            ]
        case .bulk:
            [
                QueryField(
                    "mode", .choice(words(for: size)),
                    "if not sent, all records are stored or, if any is at fault, none; `partial` "
                        + "stores the good ones and answers what became of each; `validate` checks "
                        + "everything, answers as `partial` does and stores nothing",
                    example: Mode.partial.rawValue),
                QueryField(
                    "results", .flag,
                    "whether the answer lists what became of each record; with `mode` it always "
                        + "does",
                    example: "true"),
            ]
        }
    }

    private static func words(for size: Size) -> [String] {
        Mode.allCases.filter { size == .bulk || $0 != .partial }.map(\.rawValue)
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
        var reader = QueryReader(parameters, fields(for: size), isLenient: isLenient)
        var read = WriteParameters()
        let words = words(for: size)
        let advice = "Send \(words.joined(separator: " or ")), or leave the mode out."
        read.mode = reader.value("mode", advice: advice) { text in
            words.contains(text) ? Mode(rawValue: text) : nil
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
        let faults = QueryReader(parameters, [], isLenient: isLenient).faults
        guard faults.isEmpty else { throw .faults(faults) }
    }
}

import RegistryCore

/// Chooses which faults of a request its answer lists: at most ``Limits/faultsMax``, and then one
/// `too_many_errors` (contract section 3).
///
/// Where an answer lists them record by record, each rejected record has its first fault listed,
/// and what is left of the limit goes to further ones in the order of the records.
struct FaultListing {
    /// Faults that may be listed beside the first of each record.
    private var spare: Int
    private var saidTooMany = false

    /// - Parameter records: how many records' faults are asked for.
    init(records: Int) {
        spare = max(0, Limits.faultsMax - records)
    }

    /// Those of one list.
    static func listed(_ faults: [Fault]) -> [Fault] {
        var listing = FaultListing(records: 1)
        return listing.next(faults)
    }

    /// Those of the next record.
    mutating func next(_ faults: [Fault]) -> [Fault] {
        // Who found them may have stopped early, and says so in its own place.
        let found = faults.filter { $0.code != .tooManyErrors }
        var listed = Array(found.prefix(1 + spare))
        spare -= max(0, listed.count - 1)
        if listed.count < faults.count, !saidTooMany {
            saidTooMany = true
            listed.append(Self.tooMany)
        }
        return listed
    }

    private static let tooMany = Fault(
        .tooManyErrors,
        "There are more faults than the \(Limits.faultsMax) that an answer lists. Correct these "
            + "and send the request again.")
}

extension AnswerWriter {
    /// A member with faults as the items of contract section 3.
    mutating func faults(_ faults: [Fault]) {
        array("errors") { writer in
            for fault in faults { writer.fault(fault) }
        }
    }

    private mutating func fault(_ fault: Fault) {
        object { writer in
            writer.member(
                "code", fault.code.rawValue, of: FaultCode.allCases.map(\.rawValue))
            writer.member("message", fault.message)
            if let field = fault.field {
                writer.member("field", field, isAlwaysThere: false)
            }
            if let index = fault.recordIndex {
                writer.member("record_index", index, isAlwaysThere: false)
            }
            if let value = fault.value {
                writer.member("value", value, isAlwaysThere: false)
            }
        }
    }
}

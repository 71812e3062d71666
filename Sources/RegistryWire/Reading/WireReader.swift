import RegistryCore
import RegistryJSON

/// Goes through one request's body and collects what is wrong with it.
///
/// Paths are not carried along: a fault's place in the body is known, and its path is found from
/// there, so that a good request costs none.
struct WireReader {
    let root: JSONValue
    let context: ReadingContext
    var role: Role { context.account.role }
    /// The record that is being read; nil in a single call.
    private(set) var recordIndex: Int?

    /// In the order of being found.
    private(set) var faults: [Fault] = []
    /// All that were found, those beyond the limit too.
    private(set) var faultCount = 0
    private var recordFaultsStart = 0
    var warnings: [Warning] = []

    init(root: JSONValue, context: ReadingContext) {
        self.root = root
        self.context = context
    }

    // MARK: Faults

    /// Whether another fault would be kept. A hostile body holds millions: one more than an answer
    /// lists is enough, and each record keeps one, since it is its faults that reject it.
    var hasRoom: Bool {
        faults.count <= max(Limits.faultsMax, recordFaultsStart)
    }

    /// Notes that a value is wrong. The message is made only when the fault is kept.
    mutating func fault(
        _ code: FaultCode, at value: JSONValue, unmapped: UnmappedTerm? = nil,
        _ message: @autoclosure () -> String
    ) {
        faultCount += 1
        guard hasRoom else { return }
        faults.append(
            Fault(
                code, message(), field: root.path(to: value), recordIndex: recordIndex,
                value: value.sourceText(scalarsMax: Fault.valueScalarsMax), position: value.offset,
                unmapped: unmapped))
    }

    /// Notes that a value is no word of its list.
    mutating func fault(_ unknown: UnknownTerm, at value: JSONValue) {
        fault(.dataMappingRequired, at: value, unmapped: unknown.unmapped, unknown.sentence)
    }

    /// Notes that a member is missing in an object. It stands where the object ends, behind the
    /// faults of what is there.
    mutating func fault(
        missing name: String, in object: JSONValue, _ message: @autoclosure () -> String
    ) {
        faultCount += 1
        guard hasRoom else { return }
        faults.append(
            Fault(
                .validationError, message(), field: root.path(toMember: name, of: object),
                recordIndex: recordIndex, position: object.endOffset))
    }

    /// Takes out the faults that `read` finds, with at least one if it finds any.
    mutating func takingFaults(
        _ read: (inout WireReader) -> Void
    ) -> [Fault] {
        let outerStart = recordFaultsStart
        let outerCount = faultCount
        let start = faults.count
        recordFaultsStart = start
        read(&self)
        recordFaultsStart = outerStart
        faultCount = outerCount
        defer { faults.removeSubrange(start...) }
        return Array(faults[start...])
    }

    /// Takes faults back in that were taken out.
    mutating func add(_ taken: [Fault]) {
        for fault in taken {
            faultCount += 1
            if hasRoom { faults.append(fault) }
        }
    }

    // MARK: Records

    /// Reads one record of a bulk call.
    ///
    /// - Returns: its faults; empty exactly when it is good.
    mutating func record<Value>(
        _ index: Int?, _ read: (inout WireReader) -> Value
    ) -> (value: Value, faults: [Fault]) {
        recordIndex = index
        recordFaultsStart = faults.count
        defer { recordIndex = nil }
        let value = read(&self)
        return (value, Array(faults[recordFaultsStart...]))
    }

    // MARK: The end

    /// All faults in the order of the request.
    var faultsInOrder: [Fault] { Self.inOrder(faults) }

    /// Stable: what is missing in one object stays in the order of its declaration.
    static func inOrder(_ faults: [Fault]) -> [Fault] {
        guard faults.count > 1 else { return faults }
        return faults.enumerated().sorted { left, right in
            (left.element.position, left.offset) < (right.element.position, right.offset)
        }.map(\.element)
    }

    /// What a single call's body comes to.
    func reading<Value>(_ value: Value?) -> WireReading<Value> {
        WireReading(
            value: faultCount == 0 ? value : nil, faults: faultsInOrder, warnings: warnings)
    }
}

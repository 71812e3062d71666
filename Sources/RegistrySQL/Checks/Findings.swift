import RegistryCore

/// What a check has found wrong: the first ones in words, and how many there are. There may be
/// millions.
package struct Findings {
    private(set) var count = 0
    private(set) var first: [String] = []

    /// As many as somebody reads.
    private static let wordedMax = 20

    package mutating func add(_ sentence: @autoclosure () -> String) {
        count += 1
        if first.count < Self.wordedMax { first.append(sentence()) }
    }

    mutating func expect(_ holds: Bool, _ sentence: @autoclosure () -> String) {
        if !holds { add(sentence()) }
    }

    /// - Parameter id: as the damaged file holds it; no id of ours is negative.
    mutating func add(_ noun: String, _ id: Int64, _ sentence: @autoclosure () -> String) {
        add("\(noun) \(id < 0 ? String(id) : RecordID(id).description) \(sentence())")
    }
}

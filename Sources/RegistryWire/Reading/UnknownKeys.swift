import RegistryCore
import RegistryJSON

/// Keys that are no field of their object: ignored with their values, and pointed out (contract
/// section 2, "Text").
extension WireReader {
    mutating func warnOfUnknownKey(_ member: JSONMember, known layout: WireLayout) {
        guard warnings.count < Limits.warningsMax else { return }
        // The path of an empty key at the root is empty.
        let path = root.path(to: member.value) ?? ""
        let advice =
            NearestKey.find(to: member.key, among: layout.names)
            .map { " Did you mean \($0)?" } ?? ""
        warnings.append(
            Warning(
                .unknownKey, "This key is unknown here and was ignored with its value.\(advice)",
                field: path, recordIndex: recordIndex))
    }
}

/// The known key that a mistyped one was meant for.
enum NearestKey {
    /// Longer keys are no slip of the hand.
    private static let scalarsMax = 60
    /// One slip, and one more for each so many characters.
    private static let scalarsPerSlip = 6

    /// Nil where none is near enough to be meant.
    static func find(to key: String, among names: [String]) -> String? {
        let outline = outline(key)
        guard !outline.isEmpty, !key.isLonger(thanScalars: scalarsMax) else { return nil }
        let distance = EditDistance(to: outline)
        let nearest = names.map { (name: $0, edits: distance.edits(to: Self.outline($0))) }
            .min { $0.edits < $1.edits }
        guard let nearest, nearest.edits <= 1 + outline.utf8.count / scalarsPerSlip else {
            return nil
        }
        return nearest.name
    }

    /// Case and separators aside, so that `certificateNumber` is near.
    private static func outline(_ key: String) -> String {
        key.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
    }
}

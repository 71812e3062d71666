import RegistryCore
import RegistryJSON

extension JSONValue {
    /// Longer keys are cut in a path: a client's own may have any length.
    private static let keyScalarsMax = 100

    /// The dotted path from this value to one inside it, with keys as they were sent:
    /// `certifications[3].sites[0].country`. Nil for this value itself.
    func path(to target: JSONValue) -> String? {
        var path = ""
        var place = self
        while place.offset < target.offset {
            guard let next = place.step(towards: target, &path) else { break }
            place = next
        }
        return path.isEmpty ? nil : path
    }

    /// The path of a member, which need not be there, of an object inside this value.
    func path(toMember name: String, of object: JSONValue) -> String {
        path(to: object).map { "\($0).\(name)" } ?? name
    }

    /// The member or element in which the target is; adds its part to the path.
    private func step(towards target: JSONValue, _ path: inout String) -> JSONValue? {
        switch kind {
        case .object:
            guard let member = members.first(where: { $0.value.endOffset > target.offset }) else {
                return nil
            }
            if !path.isEmpty { path += "." }
            path += member.key.prefix(scalars: Self.keyScalarsMax)
            return member.value
        case .array:
            for (index, element) in elements.enumerated() where element.endOffset > target.offset {
                path += "[\(index)]"
                return element
            }
            return nil
        default: return nil
        }
    }
}

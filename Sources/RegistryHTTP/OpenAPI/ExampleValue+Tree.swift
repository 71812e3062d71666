import RegistryJSON
import RegistryWire

extension ExampleValue {
    /// The value as a part of a document.
    var tree: JSONTree {
        switch self {
        case .text(let text): .text(text)
        case .integer(let value): .integer(Int64(value))
        case .boolean(let value): .boolean(value)
        case .array(let elements): .array(elements.map(\.tree))
        case .object(let members):
            .object(members.map { JSONTree.Member($0.name, $0.value.tree) })
        }
    }
}

public import RegistryCore
public import RegistryWire

/// Where the guide's pages of calls stand: for links to them.
public enum GuidePath {
    /// `/docs/v2/cb/upload-certification`.
    public static func page(of call: Call, for role: Role, in version: WireVersion) -> String {
        let name = call.name.lowercased().split(separator: " ").joined(separator: "-")
        return "/docs/\(version.rawValue)/\(role.rawValue)/\(name)"
    }
}

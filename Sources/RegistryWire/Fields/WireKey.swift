import RegistryCore

/// What a version calls a datum in an object of a request, for whom it is mandatory, and what
/// else is read as it. A literal is a key that is optional for all.
struct WireKey: Sendable, ExpressibleByStringLiteral {
    let name: String
    private(set) var requirement = WireField.Requirement.optional
    private(set) var otherNames: [Role: String] = [:]
    private(set) var aliases: [String] = []
    private(set) var roles = Role.allCases
    private(set) var ignoringRoles: [Role] = []
    private(set) var isOneOfSeveral = false
    private(set) var isWaivable = false

    init(_ name: String) { self.name = name }

    init(stringLiteral name: String) { self.init(name) }

    /// A key that must be there, with a value.
    static func mandatory(_ name: String, for roles: [Role] = Role.allCases) -> WireKey {
        var key = WireKey(name)
        key.requirement = .mandatory(roles)
        return key
    }

    /// A key that may be left out but not be empty: a mandatory one in an update.
    static func filled(_ name: String) -> WireKey {
        var key = WireKey(name)
        key.requirement = .filledWhenSent
        return key
    }

    /// Another role's spelling. The others read it as an alias.
    func spelled(_ name: String, for role: Role) -> WireKey {
        var key = self
        key.otherNames[role] = name
        return key
    }

    /// Further spellings; the key's own name wins.
    func or(_ aliases: String...) -> WireKey {
        var key = self
        key.aliases += aliases
        return key
    }

    /// A key that only these roles have; to the others it is unknown.
    func only(for roles: Role...) -> WireKey {
        var key = self
        key.roles = roles
        return key
    }

    /// One of several keys of an object, any of which is enough.
    var alternative: WireKey {
        var key = self
        key.isOneOfSeveral = true
        return key
    }

    /// A mandatory key that another field's value can make optional: the field's remark says
    /// when.
    var waivable: WireKey {
        var key = self
        key.isWaivable = true
        return key
    }

    /// A key that this role may send for nothing: it is known, and not read.
    func ignored(for role: Role) -> WireKey {
        var key = self
        key.ignoringRoles.append(role)
        return key
    }
}

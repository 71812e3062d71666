import RegistryHTTP

/// A member of an answer with all that is inside it.
struct MemberModel: PageModel {
    let name: String
    /// The anchor, as that of a field.
    let id: String
    let kind: String
    let values: [String]
    let hasValues: Bool
    let isNullable: Bool
    let isSometimes: Bool
    let meaningHTML: Markup
    let hasMembers: Bool
    let members: [MemberModel]
    /// "3 members".
    let memberCount: String

    init(_ member: AnswerMember, within path: String) {
        let id = "\(path).\(member.name)"
        name = member.name
        self.id = id
        kind = member.kind
        values = member.values
        hasValues = !member.values.isEmpty
        isNullable = member.isNullable
        isSometimes = !member.isAlwaysThere
        meaningHTML = Markup(sentence: member.meaning)
        let inner = member.members.map { MemberModel($0, within: id) }
        members = inner
        hasMembers = !inner.isEmpty
        memberCount = inner.count == 1 ? "1 member" : "\(inner.count) members"
    }
}

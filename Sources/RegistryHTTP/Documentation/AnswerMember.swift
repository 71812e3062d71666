public import RegistryCore
public import RegistryWire

/// A member of an answer as documentation shows it.
public struct AnswerMember: Sendable, Equatable {
    public let name: String
    /// A phrase without capital or full stop.
    public let meaning: String
    /// What its value is: `text`, `list of objects`.
    public let kind: String
    /// The words or numbers that it can be; empty where there are many.
    public let values: [String]
    public let isNullable: Bool
    /// Else it stands only in some answers.
    public let isAlwaysThere: Bool
    /// Of the object that it is, or of each object in it.
    public let members: [AnswerMember]
}

extension Call {
    /// What the answers to a caller of that role can hold: of all their cases together.
    public func answerMembers(to role: Role, in version: WireVersion) -> [AnswerMember] {
        sampleAnswers(to: role, in: version).reduce(into: [AnswerMember]()) { members, sample in
            members = members.merged(
                with: AnswerMember.all(of: sample.shape, at: answer.subject))
        }
    }
}

extension Call.Answer {
    /// What it is of, since the meaning of a member depends on it (``AnswerMeanings``).
    var subject: [String] {
        switch self {
        case .certificationUpload: ["upload"]
        case .bulkUpload: ["bulk"]
        case .certification, .certifications: ["read"]
        case .confirmation: ["confirmation"]
        case .certifiedEntity: ["entity"]
        case .certificationBodyUpload: ["bodyUpload"]
        case .certificationBody, .certificationBodies: ["body"]
        case .deletion: ["deletion"]
        }
    }
}

extension AnswerMember {
    fileprivate static func all(of shape: AnswerShape, at path: [String]) -> [AnswerMember] {
        shape.members.map { member in
            AnswerMember(
                name: member.name, meaning: AnswerSchemas.meaning(of: member, at: path) ?? "",
                kind: member.shape.kind, values: member.shape.values,
                isNullable: member.shape.isNullable, isAlwaysThere: member.isAlwaysThere,
                members: all(of: member.shape, at: path + [member.name]))
        }
    }
}

extension [AnswerMember] {
    /// A member that one of the cases lacks is not always there.
    fileprivate func merged(with others: [AnswerMember]) -> [AnswerMember] {
        guard !isEmpty else { return others }
        let mine = map { member in
            guard let other = others.first(where: { $0.name == member.name }) else {
                return member.sometimes
            }
            return member.with(other.members, isAlwaysThere: other.isAlwaysThere)
        }
        let further = others.filter { other in !contains { $0.name == other.name } }
        return mine + further.map(\.sometimes)
    }
}

extension AnswerMember {
    fileprivate var sometimes: AnswerMember { with(members, isAlwaysThere: false) }

    fileprivate func with(_ others: [AnswerMember], isAlwaysThere: Bool) -> AnswerMember {
        AnswerMember(
            name: name, meaning: meaning, kind: kind, values: values, isNullable: isNullable,
            isAlwaysThere: self.isAlwaysThere && isAlwaysThere,
            members: members.merged(with: others))
    }
}

extension AnswerShape {
    fileprivate var kind: String {
        switch self {
        case .object: "object"
        case .array(nil): "list"
        case .array(.object?): "list of objects"
        case .array(let element?): "list, each \(element.kind)"
        case .text(.plain, _): "text"
        case .text(.id, _): "id"
        case .text(.date, _): "date, YYYYMMDD"
        case .text(.timestamp, _): "time, YYYY-MM-DDThh:mm:ssZ"
        case .text(.word, _): "word"
        case .integer(.epochSeconds, _): "epoch seconds"
        case .integer: "whole number"
        case .boolean: "true or false"
        case .anyOf(let shapes, _): shapes.map(\.kind).joined(separator: ", or ")
        case .null: "null"
        }
    }

    fileprivate var values: [String] {
        switch self {
        case .text(.word(let words), _): words
        case .integer(.oneOf(let numbers), _): numbers.map { String($0) }
        case .object, .array, .text, .integer, .boolean, .anyOf, .null: []
        }
    }

    fileprivate var isNullable: Bool {
        switch self {
        case .text(_, let isNullable), .integer(_, let isNullable), .boolean(let isNullable),
            .anyOf(_, let isNullable):
            isNullable
        case .object, .array, .null: false
        }
    }
}

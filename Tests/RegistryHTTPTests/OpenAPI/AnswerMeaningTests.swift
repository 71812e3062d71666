import RegistryCore
import RegistryWire
import Testing

@testable import RegistryHTTP

@Suite("What is said of the members of answers")
struct AnswerMeaningTests {
    /// A member of some answer, and in which object or array it stands.
    private struct Place: Hashable {
        let subject: String
        let parent: String?
        let name: String
        let meaning: String
    }

    private static func places(
        of members: [AnswerMember], in parent: String?, of subject: String
    ) -> [Place] {
        members.flatMap { member in
            [Place(subject: subject, parent: parent, name: member.name, meaning: member.meaning)]
                + places(of: member.members, in: member.name, of: subject)
        }
    }

    private static let places: Set<Place> = {
        var places: Set<Place> = []
        for call in ClientAPI.calls {
            for role in call.roles {
                for version in WireVersion.allCases {
                    places.formUnion(
                        Self.places(
                            of: call.answerMembers(to: role, in: version), in: nil,
                            of: call.answer.subject.joined()))
                }
            }
        }
        return places
    }()

    private static let requestFields: [(parent: String?, name: String, meaning: String)] = {
        let fields = ClientAPI.calls.flatMap { call in
            WireVersion.allCases.flatMap { call.fields[$0] }
        }
        let roots = fields.map { (parent: String?.none, $0) }
        let inner = fields.flatMap(\.withInnerFields).flatMap { parent in
            parent.innerFields.map { (parent: String?.some(parent.name(for: role)), $0) }
        }
        return (roots + inner).map { ($0.parent, $0.1.name(for: role), $0.1.meaning) }
    }()

    /// Has every field.
    private static let role = Role.accreditationBody

    @Test("every one is there")
    func complete() {
        #expect(Self.places.count > 200)
        for place in Self.places {
            #expect(!place.meaning.isEmpty, "\(place)")
        }
    }

    @Test("a field of a request is a member's meaning only where both stand in the same")
    func inherited() {
        var count = 0
        for place in Self.places {
            let isSaidHere =
                AnswerMeanings.meaning(of: place.name) == place.meaning
                || AnswerMeanings.meaning(
                    at: [place.subject] + (place.parent.map { [$0] } ?? []) + [place.name])
                    == place.meaning
            guard !isSaidHere, !place.meaning.hasPrefix("always null") else { continue }
            count += 1
            let source = Self.requestFields.contains {
                $0.parent == place.parent && $0.name == place.name && $0.meaning == place.meaning
            }
            #expect(source, "\(place)")
        }
        #expect(count > 30)
    }

    private static func meaning(_ subject: String, _ parent: String?, _ name: String) -> String {
        places.first { $0.subject == subject && $0.parent == parent && $0.name == name }?.meaning
            ?? ""
    }

    @Test("one name means in each answer what it means there")
    func meanings() {
        #expect(Self.meaning("body", "office_directories", "street").hasSuffix("of the office"))
        #expect(Self.meaning("body", "office_directories", "city").hasSuffix("of the office"))
        #expect(Self.meaning("read", "sites", "city").hasSuffix("of the site"))
        #expect(Self.meaning("confirmation", "data", "success") == "always true")
        #expect(Self.meaning("read", "data", "company_id").contains("null") == false)
        #expect(Self.meaning("entity", "data", "company_id").contains("null") == false)
        #expect(Self.meaning("upload", "data", "company_id").contains("validation"))
        #expect(Self.meaning("upload", nil, "company_id").contains("validation"))
        #expect(Self.meaning("bulk", "results", "company_id").contains("rejected"))
    }

    @Test("no text for documentation has blanks at its ends, or two in a row")
    func blanks() {
        let fields = ClientAPI.calls.flatMap { call in
            WireVersion.allCases.flatMap { call.fields[$0] }.flatMap(\.withInnerFields)
        }
        let texts =
            Self.places.map(\.meaning) + fields.map(\.meaning) + fields.compactMap(\.remark)
            + ClientAPI.calls.flatMap { [$0.summary] + $0.query.map(\.meaning) }
            + FaultCode.allCases.map(\.remedy)
        #expect(texts.count > 500)
        for text in texts {
            #expect(text.first != " " && text.last != " " && !text.contains("  "), "\(text)")
        }
    }
}

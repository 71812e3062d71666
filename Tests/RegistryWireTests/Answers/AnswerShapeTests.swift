import RegistryCore
import Testing

@testable import RegistryWire

@Suite("The noted shape of an answer")
struct AnswerShapeTests {
    /// The shape of an array's elements.
    private static func element(_ write: (inout AnswerWriter) -> Void) -> AnswerShape? {
        let recorder = AnswerShapeRecorder()
        var writer = AnswerWriter(capacity: 64, recorder: recorder)
        writer.beginArray()
        write(&writer)
        writer.endArray()
        guard case .array(let element)? = recorder.shape else { return nil }
        return element
    }

    @Test("covers elements of several types, whichever comes first")
    func types() {
        let text = AnswerShape.text(.plain, isNullable: false)
        let mixed = Self.element { writer in
            writer.text("a")
            writer.object { $0.member("name", 1) }
            writer.text("b")
        }
        let object = AnswerShape.object(
            [.init(name: "name", shape: .integer(.plain, isNullable: false), isAlwaysThere: true)])
        #expect(mixed == .anyOf([text, object], isNullable: false))
    }

    @Test("covers null where one element can be null, whichever comes first")
    func nulls() {
        let nullable = AnswerShape.text(.plain, isNullable: true)
        let value: String? = "a"
        #expect(
            Self.element {
                $0.text("a")
                $0.text(value)
            } == nullable)
        #expect(
            Self.element {
                $0.text(value)
                $0.text("a")
            } == nullable)
        #expect(
            Self.element {
                $0.text("a")
                $0.null()
            } == nullable)
        #expect(
            Self.element {
                $0.null()
                $0.text("a")
            } == nullable)
    }

    @Test("has the elements of a list that another object leaves empty")
    func emptyLists() {
        let write: (inout AnswerWriter, [Int]) -> Void = { writer, numbers in
            writer.object { writer in
                writer.array("numbers") { writer in
                    for number in numbers { writer.object { $0.member("value", number) } }
                }
            }
        }
        for order in [[[], [1]], [[1], []]] {
            let element = Self.element { writer in
                for numbers in order { write(&writer, numbers) }
            }
            let list = element?.members.first?.shape
            #expect(list?.members.map(\.name) == ["value"])
        }
    }

    @Test("a sector may have no code, since one that the list lacks is kept as sent")
    func sectors() throws {
        let recorder = AnswerShapeRecorder()
        var writer = AnswerWriter(capacity: 64, recorder: recorder)
        writer.beginObject()
        writer.sectors([.listed(18)], Requests.vocabularies)
        writer.endObject()
        let sectors = try #require(recorder.shape?.members.first?.shape)
        let code = sectors.members.first { $0.name == "sector_code" }
        #expect(code?.shape == .text(.plain, isNullable: true))
    }
}

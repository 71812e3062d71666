import RegistryCore
import RegistryWire
import Testing

@Suite("The query of uploads and updates")
struct WriteParametersTests {
    private static func read(
        _ parameters: [(String, String)], for size: WriteParameters.Size, isLenient: Bool = false
    ) -> WriteParameters {
        WriteParameters.read(
            parameters.map { QueryParameter(name: $0, value: $1) }, for: size,
            isLenient: isLenient)
    }

    @Test("what is outside a call is one validation_error on its parameter", arguments: [
        (WriteParameters.Size.single, "mode", "partial"), (.single, "mode", "VALIDATE"),
        (.single, "mode", ""), (.single, "mode", " "), (.single, "mode", "atomic"),
        (.single, "results", "true"), (.single, "limit", "5"), (.bulk, "mode", "atomic"),
        (.bulk, "mode", "Partial"), (.bulk, "mode", ""), (.bulk, "results", ""),
        (.bulk, "results", "all"), (.bulk, "result", "true"), (.bulk, "", ""),
    ])
    func refused(size: WriteParameters.Size, name: String, value: String) {
        let read = Self.read([(name, value)], for: size)
        #expect(read.faults.map(\.field) == [name])
        #expect(read.faults.first?.code == .validationError)
        #expect(read.mode == nil)
        #expect(!read.includesResults)
    }

    @Test("a doubled mode is one fault")
    func doubled() {
        let read = Self.read([("mode", "validate"), ("mode", "validate")], for: .bulk)
        #expect(read.faults.map(\.field) == ["mode"])
    }

    @Test("nothing sent asks for nothing")
    func nothing() {
        for size in [WriteParameters.Size.single, .bulk] {
            let read = Self.read([], for: size)
            #expect(read.mode == nil)
            #expect(!read.includesResults)
            #expect(read.faults.isEmpty)
        }
    }

    @Test("each call takes its modes", arguments: [
        (WriteParameters.Size.single, "validate", WriteParameters.Mode.validate),
        (.bulk, "validate", .validate), (.bulk, "partial", .partial),
    ])
    func modes(size: WriteParameters.Size, text: String, mode: WriteParameters.Mode) {
        let read = Self.read([("mode", text)], for: size)
        #expect(read.mode == mode)
        #expect(read.faults.isEmpty)
    }

    @Test("results is a flag", arguments: [
        ("true", true), ("True", true), ("1", true), ("yes", true), ("false", false), ("0", false),
    ])
    func results(text: String, isTrue: Bool) {
        let read = Self.read([("results", text)], for: .bulk)
        #expect(read.includesResults == isTrue)
        #expect(read.faults.isEmpty)
    }

    @Test("the certsearch profile passes over unknown parameters alone")
    func lenient() {
        let read = Self.read([("results", "x"), ("mode", "x")], for: .single, isLenient: true)
        #expect(read.faults.map(\.field) == ["mode"])
    }

    @Test("a call without parameters refuses each one, but to the certsearch profile")
    func noParameters() throws {
        let sent = [
            QueryParameter(name: "limit", value: "5"), QueryParameter(name: "x", value: ""),
        ]
        #expect(throws: RegistryError.self) { try NoParameters.check(sent, isLenient: false) }
        try NoParameters.check(sent, isLenient: true)
        try NoParameters.check([], isLenient: false)
        do {
            try NoParameters.check(sent, isLenient: false)
        } catch {
            guard case .faults(let faults) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(faults.map(\.field) == ["limit", "x"])
            #expect(faults.allSatisfy { $0.code == .validationError })
        }
    }
}

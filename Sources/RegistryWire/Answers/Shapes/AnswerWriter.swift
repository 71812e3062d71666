import RegistryCore
import RegistryJSON

/// Writes an answer as JSON; and notes its shape where someone asks for that, so that what is
/// documented is what is written. The static type of a value says whether it may be null.
///
/// Without a recorder it costs a comparison a value.
public struct AnswerWriter {
    private var json: JSONWriter
    private let recorder: AnswerShapeRecorder?

    init(capacity: Int, recorder: AnswerShapeRecorder?) {
        json = JSONWriter(capacity: capacity)
        self.recorder = recorder
    }

    /// What has been written.
    var bytes: [UInt8] { json.bytes }

    // MARK: Structure

    /// - Parameter isAlwaysThere: else the member stands only in some answers.
    mutating func key(_ name: StaticString, isAlwaysThere: Bool = true) {
        json.key(name)
        recorder?.key(name.description, isAlwaysThere: isAlwaysThere)
    }

    mutating func beginObject() {
        json.beginObject()
        recorder?.beginObject()
    }

    mutating func endObject() {
        json.endObject()
        recorder?.end()
    }

    mutating func beginArray() {
        json.beginArray()
        recorder?.beginArray()
    }

    mutating func endArray() {
        json.endArray()
        recorder?.end()
    }

    mutating func object(_ body: (inout AnswerWriter) -> Void) {
        beginObject()
        body(&self)
        endObject()
    }

    mutating func object(_ name: StaticString, _ body: (inout AnswerWriter) -> Void) {
        key(name)
        object(body)
    }

    mutating func array(
        _ name: StaticString, isAlwaysThere: Bool = true, _ body: (inout AnswerWriter) -> Void
    ) {
        key(name, isAlwaysThere: isAlwaysThere)
        beginArray()
        body(&self)
        endArray()
    }

    // MARK: Values

    mutating func text(_ value: String, _ form: AnswerShape.TextForm = .plain) {
        json.string(value)
        recorder?.note(.text(form, isNullable: false))
    }

    mutating func text(_ value: String?, _ form: AnswerShape.TextForm = .plain) {
        json.string(value)
        recorder?.note(.text(form, isNullable: true))
    }

    mutating func null() {
        json.null()
        recorder?.note(.null)
    }

    // MARK: Members

    mutating func member(
        _ name: StaticString, _ value: String, isAlwaysThere: Bool = true
    ) {
        key(name, isAlwaysThere: isAlwaysThere)
        text(value)
    }

    /// Null for nil, as in all of these.
    mutating func member(_ name: StaticString, _ value: String?) {
        key(name)
        text(value)
    }

    /// A word of a list.
    mutating func member<Word: FixedVocabulary>(_ name: StaticString, _ word: Word) {
        key(name)
        json.string(word.rawValue)
        recorder?.note(.text(.word(Word.allCases.map(\.rawValue)), isNullable: false))
    }

    mutating func member<Word: FixedVocabulary>(_ name: StaticString, _ word: Word?) {
        key(name)
        json.string(word?.rawValue)
        recorder?.note(.text(.word(Word.allCases.map(\.rawValue)), isNullable: true))
    }

    /// One of few words that are no list.
    mutating func member(
        _ name: StaticString, _ word: String, of words: @autoclosure () -> [String]
    ) {
        key(name)
        json.string(word)
        recorder?.note(.text(.word(words()), isNullable: false))
    }

    mutating func member(_ name: StaticString, _ value: Int, isAlwaysThere: Bool = true) {
        key(name, isAlwaysThere: isAlwaysThere)
        json.integer(value)
        recorder?.note(.integer(.plain, isNullable: false))
    }

    mutating func member(_ name: StaticString, _ value: Int?) {
        key(name)
        if let value { json.integer(value) } else { json.null() }
        recorder?.note(.integer(.plain, isNullable: true))
    }

    /// One of few numbers.
    mutating func member(
        _ name: StaticString, _ value: Int, of numbers: @autoclosure () -> [Int]
    ) {
        key(name)
        json.integer(value)
        recorder?.note(.integer(.oneOf(numbers()), isNullable: false))
    }

    mutating func member(
        _ name: StaticString, _ value: Bool, isAlwaysThere: Bool = true
    ) {
        key(name, isAlwaysThere: isAlwaysThere)
        json.boolean(value)
        recorder?.note(.boolean(isNullable: false))
    }

    mutating func member(_ name: StaticString, _ id: RecordID) {
        key(name)
        json.string(id.description)
        recorder?.note(.text(.id, isNullable: false))
    }

    mutating func member(_ name: StaticString, _ id: RecordID?) {
        key(name)
        json.string(id?.description)
        recorder?.note(.text(.id, isNullable: true))
    }

    /// A day as `YYYYMMDD`.
    mutating func member(_ name: StaticString, _ date: CalendarDate) {
        key(name)
        json.string(date.wireText)
        recorder?.note(.text(.date, isNullable: false))
    }

    mutating func member(_ name: StaticString, _ date: CalendarDate?) {
        key(name)
        json.string(date?.wireText)
        recorder?.note(.text(.date, isNullable: true))
    }

    /// A time as a text, given in epoch seconds.
    mutating func member(_ name: StaticString, timestamp epochSeconds: Int64) {
        key(name)
        json.string(timestampText(epochSeconds: epochSeconds))
        recorder?.note(.text(.timestamp, isNullable: false))
    }

    mutating func member(_ name: StaticString, timestamp epochSeconds: Int64?) {
        key(name)
        json.string(epochSeconds.map { timestampText(epochSeconds: $0) })
        recorder?.note(.text(.timestamp, isNullable: true))
    }

    /// A time as a number.
    mutating func member(_ name: StaticString, epochSeconds: Int64) {
        key(name)
        json.integer(epochSeconds)
        recorder?.note(.integer(.epochSeconds, isNullable: false))
    }

    mutating func member(_ name: StaticString, epochSeconds: Int64?) {
        key(name)
        if let epochSeconds { json.integer(epochSeconds) } else { json.null() }
        recorder?.note(.integer(.epochSeconds, isNullable: true))
    }

    /// A text or a boolean, as it was sent.
    mutating func member(_ name: StaticString, _ scope: FlexibleScope?) {
        key(name)
        switch scope {
        case .text(let text): json.string(text)
        case .boolean(let flag): json.boolean(flag)
        case nil: json.null()
        }
        recorder?.note(
            .anyOf(
                [.text(.plain, isNullable: false), .boolean(isNullable: false)],
                isNullable: true))
    }

    /// A member that means nothing here and is never left out.
    mutating func nullMember(_ name: StaticString) {
        key(name)
        null()
    }
}

/// What an answer holds at one place, for whoever describes it: noted while the program writes an
/// answer of made-up records (``AnswerWriter``), so that nothing else needs to be kept like it.
public indirect enum AnswerShape: Sendable, Equatable {
    case object([Member])
    /// Nil for one that never has elements.
    case array(AnswerShape?)
    case text(TextForm, isNullable: Bool)
    case integer(IntegerForm, isNullable: Bool)
    case boolean(isNullable: Bool)
    /// Null or one of these.
    case anyOf([AnswerShape], isNullable: Bool)
    /// What means nothing here, and is null.
    case null

    /// A member of an object.
    public struct Member: Sendable, Equatable {
        public let name: String
        public var shape: AnswerShape
        /// Else it stands only in some answers.
        public let isAlwaysThere: Bool
    }

    /// What a text is.
    public enum TextForm: Sendable, Equatable {
        case plain
        /// An id that the register gave.
        case id
        /// A day, `YYYYMMDD`.
        case date
        /// `YYYY-MM-DDThh:mm:ssZ`.
        case timestamp
        /// One of these words.
        case word([String])
    }

    /// What a number is.
    public enum IntegerForm: Sendable, Equatable {
        case plain
        case epochSeconds
        /// One of these.
        case oneOf([Int])
    }

    /// The members of an object, and of the objects of an array; none of anything else.
    public var members: [Member] {
        switch self {
        case .object(let members): members
        case .array(let element): element?.members ?? []
        case .text, .integer, .boolean, .anyOf, .null: []
        }
    }
}

/// Notes the shape of an answer while it is written.
public final class AnswerShapeRecorder {
    private var open: [Container] = []
    private var nextKey: (name: String, isAlwaysThere: Bool)?
    /// What was written; nil before its end.
    public private(set) var shape: AnswerShape?

    private enum Container {
        case object([AnswerShape.Member], key: (name: String, isAlwaysThere: Bool)?)
        case array(AnswerShape?, key: (name: String, isAlwaysThere: Bool)?)
    }

    public init() {}

    func key(_ name: String, isAlwaysThere: Bool) {
        nextKey = (name, isAlwaysThere)
    }

    func beginObject() { open.append(.object([], key: nextKey.take())) }

    func beginArray() { open.append(.array(nil, key: nextKey.take())) }

    /// Of an object or array.
    func end() {
        switch open.popLast() {
        case .object(let members, let key):
            nextKey = key
            note(.object(members))
        case .array(let element, let key):
            nextKey = key
            note(.array(element))
        case nil: break
        }
    }

    func note(_ shape: AnswerShape) {
        let key = nextKey.take()
        switch open.popLast() {
        case .object(var members, let outer):
            if let key {
                members.append(
                    .init(name: key.name, shape: shape, isAlwaysThere: key.isAlwaysThere))
            }
            open.append(.object(members, key: outer))
        case .array(let element, let outer):
            open.append(.array(element.map { $0.merged(with: shape) } ?? shape, key: outer))
        case nil: self.shape = shape
        }
    }
}

extension AnswerShape {
    /// What covers both: the elements of one array may differ in what is only sometimes there.
    fileprivate func merged(with other: AnswerShape) -> AnswerShape {
        switch (self, other) {
        case (.object(var mine), .object(let theirs)):
            for member in theirs {
                if let index = mine.firstIndex(where: { $0.name == member.name }) {
                    mine[index].shape = mine[index].shape.merged(with: member.shape)
                } else {
                    mine.append(member)
                }
            }
            return .object(mine)
        case (.array(let mine?), .array(let theirs?)): return .array(mine.merged(with: theirs))
        case (.array(nil), .array): return other
        case (.array, .array(nil)): return self
        case (let mine, let theirs) where mine == theirs: return mine
        default:
            var shapes = alternatives
            shapes += other.alternatives.filter { !shapes.contains($0) }
            return .one(of: shapes, isNullable: canBeNull || other.canBeNull)
        }
    }

    /// - Parameter shapes: different ones, none of which is null.
    private static func one(of shapes: [AnswerShape], isNullable: Bool) -> AnswerShape {
        switch shapes.count == 1 ? shapes[0] : .null {
        case .text(let form, _): .text(form, isNullable: isNullable)
        case .integer(let form, _): .integer(form, isNullable: isNullable)
        case .boolean: .boolean(isNullable: isNullable)
        case .object, .array, .anyOf, .null: .anyOf(shapes, isNullable: isNullable)
        }
    }

    /// What it is where it is not null.
    private var alternatives: [AnswerShape] {
        switch self {
        case .object, .array: [self]
        case .text(let form, _): [.text(form, isNullable: false)]
        case .integer(let form, _): [.integer(form, isNullable: false)]
        case .boolean: [.boolean(isNullable: false)]
        case .anyOf(let shapes, _): shapes
        case .null: []
        }
    }

    private var canBeNull: Bool {
        switch self {
        case .text(_, let isNullable), .integer(_, let isNullable), .boolean(let isNullable),
            .anyOf(_, let isNullable):
            isNullable
        case .null: true
        case .object, .array: false
        }
    }
}

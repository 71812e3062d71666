import Configuration

/// One thing that `serve` can be told: its name in every source, what it may be, and where its
/// value goes. Reading, checking, the help text and the documentation all come from it.
public struct Setting: Sendable {
    /// Its name in a configuration file: `acceptHeader`; nested where it has dots, as `docs.tryIt`
    /// is `tryIt` within `docs`.
    public let key: String
    public let concern: Concern
    public let kind: Kind
    /// A line that says what it does, in which unit.
    public let help: String
    /// What holds when no source says otherwise, as a source would write it.
    public let defaultText: String
    /// Puts a value of the kind's type into the configuration.
    ///
    /// - Returns: whether it may be the setting's value; if not, the configuration stays.
    let apply: @Sendable (ConfigContent, inout ServeConfiguration) -> Bool
    /// More to say of a text that was refused.
    var advice: @Sendable (String) -> String? = { _ in nil }

    /// Under which heading the help text lists it.
    public enum Concern: String, Sendable, CaseIterable {
        case server = "Server"
        case api = "Client API"
        case limits = "Limits of a request"
        case docs = "Guide"
        case storage = "Storage"
        case log = "Log"
        case lifecycle = "Lifecycle"
    }

    /// What its value may be.
    public enum Kind: Sendable, Equatable {
        case integer(ClosedRange<Int>)
        case choice([String])
        case flag
        /// Free text; the parameter says what it stands for.
        case text(String)
        /// Several texts: an array in a file, commas between them elsewhere.
        case list(of: String)
    }

    /// `--accept-header`.
    public var flag: String { "--" + words.joined(separator: "-") }

    /// `CERTREGISTRY_ACCEPT_HEADER`.
    public var environmentVariable: String {
        Self.environmentPrefix + words.map { $0.uppercased() }.joined(separator: "_")
    }

    static let environmentPrefix = "CERTREGISTRY_"

    /// The words of the key, in lower case.
    private var words: [String] {
        key.reduce(into: [""]) { words, character in
            if character.isUppercase || character == "." { words.append("") }
            if character != "." { words[words.count - 1] += character.lowercased() }
        }
    }

    /// The key as sources are asked for it.
    var path: AbsoluteConfigKey { AbsoluteConfigKey(key.split(separator: ".").map(String.init)) }
}

extension Setting.Kind {
    var type: ConfigType {
        switch self {
        case .integer: .int
        case .choice, .text: .string
        case .flag: .bool
        case .list: .stringArray
        }
    }

    /// What a value must be, to follow "it must be".
    var demand: String {
        switch self {
        case .integer(let range):
            "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .choice(let words): words.joined(separator: " or ")
        case .flag: "true or false"
        case .text(let meaning): meaning
        case .list(let meaning): "\(meaning), several with commas between (in a file, an array)"
        }
    }

    /// How the help text shows a value; nil where the bare flag is one.
    var placeholder: String? {
        switch self {
        case .integer(let range): "<\(range.lowerBound)-\(range.upperBound)>"
        case .choice(let words): "<\(words.joined(separator: "|"))>"
        case .flag: nil
        case .text(let meaning), .list(let meaning): "<\(meaning)>"
        }
    }
}

// MARK: The kinds of row in the table

extension Setting {
    typealias Path<Value> = WritableKeyPath<ServeConfiguration, Value> & Sendable

    static func integer(
        _ key: String, _ concern: Concern, _ path: any Path<Int>, _ range: ClosedRange<Int>,
        _ help: String
    ) -> Setting {
        Setting(
            key: key, concern: concern, kind: .integer(range), help: help,
            defaultText: String(ServeConfiguration()[keyPath: path])
        ) { content, configuration in
            guard case .int(let value) = content, range.contains(value) else { return false }
            configuration[keyPath: path] = value
            return true
        }
    }

    static func choice<Value: Equatable & Sendable>(
        _ key: String, _ concern: Concern, _ path: any Path<Value>,
        _ values: KeyValuePairs<String, Value>, _ help: String
    ) -> Setting {
        let pairs = Array(values)
        let standard = ServeConfiguration()[keyPath: path]
        return Setting(
            key: key, concern: concern, kind: .choice(pairs.map(\.key)), help: help,
            defaultText: pairs.first { $0.value == standard }?.key ?? ""
        ) { content, configuration in
            guard case .string(let word) = content,
                let value = pairs.first(where: { $0.key == word.lowercased() })?.value
            else { return false }
            configuration[keyPath: path] = value
            return true
        }
    }

    static func flag(
        _ key: String, _ concern: Concern, _ path: any Path<Bool>, _ help: String
    ) -> Setting {
        Setting(
            key: key, concern: concern, kind: .flag, help: help,
            defaultText: String(ServeConfiguration()[keyPath: path])
        ) { content, configuration in
            guard case .bool(let value) = content else { return false }
            configuration[keyPath: path] = value
            return true
        }
    }

    /// A text that something reads; `read` gives nil for what it can't be.
    static func text<Value: Sendable>(
        _ key: String, _ concern: Concern, _ path: any Path<Value>, _ meaning: String,
        read: @escaping @Sendable (String) -> Value?, write: (Value) -> String, _ help: String
    ) -> Setting {
        Setting(
            key: key, concern: concern, kind: .text(meaning), help: help,
            defaultText: write(ServeConfiguration()[keyPath: path])
        ) { content, configuration in
            guard case .string(let text) = content, let value = read(text) else { return false }
            configuration[keyPath: path] = value
            return true
        }
    }

    /// Several texts, each read alike.
    static func list<Value: Sendable>(
        _ key: String, _ concern: Concern, _ path: any Path<[Value]>, of meaning: String,
        read: @escaping @Sendable (String) -> Value?, write: (Value) -> String, _ help: String
    ) -> Setting {
        Setting(
            key: key, concern: concern, kind: .list(of: meaning), help: help,
            defaultText: ServeConfiguration()[keyPath: path].map(write).joined(separator: ",")
        ) { content, configuration in
            guard case .stringArray(var texts) = content else { return false }
            // How a flag or a variable says: none.
            if texts == [""] { texts = [] }
            let values = texts.compactMap(read)
            guard values.count == texts.count else { return false }
            configuration[keyPath: path] = values
            return true
        }
    }
}

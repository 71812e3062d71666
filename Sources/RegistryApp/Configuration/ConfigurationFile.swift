import Configuration
import Foundation
import RegistryJSON
import Synchronization

/// A configuration file: YAML, or JSON where its name ends so.
struct ConfigurationFile {
    let path: String
    let snapshot: any ConfigSnapshot
    /// Every key that it sets, nested ones with dots between.
    let keys: [String]

    /// Read where it exists and no other file is named (contract section 15).
    static let standardPath = "/etc/certregistry/config.yaml"

    static func load(_ path: String) throws(ConfigurationProblem.Failure) -> ConfigurationFile {
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw .init("The configuration file \(path) can't be read: check that it is there.")
        }
        switch URL(fileURLWithPath: path).pathExtension.lowercased() {
        case "json": return try json(path, data)
        case "yaml", "yml": return try yaml(path, data)
        default:
            throw .init(
                "The configuration file \(path) must have a name that ends in .yaml or .json.")
        }
    }

    private static func json(
        _ path: String, _ data: Data
    ) throws(ConfigurationProblem.Failure) -> ConfigurationFile {
        do {
            let root = try JSONDocument(parsing: Array(data)).root
            guard root.kind == .object else {
                throw ConfigurationProblem.Failure(
                    "The configuration file \(path) must be a JSON object.")
            }
            return ConfigurationFile(
                path: path, snapshot: JSONSettings(root: root), keys: JSONSettings.keys(of: root))
        } catch let error as JSONSyntaxError {
            throw .init("The configuration file \(path) is no valid JSON: \(error).")
        } catch let error as ConfigurationProblem.Failure {
            throw error
        } catch {
            throw .init("The configuration file \(path) can't be read: \(error).")
        }
    }

    private static func yaml(
        _ path: String, _ data: Data
    ) throws(ConfigurationProblem.Failure) -> ConfigurationFile {
        // A file of comments alone, as packages ship them, is no mapping to the YAML reader.
        guard !String(decoding: data, as: UTF8.self).isBlankYAML else {
            return ConfigurationFile(
                path: path, snapshot: InMemoryProvider(values: [:]).snapshot(), keys: [])
        }
        // The snapshot doesn't list its keys, but asks of each whether it is a secret.
        let keys = Mutex<[String]>([])
        do {
            let snapshot = try YAMLSnapshot(
                data: data.bytes, providerName: path,
                parsingOptions: .init(
                    secretsSpecifier: .dynamic { key, _ in
                        keys.withLock { $0.append(key) }
                        return false
                    }))
            return ConfigurationFile(path: path, snapshot: snapshot, keys: keys.withLock { $0 })
        } catch {
            throw .init("The configuration file \(path) is no valid YAML: \(error).")
        }
    }
}

extension ConfigurationProblem {
    /// A problem of the file as a whole.
    struct Failure: Error {
        let message: String

        init(_ message: String) { self.message = message }
    }
}

extension String {
    /// Whether a YAML reader finds nothing in it.
    fileprivate var isBlankYAML: Bool {
        split(whereSeparator: \.isNewline).allSatisfy { line in
            let text = line.trimmingPrefix(while: \.isWhitespace)
            return text.isEmpty || text.hasPrefix("#") || text == "---"
        }
    }
}

/// A JSON file's settings, parsed by the register's own strict parser, which refuses duplicate
/// keys and names line and column.
private struct JSONSettings: ConfigSnapshot {
    let root: JSONValue
    let providerName = "JSON"

    func value(forKey key: AbsoluteConfigKey, type: ConfigType) throws -> LookupResult {
        let name = key.components.joined(separator: ".")
        let nested = key.components.reduce(root as JSONValue?) { $0?[$1] }
        // In one piece too, as YAML files may have it.
        guard let value = nested ?? root[name], !value.isNull else {
            return LookupResult(encodedKey: name, value: nil)
        }
        guard let content = Self.content(of: value, type) else { throw Mismatch() }
        return LookupResult(encodedKey: name, value: ConfigValue(content, isSecret: false))
    }

    /// Those of objects with the object's key before them.
    static func keys(of object: JSONValue) -> [String] {
        object.members.flatMap { member in
            member.value.kind == .object
                ? keys(of: member.value).map { "\(member.key).\($0)" } : [member.key]
        }
    }

    private struct Mismatch: Error {}

    private static func content(of value: JSONValue, _ type: ConfigType) -> ConfigContent? {
        switch type {
        case .string: return value.string.map(ConfigContent.string)
        case .int: return value.integer.map { .int(Int($0)) }
        case .bool: return value.boolean.map(ConfigContent.bool)
        case .stringArray:
            guard value.kind == .array else { return nil }
            let texts = value.elements.map(\.string)
            return texts.contains(nil) ? nil : .stringArray(texts.compactMap { $0 })
        // No setting is of any other type.
        case .double, .bytes, .intArray, .doubleArray, .boolArray, .byteChunkArray: return nil
        }
    }
}

import Configuration
import Foundation

/// Where settings come from: flags, then environment variables, then a file (contract section
/// 15). The first that sets one decides.
public struct ConfigurationSources: Sendable {
    private let sources: [Source]
    /// What is wrong with the sources themselves: unknown names, an unreadable file.
    private let problems: [ConfigurationProblem]

    /// `--config` as an environment variable.
    static let fileVariable = Setting.environmentPrefix + "CONFIG"

    /// - Parameters:
    ///   - arguments: flags of settings, as the command line has them.
    ///   - file: what `--config` names; nil reads the standard file where it exists.
    ///   - environment: all variables of the process.
    ///   - standardFile: read where nobody names a file.
    public init(
        arguments: [String], file: String?, environment: [String: String],
        standardFile: String = ConfigurationSources.standardFile
    ) {
        let settings = ServeConfiguration.settings
        let flags = SettingFlags(arguments, settings: settings)
        let own = environment.filter { $0.key.hasPrefix(Setting.environmentPrefix) }
        var problems = flags.problems + Self.unknownVariables(in: own, settings: settings)
        var sources = [
            Source(place: .flag, snapshot: Self.texts(flags.values), name: \.flag),
            Source(place: .environment, snapshot: Self.texts(own), name: \.environmentVariable),
        ]
        do throws(ConfigurationProblem.Failure) {
            let isStandard = FileManager.default.fileExists(atPath: standardFile)
            let path = file ?? own[Self.fileVariable] ?? (isStandard ? standardFile : nil)
            if let path {
                let file = try ConfigurationFile.load(path)
                problems += Self.unknownKeys(in: file, settings: settings)
                sources.append(
                    Source(place: .file, snapshot: file.snapshot) { "\($0.key) in \(file.path)" })
            }
        } catch {
            problems.append(.init(.file, error.message))
        }
        self.sources = sources
        self.problems = problems
    }

    /// The file that is read where it exists and no other is named.
    public static let standardFile = ConfigurationFile.standardPath

    /// Reads every setting.
    ///
    /// - Parameter defaults: what holds where no source says otherwise.
    /// - Throws: all problems together.
    public func serveConfiguration(
        defaults: ServeConfiguration = ServeConfiguration()
    ) throws(ConfigurationError) -> ServeConfiguration {
        try read(ServeConfiguration.settings, defaults: defaults)
    }

    /// Reads what a command needs that works on the database alone: it must not fail for the
    /// server's settings.
    public func storageConfiguration() throws(ConfigurationError) -> StorageConfiguration {
        try read(ServeConfiguration.settings.filter { $0.concern == .storage }).storage
    }

    private func read(
        _ settings: [Setting], defaults: ServeConfiguration = ServeConfiguration()
    ) throws(ConfigurationError) -> ServeConfiguration {
        var configuration = defaults
        var problems = problems
        for setting in settings {
            for source in sources {
                guard let found = source.apply(setting, to: &configuration) else { continue }
                problems += found
                // Even a refused value decides: no lower source may quietly take its place.
                break
            }
        }
        guard problems.isEmpty else { throw ConfigurationError(problems: problems) }
        return configuration
    }
}

extension ConfigurationSources {
    private struct Source: Sendable {
        let place: ConfigurationProblem.Place
        let snapshot: any ConfigSnapshot
        /// How it names a setting, for messages.
        let name: @Sendable (Setting) -> String

        /// Sets what this source says of a setting.
        ///
        /// - Returns: nil when it says nothing; else its problems, mostly none.
        func apply(
            _ setting: Setting, to configuration: inout ServeConfiguration
        ) -> [ConfigurationProblem]? {
            let key = setting.path
            do {
                let found = try snapshot.value(forKey: key, type: setting.kind.type)
                guard let value = found.value else { return nil }
                return setting.apply(value.content, &configuration) ? [] : [problem(setting)]
            } catch {
                // The source has a value, but of another type.
                return [problem(setting)]
            }
        }

        private func problem(_ setting: Setting) -> ConfigurationProblem {
            let key = setting.path
            // Absent where the value is no text at all.
            let found = try? snapshot.value(forKey: key, type: .string)
            guard case .string(let text) = found?.value?.content else {
                return .init(place, "\(name(setting)) must be \(setting.kind.demand).")
            }
            let advice = setting.advice(text).map { " \($0)" } ?? ""
            return .init(
                place,
                "\(name(setting)) is \"\(text)\": it must be \(setting.kind.demand).\(advice)")
        }
    }

    /// Settings as texts under the names of environment variables.
    private static func texts(_ values: [String: String]) -> any ConfigSnapshot {
        EnvironmentVariablesProvider(environmentVariables: values)
            .prefixKeys(with: "certregistry").snapshot()
    }

    private static func unknownVariables(
        in environment: [String: String], settings: [Setting]
    ) -> [ConfigurationProblem] {
        let known = settings.map(\.environmentVariable) + [fileVariable]
        return environment.keys.filter { !known.contains($0) }.sorted().map { name in
            .init(
                .environment,
                "The environment variable \(name) is no setting.\(hint(name, known))")
        }
    }

    private static func unknownKeys(
        in file: ConfigurationFile, settings: [Setting]
    ) -> [ConfigurationProblem] {
        let known = settings.map(\.key)
        return file.keys.filter { !known.contains($0) }.sorted().map { key in
            .init(.file, "\(key) in \(file.path) is no setting.\(hint(key, known))")
        }
    }

    private static func hint(_ name: String, _ known: [String]) -> String {
        NearestName.find(name, among: known).map { " Did you mean \($0)?" }
            ?? " `certregistry serve --help` lists them all."
    }
}

public import Logging

/// Writes what goes through swift-log as lines of a ``LogOutput``: one line an entry, metadata
/// sorted by key, so that the same entry always reads the same.
public struct RegistryLogHandler: LogHandler {
    public var logLevel: Logger.Level
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?
    /// Shared by every logger of the program, and by ``RequestLog``, which writes to it directly.
    public let output: LogOutput
    let label: String

    public init(label: String, output: LogOutput, logLevel: Logger.Level = .info) {
        self.label = label
        self.output = output
        self.logLevel = logLevel
    }

    /// A logger that writes to an output, without touching the program-wide logging system.
    public static func logger(
        label: String, output: LogOutput, logLevel: Logger.Level = .info
    ) -> Logger {
        Logger(label: label) { label in
            RegistryLogHandler(label: label, output: output, logLevel: logLevel)
        }
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var all = metadata
        if let metadataProvider { all.merge(metadataProvider.get()) { _, new in new } }
        if let own = event.metadata { all.merge(own) { _, new in new } }
        if let error = event.error { all["error"] = "\(error)" }
        // Made into text before the output's lock is taken: a description might log itself.
        let fields = all.map { ($0.key, "\($0.value)") }.sorted { $0.0 < $1.0 }
        output.write(
            level: event.level.rawValue, isUrgent: event.level >= .warning, label: label,
            message: "\(event.message)"
        ) { line in
            for (key, value) in fields { line.add(key, value) }
        }
    }
}

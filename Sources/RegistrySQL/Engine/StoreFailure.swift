public import RegistryCore

/// Every way in which work on a connection ends badly. At the ports it becomes a
/// ``RegistryError``, in an engine's queues and nowhere else.
public enum StoreFailure: Error {
    /// What the register itself says: faults, not found, conflict.
    case register(RegistryError)
    /// What the database says.
    case engine(any EngineFailure)

    /// For a client, or for the log when the register is at fault.
    package var registryError: RegistryError {
        switch self {
        case .register(let error): error
        case .engine(let failure): failure.registryError
        }
    }

    /// Whether a row of the same key is there already. What was decided before may be decided
    /// anew.
    package var isDuplicateKey: Bool { engineFailure?.isDuplicateKey ?? false }

    /// Whether the database holds what the engine can't make sense of, or what can't be read.
    package var isDamage: Bool { engineFailure?.isDamage ?? false }

    /// Whether the query was broken off because its time was over.
    package var isInterruption: Bool { engineFailure?.isInterruption ?? false }

    private var engineFailure: (any EngineFailure)? {
        guard case .engine(let failure) = self else { return nil }
        return failure
    }

    package static func broken(_ text: String) -> StoreFailure { .register(.broken(text)) }
}

/// An error of a database, recognised by its code.
public protocol EngineFailure: Error {
    /// The engine's text, for the log.
    var message: String { get }
    var isDuplicateKey: Bool { get }
    var isDamage: Bool { get }
    var isInterruption: Bool { get }
    /// What a client is told.
    var registryError: RegistryError { get }
}

/// Runs a call of the register's core inside work on a connection.
package func coreCall<Value>(
    _ body: () throws(RegistryError) -> Value
) throws(StoreFailure) -> Value {
    do {
        return try body()
    } catch {
        throw .register(error)
    }
}

import Synchronization

/// Holds the present ``Directory`` and reads it again when its version has moved.
public final class DirectoryCache: Sendable {
    private let store: any DirectoryStore
    private let held: Mutex<Directory>

    /// Reads the directory once.
    public init(store: any DirectoryStore) async throws(RegistryError) {
        self.store = store
        held = Mutex(try await store.directory())
    }

    public var current: Directory { held.withLock { $0 } }

    /// Reads the directory again if anything has changed. Called every
    /// ``refreshMilliseconds``, so that a command's effect holds within a second.
    public func refresh() async throws(RegistryError) {
        let version = try await store.directoryVersion()
        guard version != current.version else { return }
        let fresh = try await store.directory()
        held.withLock { directory in
            // A slow reader must not put an older directory over a newer one.
            if fresh.version > directory.version { directory = fresh }
        }
    }

    /// How often a running server looks for changes: well inside the second that contract
    /// section 2, "Time of effect", allows.
    public static let refreshMilliseconds = 250
}

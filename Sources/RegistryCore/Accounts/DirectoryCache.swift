import Synchronization

/// Holds the present ``Directory`` and reads it again when its version has moved.
public final class DirectoryCache: Sendable {
    private let store: any DirectoryStore
    private let held: Mutex<Directory>
    /// Until when it may be believed that nothing has changed; nil while nobody refreshes it.
    private let trustedUntil = Mutex<ContinuousClock.Instant?>(nil)

    /// Reads the directory once.
    public init(store: any DirectoryStore) async throws(RegistryError) {
        self.store = store
        held = Mutex(try await store.directory())
    }

    public var current: Directory { held.withLock { $0 } }

    /// Whether the database has said too long ago that this is its present state. A key may have
    /// been revoked since, elsewhere, and this server is cut off.
    public var isOutdated: Bool {
        trustedUntil.withLock { $0 }.map { ContinuousClock.now > $0 } ?? false
    }

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

    /// As ``refresh()``, by whoever does it all the time: if that comes to an end, the directory
    /// is ``isOutdated`` some seconds later.
    public func keepFresh() async throws(RegistryError) {
        let asked = ContinuousClock.now
        try await refresh()
        trustedUntil.withLock { $0 = asked.advanced(by: Self.ageMax) }
    }

    /// How often a running server looks for changes: well inside the second that contract
    /// section 2, "Time of effect", allows.
    public static let refreshMilliseconds = 250

    /// How long a server that can't reach its database goes by what it knew of keys and accounts.
    private static let ageMax = Duration.seconds(5)
}

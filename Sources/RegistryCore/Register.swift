/// The register as its callers see it: the stores, the directory and the clock, wired once.
public struct Register: Sendable {
    public let store: any RegistryStore
    public let directory: DirectoryCache
    public let clock: RegistryClock
    public let limits: Limits
    /// Far pages by `offset`, one at a time per key.
    public let farPages = PerKeyGate()
    /// What is sent in vain; nil where it is not remembered.
    public let unmappedTerms: UnmappedTerms?

    public init(
        store: any RegistryStore, directory: DirectoryCache, clock: RegistryClock, limits: Limits,
        unmappedTerms: UnmappedTerms? = nil
    ) {
        self.store = store
        self.directory = directory
        self.clock = clock
        self.limits = limits
        self.unmappedTerms = unmappedTerms
    }
}

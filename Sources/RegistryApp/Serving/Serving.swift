import Hummingbird
import Logging
public import RegistryCore
import RegistryHTTP
public import RegistryPages
import RegistryWire
import ServiceLifecycle

/// Serves a register over HTTP until the process is told to stop: the one place where the parts
/// are put together.
public struct Serving: Sendable {
    private let configuration: ServeConfiguration
    private let store: any RegistryStore
    private let clock: RegistryClock
    private let guideAccounts: [GuideConfiguration.Account]

    /// - Parameter guideAccounts: those whose keys everyone may see, as a demo's.
    public init(
        _ configuration: ServeConfiguration, store: any RegistryStore,
        clock: RegistryClock = .system, guideAccounts: [GuideConfiguration.Account] = []
    ) {
        self.guideAccounts = guideAccounts
        self.configuration = configuration
        self.store = store
        self.clock = clock
    }

    /// Returns after SIGTERM or SIGINT, when the requests in flight are finished. The store stays
    /// open: it is its opener's.
    ///
    /// - Parameter onListening: called with the server's address, `http://127.0.0.1:8080`.
    /// - Throws: ``ServingError`` when it can't listen; what else a part fails with.
    public func run(onListening: @escaping @Sendable (String) -> Void) async throws {
        let output = LogOutput(format: configuration.log.format)
        // Nothing that was logged may be lost with the process.
        defer { output.flush() }
        let logger = RegistryLogHandler.logger(
            label: "certregistry", output: output, logLevel: configuration.log.level)
        let register = Register(
            store: store, directory: try await DirectoryCache(store: store), clock: clock,
            limits: configuration.server.limits,
            unmappedTerms: configuration.api.isReadOnly ? nil : UnmappedTerms())
        let host = configuration.server.host
        let server = server(register, logger) { port in
            onListening("http://\(host.contains(":") ? "[\(host)]" : host):\(port)")
        }
        logger.info(
            "starting",
            metadata: [
                "version": "\(Version.current)",
                "database": "\(configuration.storage.database.text)",
                "read_only": "\(configuration.api.isReadOnly)",
            ])
        do {
            try await server.run(after: backgroundServices(register, logger))
        } catch {
            throw ServingError(listening: configuration.server, error) ?? error
        }
    }

    /// Services end in the reverse order, after the server's.
    private func backgroundServices(_ register: Register, _ logger: Logger) -> [any Service] {
        let flush = register.unmappedTerms.map {
            UnmappedTermsFlush(terms: $0, store: store, logger: logger)
        }
        return [DirectoryRefresh(directory: register.directory, logger: logger)]
            + [flush].compactMap { $0 }
    }

    private var guide: Guide {
        var guide = GuideConfiguration()
        guide.isTryItOn = configuration.docs.isTryItOn
        guide.accounts = guideAccounts
        guide.version = Version.current
        guide.limits = configuration.server.limits
        guide.api = configuration.api
        guide.host = configuration.server.host
        guide.port = configuration.server.port
        return Guide(guide)
    }

    private func server(
        _ register: Register, _ logger: Logger, onListening: @escaping @Sendable (Int) -> Void
    ) -> RegistryServer {
        let api = configuration.api
        let guide = guide
        return RegistryServer(
            configuration: configuration.server, readiness: Readiness(), logger: logger,
            rendering: ErrorAnswers.rendering(configured: api.errorShape, clock: clock),
            probe: { [store] in
                // Why not is logged by the directory's refresh, which asks the same database.
                // A directory that is out of date answers nobody.
                (try? await store.ping()) != nil && !register.directory.isOutdated
            },
            onListening: onListening,
            routes: { [configuration] router, bodies in
                ClientAPI(
                    register: register, configuration: api,
                    rateLimiter: RateLimiter(burst: api.burst, shared: store.sharedQuotas),
                    failedAuthentications: FailedAuthenticationLimit(
                        perMinute: api.failedAuthenticationsPerMinute),
                    bodies: bodies
                ).addRoutes(to: router)
                OpenAPIRoutes(
                    limits: configuration.server.limits,
                    requiresAcceptHeader: api.requiresAcceptHeader
                ).addRoutes(to: router)
                guide.addRoutes(to: router)
            })
    }
}

import Logging
import RegistryCore
import ServiceLifecycle

/// Looks for changes that commands have made, often enough that each holds within a second
/// (contract section 2, "Time of effect").
struct DirectoryRefresh: Service {
    let directory: DirectoryCache
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var isFailing = false
            while !Task.isCancelled {
                isFailing = await refresh(wasFailing: isFailing)
                // Ends early when cancelled, which the loop sees.
                try? await Task.sleep(for: .milliseconds(DirectoryCache.refreshMilliseconds))
            }
        }
    }

    /// - Returns: whether it failed. Said once when it begins and once when it is over: the
    ///   readiness probe, which asks the same database, takes the server out of service.
    private func refresh(wasFailing: Bool) async -> Bool {
        do throws(RegistryError) {
            try await directory.keepFresh()
            if wasFailing { logger.notice("accounts and keys are read again") }
            return false
        } catch {
            if !wasFailing {
                logger.error("accounts and keys can't be read", metadata: ["reason": "\(error)"])
            }
            return true
        }
    }
}

import Logging
import RegistryCore
import ServiceLifecycle

/// Stores what accounts sent in vain, about every second and once more at the end. It is to stop
/// after the server, whose last requests it waits for.
struct UnmappedTermsFlush: Service {
    let terms: UnmappedTerms
    let store: any RegistryStore
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var isFailing = false
            while !Task.isCancelled {
                // Ends early when cancelled, which the loop sees.
                try? await Task.sleep(for: .seconds(1))
                isFailing = await flush(wasFailing: isFailing)
            }
        }
        _ = await flush(wasFailing: false)
    }

    /// - Returns: whether it failed; said once when it begins.
    private func flush(wasFailing: Bool) async -> Bool {
        do throws(RegistryError) {
            try await terms.flush(to: store)
            return false
        } catch {
            if !wasFailing {
                logger.error(
                    "terms that were sent in vain can't be stored",
                    metadata: ["reason": "\(error)"])
            }
            return true
        }
    }
}

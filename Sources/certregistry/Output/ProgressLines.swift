import Foundation
import RegistryCore
import Synchronization

/// Shows how far each part of a long piece of work is, and ends the work when its operator asks
/// for it with Ctrl-C or SIGTERM: so that it can put away what is half done.
final class ProgressLines: Sendable {
    private let console: Console
    private let bars = Mutex<[String: ProgressBar]>([:])
    private let interruption = Interruption()

    init(_ console: Console) { self.console = console }

    /// To be called by the work.
    ///
    /// - Throws: ``RegistryError/conflict(_:)`` when it is to end.
    func show(_ progress: WorkProgress) throws(RegistryError) {
        guard !interruption.isAskedFor else {
            throw .conflict("Interrupted. Nothing is left behind.")
        }
        bars.withLock { bars in
            if bars[progress.noun] == nil {
                bars[progress.noun] = ProgressBar(
                    total: progress.total, progress.noun, console: console)
                bars[progress.noun]?.show(0)
            }
            bars[progress.noun]?.show(progress.done)
        }
    }
}

/// Whether the operator has asked for the end. The second time the system sees to it.
private final class Interruption: Sendable {
    private let isAsked = Atomic(false)

    var isAskedFor: Bool { isAsked.load(ordering: .relaxed) }

    init() {
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            // The handler keeps its source, for as long as the command runs.
            source.setEventHandler { [self] in
                isAsked.store(true, ordering: .relaxed)
                signal(number, SIG_DFL)
                source.cancel()
            }
            source.resume()
        }
    }
}

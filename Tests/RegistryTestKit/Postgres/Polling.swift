import Foundation

/// Waiting for something that tells nobody when it happens.
enum Polling {
    /// Looks every few milliseconds.
    ///
    /// - Returns: false where it hasn't happened in time.
    static func wait(within limit: Duration, until isDone: () throws -> Bool) rethrows -> Bool {
        let deadline = ContinuousClock.now + limit
        while try !isDone() {
            guard ContinuousClock.now < deadline else { return false }
            Thread.sleep(forTimeInterval: 0.003)
        }
        return true
    }
}

package import RegistryCore

/// A write that waits for its turn and then for its commit.
package protocol PendingWrite: AnyObject, Sendable {
    /// Does the work inside the transaction and keeps the outcome.
    func run(in transaction: WriteTransaction) throws(StoreFailure)
    /// Tells the waiting task its outcome, after the commit.
    func succeed()
    func fail(_ error: RegistryError)
}

/// `@unchecked Sendable`: after it was made it belongs to the thread that writes.
package final class Write<Value: Sendable>: PendingWrite, @unchecked Sendable {
    private let body: @Sendable (WriteTransaction) throws(StoreFailure) -> Value
    private let continuation: CheckedContinuation<Result<Value, RegistryError>, Never>
    private var outcome: Result<Value, RegistryError> = .failure(
        .broken("a write was answered before it ran"))

    package init(
        body: @escaping @Sendable (WriteTransaction) throws(StoreFailure) -> Value,
        continuation: CheckedContinuation<Result<Value, RegistryError>, Never>
    ) {
        self.body = body
        self.continuation = continuation
    }

    package func run(in transaction: WriteTransaction) throws(StoreFailure) {
        outcome = .success(try body(transaction))
    }

    package func succeed() { continuation.resume(returning: outcome) }

    package func fail(_ error: RegistryError) { continuation.resume(returning: .failure(error)) }
}

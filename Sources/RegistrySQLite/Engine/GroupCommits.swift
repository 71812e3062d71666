import RegistryCore
import RegistrySQL

/// The writer's loop. Each write stands in a savepoint of its own, so that one which fails takes
/// only its own changes with it.
struct GroupCommits {
    private let connection: Connection
    private let queue: WorkQueue<any PendingWrite>
    private let configuration: SQLiteConfiguration
    private let clock: RegistryClock
    private let ids: IDGenerator
    private let checkpointer: Checkpointer
    private let log = LogLength()
    /// The log's length when the writer may try again to empty it itself.
    private let nextAttempt = NextAttempt()

    init(
        connection: Connection, queue: WorkQueue<any PendingWrite>,
        configuration: SQLiteConfiguration, clock: RegistryClock, ids: IDGenerator,
        checkpointer: Checkpointer
    ) {
        self.connection = connection
        self.queue = queue
        self.configuration = configuration
        self.clock = clock
        self.ids = ids
        self.checkpointer = checkpointer
    }

    /// Commits until the queue is closed and empty.
    func run() {
        connection.observeLog(log)
        while let first = queue.next() {
            commitGroup(beginningWith: first)
            keepLogShort()
        }
    }

    private func commitGroup(beginningWith first: any PendingWrite) {
        let day: CalendarDate
        do throws(StoreFailure) {
            try connection.statement("BEGIN IMMEDIATE").run()
            day = try connection.settleDay(clock.today)
        } catch {
            connection.rollBack()
            refuse(beginningWith: first, error.registryError)
            return
        }
        var kept: [any PendingWrite] = []
        do throws(StoreFailure) {
            try take(beginningWith: first, day: day, keeping: &kept)
            try connection.statement("COMMIT").run()
        } catch {
            // Nobody is told of a success that is not on the disk.
            connection.rollBack()
            for write in kept { write.fail(error.registryError) }
            return
        }
        for write in kept { write.succeed() }
    }

    /// When no transaction can be begun, it is no use to let the others wait for the same. Those
    /// that arrive after anybody was told have nothing to do with it, and try for themselves.
    private func refuse(beginningWith first: any PendingWrite, _ error: RegistryError) {
        var waiting = [first]
        while let write = queue.nextIfAny() { waiting.append(write) }
        for write in waiting { write.fail(error) }
    }

    /// Takes writes until none is waiting or the transaction has been open for long enough.
    ///
    /// - Throws: only when the whole transaction is lost.
    private func take(
        beginningWith first: any PendingWrite, day: CalendarDate,
        keeping kept: inout [any PendingWrite]
    ) throws(StoreFailure) {
        let start = ContinuousClock.now
        var next: (any PendingWrite)? = first
        while let write = next {
            do throws(StoreFailure) {
                try runAgainIfDuplicate(write, day: day)
                kept.append(write)
            } catch {
                write.fail(error.registryError)
                // A full disk, for one, makes SQLite roll back all of it.
                guard connection.isInTransaction else { throw error }
            }
            let isOpenForMore =
                start.duration(to: .now) < .milliseconds(configuration.groupMilliseconds)
            next = isOpenForMore ? queue.nextIfAny() : nil
        }
    }

    /// A duplicate key means that an id was drawn twice, or that two keys which the register
    /// takes for different are one to the schema: decided anew, the first is gone.
    private func runAgainIfDuplicate(
        _ write: any PendingWrite, day: CalendarDate
    ) throws(StoreFailure) {
        do throws(StoreFailure) {
            try runInSavepoint(write, day: day)
        } catch {
            guard error.isDuplicateKey, connection.isInTransaction else { throw error }
            try runInSavepoint(write, day: day)
        }
    }

    private func runInSavepoint(
        _ write: any PendingWrite, day: CalendarDate
    ) throws(StoreFailure) {
        try connection.statement("SAVEPOINT one_write").run()
        do throws(StoreFailure) {
            try write.run(
                in: WriteTransaction(
                    connection: connection, milliseconds: clock.milliseconds(), day: day, ids: ids))
        } catch {
            if connection.isInTransaction {
                try connection.statement("ROLLBACK TO one_write").run()
                try connection.statement("RELEASE one_write").run()
            }
            throw error
        }
        try connection.statement("RELEASE one_write").run()
    }

    /// The log is emptied beside the writing. Under steady writing that never reaches its end, and
    /// the log would grow for ever: from a length on the writer copies what is left between two
    /// groups, so that the next one begins the log anew. It waits for nobody: while a long read
    /// (a backup) needs the log's end, the log grows, and the writer tries again some pages later.
    private func keepLogShort() {
        guard log.pages >= Int32(configuration.checkpointPages) else {
            nextAttempt.pages = 0
            return
        }
        guard log.pages >= Int32(configuration.checkpointPagesMax) else {
            checkpointer.wake()
            return
        }
        guard log.pages >= nextAttempt.pages else { return }
        // Refused while the checkpointer is at it: then it is tried after the next group.
        if connection.checkpointIfPossible() {
            nextAttempt.pages = log.pages + Int32(configuration.checkpointPages)
        }
    }

    private final class NextAttempt {
        var pages: Int32 = 0
    }
}

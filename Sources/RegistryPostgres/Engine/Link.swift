import CLibPQ
import Foundation
import RegistryCore
import RegistrySQL

/// One connection of libpq, none of whose calls waits for longer than it is told.
///
/// libpq's own waiting has no end: a server that hangs would take the thread with it. So everything
/// is sent without blocking, and the socket is watched until a deadline.
final class Link {
    /// Until when the server must have answered.
    var deadline: ContinuousClock.Instant
    private let handle: OpaquePointer
    private let warnings: Warnings

    /// Connects, to one host after the other where the URL has several; `connect_timeout` bounds
    /// each.
    ///
    /// - Parameters:
    ///   - url: as libpq takes it.
    ///   - defaults: settings that hold where the URL says nothing of them.
    ///   - overrides: settings that hold whatever the URL says.
    init(
        url: String, defaults: [String: String], overrides: [String: String] = [:]
    ) throws(StoreFailure) {
        deadline = .now
        // What comes later wins: the URL's settings stand in for `dbname`.
        let settings =
            defaults.sorted { $0.key < $1.key } + [("dbname", url)]
            + overrides.sorted { $0.key < $1.key }
        let started = Self.withCStrings(settings.map(\.0)) { keywords in
            Self.withCStrings(settings.map(\.1)) { values in
                PQconnectdbParams(keywords, values, 1)
            }
        }
        guard let started else { throw .unreachable("no memory for a connection") }
        // Ended by the deinitialiser too, when the connection is none.
        handle = started
        warnings = Warnings()
        guard PQstatus(handle) == CONNECTION_OK else { throw lost() }
        PQsetnonblocking(handle, 1)
        PQsetNoticeReceiver(
            handle,
            { context, result in
                guard let context, let result else { return }
                let warnings = Unmanaged<Warnings>.fromOpaque(context).takeUnretainedValue()
                if Answer.field(result, Link.severity) == "WARNING" {
                    warnings.count += 1
                }
            }, Unmanaged.passUnretained(warnings).toOpaque())
    }

    deinit { PQfinish(handle) }

    /// Whether the server waits for us, outside of a transaction.
    var isIdle: Bool {
        PQstatus(handle) == CONNECTION_OK && PQtransactionStatus(handle) == PQTRANS_IDLE
    }

    /// Which of several servers it is.
    var host: String { PQhost(handle).map { String(cString: $0) } ?? "" }
    var port: String { PQport(handle).map { String(cString: $0) } ?? "" }

    /// Warnings of the server so far. A commit that comes with one is on this server only.
    var warningCount: Int { warnings.count }

    private final class Warnings {
        var count = 0
    }

    /// `PG_DIAG_SEVERITY_NONLOCALIZED`, a character in a macro that is not imported.
    private static let severity = Int32(UInt8(ascii: "V"))

    private static func withCStrings<Value>(
        _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Value
    ) -> Value {
        let copies = texts.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        let pointers = copies.map { UnsafePointer($0) } + [nil]
        return pointers.withUnsafeBufferPointer { body($0.baseAddress!) }
    }

    // MARK: Waiting

    /// The connection is as good as gone: whoever holds it drops it.
    private func lost() -> StoreFailure {
        .unreachable(String(cString: PQerrorMessage(handle)))
    }

    private func wait(for events: Int16) throws(StoreFailure) {
        let socket = PQsocket(handle)
        guard socket >= 0 else { throw lost() }
        while true {
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { throw .unreachable("the server did not answer in time") }
            let milliseconds = left.components.seconds * 1_000
                + left.components.attoseconds / 1_000_000_000_000_000
            var watched = pollfd(fd: socket, events: events, revents: 0)
            let count = poll(&watched, 1, Int32(clamping: milliseconds + 1))
            if count > 0 { return }
            if count < 0, errno != EINTR {
                throw .unreachable("poll: \(String(cString: strerror(errno)))")
            }
        }
    }

    /// Sends what libpq has kept. Takes in what the server says meanwhile, which may be waiting
    /// for that before it reads on.
    func flush() throws(StoreFailure) {
        while true {
            switch PQflush(handle) {
            case 0: return
            case 1:
                try wait(for: Int16(POLLIN | POLLOUT))
                guard PQconsumeInput(handle) == 1 else { throw lost() }
            default: throw lost()
            }
        }
    }

    /// - Returns: nil behind the last result of a query.
    func result() throws(StoreFailure) -> Answer? {
        while PQisBusy(handle) == 1 {
            try wait(for: Int16(POLLIN))
            guard PQconsumeInput(handle) == 1 else { throw lost() }
        }
        guard let result = PQgetResult(handle) else {
            guard PQstatus(handle) == CONNECTION_OK else { throw lost() }
            return nil
        }
        return Answer(result)
    }

    // MARK: Sending

    private func require(_ code: Int32) throws(StoreFailure) {
        guard code == 1 else { throw lost() }
    }

    /// One or several statements without parameters. Not in pipeline mode.
    func send(simple sql: String) throws(StoreFailure) {
        try require(PQsendQuery(handle, sql))
    }

    func send(prepare name: String, _ sql: String) throws(StoreFailure) {
        try require(PQsendPrepare(handle, name, sql, 0, nil))
    }

    func send(prepared name: String, _ parameters: Parameters) throws(StoreFailure) {
        try require(
            parameters.withPointers {
                PQsendQueryPrepared(handle, name, Int32(parameters.count), $0, nil, nil, 0)
            })
    }

    func send(_ sql: String, _ parameters: Parameters) throws(StoreFailure) {
        try require(
            parameters.withPointers {
                PQsendQueryParams(handle, sql, Int32(parameters.count), nil, $0, nil, nil, 0)
            })
    }

    /// Gives out rows one by one from now on, instead of all of a query's at once.
    func streamRows() throws(StoreFailure) { try require(PQsetSingleRowMode(handle)) }

    // MARK: Pipelines

    func enterPipeline() throws(StoreFailure) { try require(PQenterPipelineMode(handle)) }
    func exitPipeline() throws(StoreFailure) { try require(PQexitPipelineMode(handle)) }
    /// Asks the server to answer what it has got so far.
    func requestFlush() throws(StoreFailure) { try require(PQsendFlushRequest(handle)) }
    /// Ends what an error makes the server skip.
    func sync() throws(StoreFailure) { try require(PQpipelineSync(handle)) }

    // MARK: Copying

    func put(copy bytes: [UInt8]) throws(StoreFailure) {
        var sent = 0
        while sent < bytes.count {
            // In pieces, so that the server has work while the rest is on its way.
            let count = min(bytes.count - sent, 64 * 1024)
            let code = bytes.withUnsafeBytes { bytes in
                PQputCopyData(
                    handle,
                    bytes.baseAddress?.advanced(by: sent).assumingMemoryBound(to: CChar.self),
                    Int32(count))
            }
            switch code {
            case 1: sent += count
            case 0: try flush()
            default: throw lost()
            }
        }
    }

    func endCopy() throws(StoreFailure) {
        while true {
            switch PQputCopyEnd(handle, nil) {
            case 1: return try flush()
            case 0: try flush()
            default: throw lost()
            }
        }
    }
}

/// What the server has answered.
final class Answer {
    private let handle: OpaquePointer

    init(_ handle: OpaquePointer) { self.handle = handle }

    deinit { PQclear(handle) }

    var status: ExecStatusType { PQresultStatus(handle) }
    var rowCount: Int32 { PQntuples(handle) }
    /// What was done, by the word with which the server says it: `COMMIT`.
    var command: String { PQcmdStatus(handle).map { String(cString: $0) } ?? "" }

    /// What the server refused, if it did.
    var failure: PostgresFailure? {
        guard status == PGRES_FATAL_ERROR else { return nil }
        return PostgresFailure(
            state: Self.field(handle, Int32(UInt8(ascii: "C"))) ?? PostgresFailure.unreachable,
            message: Self.field(handle, Int32(UInt8(ascii: "M")))
                ?? String(cString: PQresultErrorMessage(handle)))
    }

    static func field(_ handle: OpaquePointer, _ code: Int32) -> String? {
        PQresultErrorField(handle, code).map { String(cString: $0) }
    }

    func isNull(_ row: Int32, _ column: Int32) -> Bool {
        PQgetisnull(handle, row, column) == 1
    }

    func withBytes<Value>(
        _ row: Int32, _ column: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Value
    ) -> Value {
        let count = Int(PQgetlength(handle, row, column))
        guard let address = PQgetvalue(handle, row, column) else {
            return body(UnsafeBufferPointer(start: nil, count: 0))
        }
        return address.withMemoryRebound(to: UInt8.self, capacity: count) {
            body(UnsafeBufferPointer(start: $0, count: count))
        }
    }

    private static let bytea: Oid = 17

    func isBlob(_ column: Int32) -> Bool { PQftype(handle, column) == Self.bytea }
}

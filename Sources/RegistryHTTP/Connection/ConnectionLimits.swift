public import NIOCore
public import RegistryCore

/// What bounds one connection, in time and size.
public struct ConnectionLimits: Sendable, Equatable {
    /// Request line and headers: the bytes of target, names and values (contract section 14).
    public var headBytesMax: Int
    /// From the first byte of a request, or from the start of the connection, to the end of its
    /// head (contract section 14).
    public var headTimeout: TimeAmount
    /// Without a byte of a body that the server waits for, or without the client taking a byte of
    /// its answer (contract section 14).
    public var stallTimeout: TimeAmount
    /// Between an answer and the first byte of the next request.
    public var idleTimeout: TimeAmount
    /// After an answer that ends the connection before the request's body was read: how long the
    /// rest of the body is thrown away, so that the client comes to read the answer. A connection
    /// closed at once would be reset, and the answer lost with it.
    public var lingerTimeout: TimeAmount = .seconds(2)
    /// What may be left of a body when its answer is made for the connection to go on; the rest
    /// is then read and thrown away. With more left, the connection ends.
    public var discardedBytesMax = 64 * 1024

    /// Header fields of one request. Our choice: many times what clients and proxies send.
    static let headerFieldsMax = 256

    public init(_ limits: Limits = Limits(), idleTimeout: TimeAmount = .seconds(75)) {
        headBytesMax = limits.requestHeadBytesMax
        headTimeout = .seconds(Int64(limits.requestHeadSeconds))
        stallTimeout = .seconds(Int64(limits.bodyStallSeconds))
        self.idleTimeout = idleTimeout
    }
}

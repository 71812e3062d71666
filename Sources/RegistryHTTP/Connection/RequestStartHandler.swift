import NIOCore

/// Sees the bytes of a connection before they are parsed. It tells the ``ConnectionHandler`` that
/// bytes have come, which starts the time limit of a request's head; and it hides methods from the
/// parser that the parser would refuse.
///
/// The parser knows a fixed list of methods and ends the connection at any other, though a made-up
/// method is a request like any other and gets 405 (contract section 2). So a method that no route
/// has is replaced by one that the parser takes, and the connection handler puts it back. This is
/// done at the start of a connection's idle time only: of requests sent in one go (pipelining),
/// the first may have a made-up method.
final class RequestStartHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let connection: ConnectionHandler
    /// A method whose end hasn't come yet.
    private var heldBack: ByteBuffer?

    /// A method that the parser takes and no route has.
    private static let replacement = "PATCH"
    /// The longest method that is looked at, in bytes.
    private static let methodLengthMax = 64

    init(connection: ConnectionHandler) {
        self.connection = connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let isStart = connection.bytesArrived()
        if heldBack == nil {
            // All but every request ends here.
            guard isStart, !Self.startsWithCommonMethod(unwrapInboundIn(data)) else {
                return context.fireChannelRead(data)
            }
        }
        var bytes = unwrapInboundIn(data)
        if var start = heldBack.take() {
            start.writeBuffer(&bytes)
            bytes = start
        }
        let method = bytes.readableBytesView.prefix(Self.methodLengthMax).prefix(while: isTokenByte)
        guard method.count == bytes.readableBytes, method.count < Self.methodLengthMax else {
            return context.fireChannelRead(wrapInboundOut(replacingMethod(method, of: bytes)))
        }
        heldBack = bytes
    }

    private func replacingMethod(_ method: ByteBufferView, of bytes: ByteBuffer) -> ByteBuffer {
        guard !Self.startsWithCommonMethod(bytes), !method.isEmpty,
            bytes.readableBytesView.dropFirst(method.count).first == UInt8(ascii: " ")
        else { return bytes }
        connection.replacedMethod = String(decoding: method, as: UTF8.self)
        var rest = bytes
        rest.moveReaderIndex(forwardBy: method.count)
        var replaced = ByteBuffer(string: Self.replacement)
        replaced.writeBuffer(&rest)
        return replaced
    }

    /// The first four bytes of the methods that have routes, as one number each.
    private static func startsWithCommonMethod(_ bytes: ByteBuffer) -> Bool {
        switch bytes.getInteger(at: bytes.readerIndex, as: UInt32.self) {
        case 0x4745_5420: true  // "GET "
        case 0x504F_5354: bytes.hasPrefix("POST ")
        case 0x5055_5420: true  // "PUT "
        case 0x4845_4144: bytes.hasPrefix("HEAD ")
        case 0x4445_4C45: bytes.hasPrefix("DELETE ")
        case 0x4F50_5449: bytes.hasPrefix("OPTIONS ")
        default: false
        }
    }
}

extension ByteBuffer {
    fileprivate func hasPrefix(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { readableBytesView.starts(with: $0) }
    }
}

/// Whether a byte may stand in a method (RFC 9110 section 5.6.2, token).
private func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
    default:
        "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}

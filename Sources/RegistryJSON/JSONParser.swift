/// One pass over a text that makes its tape, or says what is wrong with it.
///
/// Objects and arrays that are open stand in a list, not on the call stack: whatever depth is
/// allowed, hostile nesting can't overflow the stack.
struct JSONParser {
    let bytes: [UInt8]
    let depthMax: Int
    /// Next byte to be read.
    var position = 0
    var nodes: [JSONNode] = []
    /// Opened and not yet closed, outermost first.
    private var open: [Container] = []
    private var duplicateKeys: JSONDuplicateKeys

    private struct Container {
        /// Index of its opening node.
        let node: Int
        /// The byte that closes it.
        let closing: UInt8
        /// Members or elements so far.
        var count = 0

        var isObject: Bool { closing == ASCII.closeBrace }

        var closingName: String { isObject ? #""}""# : #""]""# }
    }

    static func nodes(
        of bytes: [UInt8], limits: JSONLimits
    ) throws(JSONFault) -> [JSONNode] {
        var parser = JSONParser(bytes: bytes, depthMax: limits.depthMax)
        try parser.document()
        return parser.nodes
    }

    private init(bytes: [UInt8], depthMax: Int) {
        self.bytes = bytes
        self.depthMax = depthMax
        duplicateKeys = JSONDuplicateKeys(bytes: bytes)
        // A certification has a value or key for about every 14 bytes.
        nodes.reserveCapacity(bytes.count / 14 + 8)
    }

    // MARK: Structure

    private mutating func document() throws(JSONFault) {
        try checkEncoding()
        repeat {
            try value()
            try endOfValue()
        } while !open.isEmpty
        skipSpace()
        guard position == bytes.count else {
            throw JSONFault("more text follows the end of the JSON value", at: position)
        }
    }

    /// What is no UTF-8 from its first bytes on is told so, not that a character is unexpected.
    private func checkEncoding() throws(JSONFault) {
        guard bytes.count <= JSONNode.textBytesMax else {
            throw JSONFault("the text is longer than \(JSONNode.textBytesMax) bytes", at: 0)
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw JSONFault("JSON may not begin with a byte order mark", at: 0)
        }
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
            || bytes.prefix(2).contains(0)
        {
            throw JSONFault("the text is UTF-16 or UTF-32 instead of UTF-8", at: 0)
        }
    }

    /// Reads on to where the next value is complete: one that is no container, or an empty
    /// container. Opens the containers that stand before it.
    private mutating func value() throws(JSONFault) {
        while true {
            skipSpace()
            guard position < bytes.count else { throw endOfText() }
            switch bytes[position] {
            case ASCII.openBrace:
                try beginContainer(closing: ASCII.closeBrace)
                if try endContainer() { return }
                try key()
            case ASCII.openBracket:
                try beginContainer(closing: ASCII.closeBracket)
                if try endContainer() { return }
            default:
                return try scalar()
            }
        }
    }

    /// Reads what follows a complete value: the ends of its containers, or a comma and, in an
    /// object, the next key.
    private mutating func endOfValue() throws(JSONFault) {
        while let container = open.last {
            open[open.count - 1].count += 1
            if try endContainer() { continue }
            guard position < bytes.count else { throw endOfText() }
            guard bytes[position] == ASCII.comma else {
                throw unexpected(instead: #""," or \#(container.closingName)"#)
            }
            let comma = position
            position += 1
            skipSpace()
            if position < bytes.count, bytes[position] == container.closing {
                throw JSONFault("a comma may not stand before \(container.closingName)", at: comma)
            }
            if container.isObject { try key() }
            return
        }
    }

    private mutating func beginContainer(closing: UInt8) throws(JSONFault) {
        guard open.count < depthMax else {
            throw JSONFault(
                "objects and arrays are nested deeper than the limit of \(depthMax)", at: position)
        }
        open.append(Container(node: nodes.count, closing: closing))
        // How far it goes is known when it ends.
        nodes.append(JSONNode(start: position, extent: 0))
        position += 1
    }

    /// Ends the innermost container if its closing byte comes next.
    private mutating func endContainer() throws(JSONFault) -> Bool {
        skipSpace()
        guard
            let container = open.last,
            position < bytes.count, bytes[position] == container.closing
        else { return false }
        nodes.append(JSONNode(start: position, extent: container.count))
        nodes[container.node] = JSONNode(
            start: nodes[container.node].start, extent: nodes.count)
        if container.isObject { try duplicateKeys.refuse(inObjectAt: container.node, of: nodes) }
        open.removeLast()
        position += 1
        return true
    }

    /// Reads a member's key and its colon.
    private mutating func key() throws(JSONFault) {
        skipSpace()
        guard position < bytes.count else { throw endOfText() }
        guard bytes[position] == ASCII.quote else {
            throw unexpected(instead: "a key in double quotes")
        }
        try string()
        skipSpace()
        guard position < bytes.count else { throw endOfText() }
        guard bytes[position] == ASCII.colon else { throw unexpected(instead: #"":""#) }
        position += 1
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case ASCII.space, ASCII.lineFeed, ASCII.carriageReturn, ASCII.tab: position += 1
            default: return
            }
        }
    }

    private func endOfText() -> JSONFault {
        guard let container = open.last else {
            return JSONFault("the text is empty", at: position)
        }
        let start = nodes[container.node].start
        return endOfText(inside: container.isObject ? "an object" : "an array", from: start)
    }
}

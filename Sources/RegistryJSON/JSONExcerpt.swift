/// The beginning of a text, for messages.
enum JSONExcerpt {
    /// The first `scalarsMax` scalars of well-formed UTF-8, at the cost of what is kept.
    static func text(of bytes: ArraySlice<UInt8>, scalarsMax: Int) -> String {
        var scalars = 0
        let end = bytes.firstIndex { byte in
            if !UTF8Sequence.isContinuation(byte) { scalars += 1 }
            return scalars > scalarsMax
        }
        return String(decoding: bytes[..<(end ?? bytes.endIndex)], as: UTF8.self)
    }
}

extension String {
    /// The text without Unicode white space at both ends (contract section 2, "Text"); what is
    /// inside stays as sent.
    public func trimmed() -> String {
        // Most values begin and end with visible ASCII: nothing to do, and nothing to copy.
        if let first = utf8.first, let last = utf8.last,
            (0x21...0x7F).contains(first), (0x21...0x7F).contains(last)
        {
            return self
        }
        let scalars = unicodeScalars
        guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[start...last])
    }

    /// Whether the text has more than `limit` Unicode scalars, the unit of every length in the
    /// contract. Counts only where the number of bytes leaves it open.
    public func isLonger(thanScalars limit: Int) -> Bool {
        let bytes = utf8.count
        if bytes <= limit { return false }
        if bytes > 4 * limit { return true }
        return unicodeScalars.count > limit
    }

    /// The first `count` Unicode scalars; the whole text if it has no more.
    public func prefix(scalars count: Int) -> String {
        isLonger(thanScalars: count) ? String(unicodeScalars.prefix(count)) : self
    }
}

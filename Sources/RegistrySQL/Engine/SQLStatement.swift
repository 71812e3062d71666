/// A statement of a connection: values are bound in the order of its question marks, columns read
/// in the order in which the SQL names them, so that both stand beside their SQL.
///
/// Used by whoever uses its connection, and by nobody else meanwhile.
public protocol SQLStatement: AnyObject {
    @discardableResult func bind(_ value: Int64) -> Self
    @discardableResult func bind(_ value: String) -> Self
    /// UTF-8 text that is bytes already: a document.
    @discardableResult func bind(text bytes: [UInt8]) -> Self
    @discardableResult func bind(blob bytes: [UInt8]) -> Self
    @discardableResult func bindNull() -> Self
    /// One parameter for `{texts k}`.
    @discardableResult func bind(texts: [String]) -> Self
    /// One parameter for `{integers k}`.
    @discardableResult func bind(integers: [Int64]) -> Self

    /// Goes on to the next row.
    ///
    /// - Returns: false when there is none.
    func step() throws(StoreFailure) -> Bool
    /// Runs a statement that has no rows, and makes it ready for the next time. An engine may
    /// report its failure at the next statement that has rows, or at the end of the transaction.
    func run() throws(StoreFailure)
    /// Makes the statement ready for the next time. Its last error was reported by ``step()``.
    func reset()

    /// A truth value is 0 or 1.
    func integer() -> Int64
    func optionalInteger() -> Int64?
    func text() -> String
    func optionalText() -> String?
    /// A text or blob as bytes.
    func bytes() -> [UInt8]
    func optionalBytes() -> [UInt8]?
}

extension SQLStatement {
    @discardableResult
    package func bind(_ value: Int64?) -> Self {
        if let value { return bind(value) }
        return bindNull()
    }

    @discardableResult
    package func bind(_ value: String?) -> Self {
        if let value { return bind(value) }
        return bindNull()
    }
}

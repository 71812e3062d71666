import RegistryJSON

/// SQL that is put together from literals, with the values of its question marks in their order.
/// A value is never part of the text.
struct SQLText: ExpressibleByStringLiteral {
    enum Value {
        case integer(Int64)
        case text(String)
        /// One parameter for `json_each`, so that the text doesn't depend on how many there are.
        case list([Value])
    }

    private(set) var sql: String
    private(set) var values: [Value]

    init(_ sql: String, _ values: Value...) {
        self.sql = sql
        self.values = values
    }

    init(stringLiteral sql: String) {
        self.sql = sql
        values = []
    }

    static func + (left: SQLText, right: SQLText) -> SQLText {
        var sum = left
        sum.sql += right.sql
        sum.values += right.values
        return sum
    }

    static func += (left: inout SQLText, right: SQLText) { left = left + right }
}

extension Connection {
    /// The statement of such a text, with its values bound.
    func statement(of text: SQLText) throws(StoreFailure) -> PreparedStatement {
        let statement = try statement(composed: text.sql)
        for value in text.values { statement.bind(value) }
        return statement
    }
}

extension PreparedStatement {
    fileprivate func bind(_ value: SQLText.Value) {
        switch value {
        case .integer(let integer): bind(integer)
        case .text(let text): bind(text)
        case .list:
            var writer = JSONWriter(capacity: 64)
            value.write(into: &writer)
            bind(text: writer.bytes)
        }
    }
}

extension SQLText.Value {
    fileprivate func write(into writer: inout JSONWriter) {
        switch self {
        case .integer(let integer): writer.integer(integer)
        case .text(let text): writer.string(text)
        case .list(let values): writer.array { for value in values { value.write(into: &$0) } }
        }
    }
}

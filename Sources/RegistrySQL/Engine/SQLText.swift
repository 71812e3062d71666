/// SQL that is put together from literals, with the values of its question marks in their order.
/// A value is never part of the text.
struct SQLText: ExpressibleByStringLiteral {
    enum Value {
        case integer(Int64)
        case text(String)
        /// One parameter, so that the text doesn't depend on how many there are. All of one kind:
        /// of texts for `{texts k}`, of integers for `{integers k}`.
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

extension SQLConnection {
    /// The statement of such a text, with its values bound.
    func statement(of text: SQLText) throws(StoreFailure) -> any SQLStatement {
        let statement = try statement(varying: text.sql)
        for value in text.values { value.bind(to: statement) }
        return statement
    }
}

extension SQLText.Value {
    fileprivate func bind(to statement: any SQLStatement) {
        switch self {
        case .integer(let integer): statement.bind(integer)
        case .text(let text): statement.bind(text)
        case .list(let values):
            let integers = values.compactMap(\.integer)
            if integers.count == values.count, !values.isEmpty {
                statement.bind(integers: integers)
            } else {
                statement.bind(texts: values.compactMap(\.text))
            }
        }
    }

    private var integer: Int64? {
        guard case .integer(let integer) = self else { return nil }
        return integer
    }

    private var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }
}

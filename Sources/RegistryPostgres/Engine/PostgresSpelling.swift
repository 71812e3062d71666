import RegistrySQL

extension SQLSpelling {
    /// Lists of values are arrays. The server picks its indexes and orders of joins itself.
    static let postgres = SQLSpelling { word, arguments in
        switch (word, arguments.count) {
        case ("texts", 1): "unnest(?::text[]) AS \(arguments[0])(value)"
        case ("integers", 1): "unnest(?::bigint[]) AS \(arguments[0])(value)"
        case ("join", 0): "JOIN"
        // The fence keeps the planner from reading all of an account to find a thousand keys.
        case ("lookup", 3):
            "CROSS JOIN LATERAL (SELECT * FROM \(arguments[0]) \(arguments[1]) WHERE"
        case ("found", 1): "OFFSET 0) \(arguments[0])"
        // A plan that was made while the table was small would take any index of the account.
        case ("same", 1): "(\(arguments[0]) + 0)"
        case ("by", 1), ("sorting", 0): ""
        case ("greatest", 0): "greatest"
        case ("least", 0): "least"
        case ("ifnull", 0): "coalesce"
        case ("array", 1): "coalesce(json_agg(\(arguments[0])), '[]')"
        case ("member", 2): "\(arguments[0])::json ->> '\(arguments[1])'"
        case ("isDocument", 1): "true"
        default: nil
        }
    }

    /// As the server reads it: parameters are `$1`, not `?1` or the next `?`. No text of ours has
    /// a question mark in a literal.
    static func postgresText(_ sql: String) throws(StoreFailure) -> String {
        var text = ""
        var next = 1
        var rest = Substring(try postgres.spell(sql))
        while let mark = rest.firstIndex(of: "?") {
            text += rest[..<mark]
            rest = rest[rest.index(after: mark)...]
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            if digits.isEmpty {
                text += "$\(next)"
                next += 1
            } else {
                text += "$\(digits)"
                rest = rest[digits.endIndex...]
            }
        }
        return text + rest
    }
}

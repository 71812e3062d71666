import RegistrySQL

extension SQLSpelling {
    /// Lists of values are JSON arrays.
    static let sqlite = SQLSpelling { word, arguments in
        switch (word, arguments.count) {
        case ("texts", 1), ("integers", 1): "json_each(?) \(arguments[0])"
        case ("join", 0): "CROSS JOIN"
        case ("lookup", 3):
            "CROSS JOIN \(arguments[0]) \(arguments[1]) INDEXED BY \(arguments[2]) ON"
        case ("found", 1): ""
        case ("same", 1): String(arguments[0])
        case ("by", 1): "INDEXED BY \(arguments[0])"
        case ("sorting", 0): "+"
        case ("greatest", 0): "max"
        case ("least", 0): "min"
        case ("ifnull", 0): "ifnull"
        case ("array", 1): "json_group_array(\(arguments[0]))"
        case ("member", 2): "\(arguments[0]) ->> '\(arguments[1])'"
        case ("isDocument", 1): "json_valid(\(arguments[0]))"
        default: nil
        }
    }
}

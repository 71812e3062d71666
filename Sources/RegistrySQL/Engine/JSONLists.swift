import RegistryJSON

/// Short lists in one column, as a JSON array.
package enum JSONLists {
    package static func write(_ texts: [String]) -> [UInt8] {
        var writer = JSONWriter(capacity: 64)
        writer.array { writer in
            for text in texts { writer.string(text) }
        }
        return writer.bytes
    }

    package static func write(_ integers: [Int64]) -> [UInt8] {
        var writer = JSONWriter(capacity: 64)
        writer.array { writer in
            for integer in integers { writer.integer(integer) }
        }
        return writer.bytes
    }

    static func texts(_ bytes: [UInt8]) throws(StoreFailure) -> [String] {
        try root(of: bytes).elements.compactMap(\.string)
    }

    static func integers(_ bytes: [UInt8]) throws(StoreFailure) -> [Int64] {
        try root(of: bytes).elements.compactMap(\.integer)
    }

    private static func root(of bytes: [UInt8]) throws(StoreFailure) -> JSONValue {
        do {
            return try JSONDocument(parsing: bytes).root
        } catch {
            throw .broken("a stored list is no JSON: \(error)")
        }
    }
}

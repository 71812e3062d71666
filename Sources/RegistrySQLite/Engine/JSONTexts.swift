import RegistryJSON

/// Short lists of texts in one column, as a JSON array.
enum JSONTexts {
    static func write(_ texts: [String]) -> [UInt8] {
        var writer = JSONWriter(capacity: 64)
        writer.array { writer in
            for text in texts { writer.string(text) }
        }
        return writer.bytes
    }

    static func read(_ bytes: [UInt8]) throws(StoreFailure) -> [String] {
        do {
            return try JSONDocument(parsing: bytes).root.elements.compactMap(\.string)
        } catch {
            throw .broken("a stored list is no JSON: \(error)")
        }
    }
}

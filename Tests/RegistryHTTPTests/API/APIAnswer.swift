import RegistryJSON

/// An answer of the API.
struct APIAnswer: Sendable {
    let status: Int
    /// By lower-case name.
    let headers: [String: String]
    let body: String

    /// The body, which must be JSON.
    var json: JSONValue {
        get throws { try JSONDocument(parsing: Array(body.utf8)).root }
    }

    /// What stands at a path such as `data.certified_entity.company_name` or `errors.0.code`.
    func at(_ path: String) throws -> JSONValue? { try json.at(path) }

    func text(_ path: String) throws -> String? { try at(path)?.string }

    func flag(_ path: String) throws -> Bool? { try at(path)?.boolean }

    func number(_ path: String) throws -> Int64? { try at(path)?.integer }

    /// Whether there is a null: a key that is left out is none.
    func isNull(_ path: String) throws -> Bool { try at(path)?.isNull == true }

    /// The keys of the object at a path, in their order.
    func keys(_ path: String) throws -> [String] { try at(path)?.members.map(\.key) ?? [] }

    /// How many elements the array at a path has; nil for what is none.
    func count(_ path: String) throws -> Int? {
        try at(path).flatMap { $0.kind == .array ? $0.count : nil }
    }

    /// The text at a path of each element of an array.
    func texts(_ path: String, in array: String = "data") throws -> [String?] {
        try at(array)?.elements.map { $0.at(path)?.string } ?? []
    }

    /// The JSON text at a path.
    func source(_ path: String) throws -> String? {
        try at(path)?.sourceText(scalarsMax: .max)
    }

    // MARK: Errors

    /// Codes and fields of the errors, as `code field` or `code`.
    var faults: [String] {
        get throws {
            try (at("errors")?.elements.map { $0 } ?? []).map { item in
                [item["code"]?.string, item["field"]?.string].compactMap { $0 }
                    .joined(separator: " ")
            }
        }
    }

    /// The record index of each error; nil for one without.
    var recordIndices: [Int64?] {
        get throws { try at("errors")?.elements.map { $0["record_index"]?.integer } ?? [] }
    }

    /// Status and code, as `404 not_found`: what most refusals are known by.
    var refusal: String {
        get throws { try "\(status) \(text("errors.0.code") ?? "-")" }
    }
}

extension JSONValue {
    /// What stands at a path of keys and indices.
    func at(_ path: String) -> JSONValue? {
        var value: JSONValue? = self
        for part in path.split(separator: ".") {
            if let index = Int(part) {
                let elements = value.map { Array($0.elements) } ?? []
                value = elements.indices.contains(index) ? elements[index] : nil
            } else {
                value = value?[String(part)]
            }
        }
        return value
    }
}

import RegistryJSON

/// What holds whatever bytes are parsed. The mutation test and the fuzzer check it alike.
enum JSONPromises {
    /// What does not hold for `bytes`; nil if all is well.
    static func broken(by bytes: [UInt8]) -> String? {
        let root: JSONValue
        do {
            root = try JSONDocument(parsing: bytes).root
        } catch {
            return broken(by: error, for: bytes)
        }
        let text = String(decoding: bytes[root.offset..<root.endOffset], as: UTF8.self)
        guard root.sourceText(scalarsMax: .max).utf8.elementsEqual(text.utf8) else {
            return "the source text is not what was sent"
        }
        if let broken = broken(by: root, within: 0..<bytes.count) { return broken }
        let rewritten = rewritten(root)
        guard let again = try? JSONDocument(parsing: rewritten).root else {
            return "what the writer wrote is refused"
        }
        guard again.isSame(as: root) else { return "what the writer wrote is another value" }
        guard self.rewritten(again) == rewritten else { return "writing again differs" }
        return nil
    }

    private static func broken(by error: JSONSyntaxError, for bytes: [UInt8]) -> String? {
        guard !error.reason.isEmpty else { return "an error without reason" }
        guard 0...bytes.count ~= error.offset else { return "an error outside of the text" }
        // The place found again by another way: by lines, and by what String makes of one.
        let lines = bytes[..<error.offset].split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let column = String(decoding: lines.last ?? [], as: UTF8.self).unicodeScalars.count + 1
        guard error.line == lines.count, error.column == column else {
            return "line and column are not those of the offset"
        }
        return nil
    }

    /// Children stand inside their parent, one after the other, and are found by key.
    private static func broken(by value: JSONValue, within range: Range<Int>) -> String? {
        guard value.offset < value.endOffset, range.contains(value.offset),
            value.endOffset <= range.upperBound
        else { return "a value outside of its parent" }
        var start = value.offset + 1
        var children = 0
        for member in value.members {
            children += 1
            guard start <= member.keyOffset, member.keyOffset < member.value.offset else {
                return "a key that is not before its value"
            }
            // In a large object each look-up is long.
            if children <= 100, value[member.key]?.offset != member.value.offset {
                return "a member is not found by its key"
            }
            if let broken = broken(by: member.value, within: start..<value.endOffset - 1) {
                return broken
            }
            start = member.value.endOffset
        }
        for element in value.elements {
            children += 1
            if let broken = broken(by: element, within: start..<value.endOffset - 1) {
                return broken
            }
            start = element.endOffset
        }
        return children == value.count ? nil : "the count is not that of the children"
    }

    /// The value as the writer writes it.
    static func rewritten(_ value: JSONValue) -> [UInt8] {
        var writer = JSONWriter()
        writer.value(value)
        return writer.bytes
    }
}

extension JSONWriter {
    /// A value of a document, without its white space and with its strings escaped anew.
    mutating func value(_ value: JSONValue) {
        switch value.kind {
        case .null: null()
        case .boolean: boolean(value.boolean!)
        case .number: raw(value.numberText!.utf8)
        case .string: string(value.string)
        case .array: array { for element in value.elements { $0.value(element) } }
        case .object:
            object {
                for member in value.members {
                    $0.key(member.key)
                    $0.value(member.value)
                }
            }
        }
    }
}

extension JSONValue {
    /// Whether both mean the same: objects whatever the order of their members, strings by code
    /// points, numbers by their text.
    func isSame(as other: JSONValue) -> Bool {
        guard kind == other.kind, count == other.count else { return false }
        switch kind {
        case .null: return true
        case .boolean: return boolean == other.boolean
        case .number: return numberText == other.numberText
        case .string: return string!.utf8.elementsEqual(other.string!.utf8)
        case .array: return zip(elements, other.elements).allSatisfy { $0.isSame(as: $1) }
        case .object:
            let others = Dictionary(
                uniqueKeysWithValues: other.members.map { (Array($0.key.utf8), $0.value) })
            return members.allSatisfy { others[Array($0.key.utf8)]?.isSame(as: $0.value) == true }
        }
    }
}

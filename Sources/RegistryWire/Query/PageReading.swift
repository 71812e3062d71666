import RegistryCore

/// The parameters that every list has: `limit`, `order`, `order_by`, and `offset` or `next_key`
/// (contract section 2, "Paging").
extension QueryReader {
    static func pageFields<Sort: PageSort>(_ sort: Sort.Type) -> [QueryField] {
        [
            QueryField(
                "limit", .wholeNumber(1...limitMax),
                "how many rows a page has; \(PageRequest<Sort>.limitDefault) if not sent",
                example: "2", isInExampleQuery: true),
            QueryField(
                "offset", .wholeNumber(offsets),
                "which page, from 0: it counts pages, not rows; not with `next_key`", example: "0"),
            QueryField(
                "next_key", .key,
                "opens the page after the one whose `meta.next_key` it is; not with `offset`",
                example: exampleKey),
            QueryField(
                "order", .choice(["ASC", "DESC"]),
                "`ASC` begins with the earliest or smallest, `DESC` with the latest or largest; in "
                    + "any case, `DESC` if not sent",
                example: "ASC"),
            QueryField(
                "order_by", .choice(Sort.allCases.map(\.rawValue)),
                "what the rows are sorted by, those with the same value by id; `created_at` if not "
                    + "sent",
                example: "updated_at"),
        ]
    }

    /// One that belongs to no list.
    private static let exampleKey = PageKey(
        cursor: PageCursor(value: .integer(1_767_225_600), id: RecordID(5_001)),
        binding: PageBinding(fingerprint: 0x5f3a_91c4_7be2_08d6)
    ).text

    private static let limitMax: Int64 = 100
    private static let offsets: ClosedRange<Int64> = 0...(.max - 1)

    /// Reads the page. What the list is restricted by must have been read before.
    ///
    /// - Parameters:
    ///   - defaultSort: of a list that asks for none.
    ///   - isLenient: a larger limit is read as the largest (contract section 2, "Profile of a
    ///     key").
    ///   - binding: the list that pages in this order belong to.
    mutating func page<Sort>(
        _ defaultSort: Sort, isLenient: Bool, binding: (PageRequest<Sort>) -> PageBinding
    ) -> (page: PageRequest<Sort>, binding: PageBinding) {
        var page = PageRequest(sort: defaultSort)
        let limit = integer(
            "limit", in: 1...(isLenient ? .max : Self.limitMax),
            advice: "Send a limit of 1 to \(Self.limitMax) rows.")
        page.limit = limit.map { Int(min($0, Self.limitMax)) } ?? page.limit
        page.isAscending = order() ?? page.isAscending
        let fields = Sort.allCases.map(\.rawValue).joined(separator: ", ")
        page.sort =
            value("order_by", advice: "Send one of \(fields).") { Sort(rawValue: $0) }
            ?? page.sort
        let binding = binding(page)
        page.start = start(page.sort, binding) ?? page.start
        return (page, binding)
    }

    private mutating func order() -> Bool? {
        value("order", advice: "Send ASC or DESC.") { text in
            switch text.lowercased() {
            case "asc": true
            case "desc": false
            default: nil
            }
        }
    }

    private mutating func start<Sort: PageSort>(
        _ sort: Sort, _ binding: PageBinding
    ) -> PageStart? {
        let offset = integer(
            "offset", in: Self.offsets, advice: "Send an offset of 0 or more pages.")
        guard let sent = value("next_key") else { return offset.map { .batch(Int($0)) } }
        if value("offset") != nil {
            refuse(sent, "Send either next_key or offset: both say where the page begins.")
            return nil
        }
        guard let key = PageKey(sent.text) else {
            refuse(sent, "Send next_key as the meta of the page before gave it.")
            return nil
        }
        // Filters that were refused say nothing of the list that the key belongs to.
        guard faults.isEmpty else { return nil }
        guard key.binding == binding, sort.takes(key.cursor.value) else {
            refuse(
                sent,
                "Send next_key with the call, filters and order of the page that gave it; limit "
                    + "alone may change.")
            return nil
        }
        return .after(key.cursor)
    }
}

extension PageSort {
    /// Whether a row's value of this field is of that kind.
    fileprivate func takes(_ value: PageCursor.Value) -> Bool {
        switch value {
        case .text: isText
        case .integer: !isText
        }
    }
}

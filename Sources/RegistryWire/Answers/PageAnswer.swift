public import RegistryCore
import RegistryJSON

extension Answers {
    /// A page of certifications (contract sections 2, "Paging", and 8).
    public static func page<Format: WireAnswerFormat>(
        _ page: Page<CertificationRecord>, of list: CertificationListRequest,
        as format: Format.Type, _ context: AnswerContext
    ) -> [UInt8] {
        object(bytesUsual: 512 + page.rows.count * recordBytesUsual) { writer in
            writer.array("data") { writer in
                for record in page.rows { Format.write(record, context: context, into: &writer) }
            }
            let query = list.query
            writer.object("meta") { writer in
                writer.member("total_pages", page.totalPages(of: query.limit))
                writer.member("total_rows", page.totalRows)
                writer.member("order", query.isAscending ? "ASC" : "DESC")
                writer.member("order_by", query.sort.rawValue)
                writer.member("limit", query.limit)
                writer.member("offset", query.start.batch)
                writer.member("next_key", page.next.map { list.binding.key(after: $0) } ?? "")
                if !page.totalIsExact { writer.member("total_is_exact", false) }
            }
        }
    }
}

extension Page {
    /// How many pages of so many rows the whole list fills; nil where nobody has counted it.
    fileprivate func totalPages(of limit: Int) -> Int? {
        totalIsExact ? (totalRows + limit - 1) / limit : nil
    }
}

extension PageStart {
    /// The number of the page; nil for one that is found by key.
    fileprivate var batch: Int? {
        if case .batch(let number) = self { number } else { nil }
    }
}

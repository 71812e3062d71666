public import RegistryCore

extension Answers {
    /// A page of certifications (contract sections 2, "Paging", and 8).
    public static func page<Format: WireAnswerFormat>(
        _ page: Page<CertificationRecord>, of list: CertificationListRequest,
        as format: Format.Type, _ context: AnswerContext, _ recorder: Recorder = nil
    ) -> [UInt8] {
        self.page(page, list.query.page, list.binding, recorder) { record, writer in
            Format.write(record, context: context, into: &writer)
        }
    }

    /// A page of certification bodies (contract section 10).
    public static func page<Format: WireAnswerFormat>(
        _ page: Page<BodyRecord>, of list: BodyListRequest, as format: Format.Type,
        _ context: AnswerContext, _ recorder: Recorder = nil
    ) -> [UInt8] {
        self.page(page, list.query.page, list.binding, recorder) { record, writer in
            Format.write(record, context: context, into: &writer)
        }
    }

    private static func page<Row, Sort>(
        _ page: Page<Row>, _ request: PageRequest<Sort>, _ binding: PageBinding,
        _ recorder: Recorder, write: (Row, inout AnswerWriter) -> Void
    ) -> [UInt8] {
        object(recorder, bytesUsual: 512 + page.rows.count * recordBytesUsual) { writer in
            writer.array("data") { writer in
                for row in page.rows { write(row, &writer) }
            }
            writer.object("meta") { writer in
                writer.member("total_pages", page.totalPages(of: request.limit))
                writer.member("total_rows", page.totalRows)
                writer.member(
                    "order", request.isAscending ? "ASC" : "DESC", of: ["ASC", "DESC"])
                writer.member(
                    "order_by", request.sort.rawValue, of: Sort.allCases.map(\.rawValue))
                writer.member("limit", request.limit)
                writer.member("offset", request.start.batch)
                writer.member("next_key", page.next.map { binding.key(after: $0) } ?? "")
                if !page.totalIsExact {
                    writer.member("total_is_exact", false, isAlwaysThere: false)
                }
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

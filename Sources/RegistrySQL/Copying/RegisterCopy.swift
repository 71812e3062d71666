package import RegistryCore

/// Copies every row of a register to another database, whichever the engines, and makes sure that
/// both hold the same.
package struct RegisterCopy {
    let source: CopySource
    let target: any CopyTarget
    let report: WorkProgress.Report

    package init(
        from source: CopySource, to target: any CopyTarget, report: @escaping WorkProgress.Report
    ) {
        self.source = source
        self.target = target
        self.report = report
    }

    /// Rows, and their bytes, that are held in memory and sent together.
    private static let batchRowsMax = 4_096
    private static let batchBytesMax = 4 * 1_024 * 1_024

    /// Runs inside the target's transaction, which is to be undone when this throws.
    ///
    /// - Returns: what both databases hold.
    /// - Throws: ``RegistryError/conflict(_:)`` where the copy differs, or something can't be
    ///   stored in the target.
    package func run() throws(StoreFailure) -> [TableContents] {
        var found: [TableContents] = []
        for table in CopiedTable.all { found.append(try copy(table)) }
        try compare(found)
        return found
    }

    /// The source shows one moment, so that what is counted of it while it is copied is as good as
    /// what is counted afterwards.
    private func copy(_ table: CopiedTable) throws(StoreFailure) -> TableContents {
        let total = try ofSource { () throws(StoreFailure) in
            try source.connection.rowCount(of: table.name)
        }
        var progress = RowProgress(noun: "rows of \(table.name)", total: total)
        var contents = ContentsOfRows()
        var batch: [[CopiedValue]] = []
        var bytes = 0
        func send() throws(StoreFailure) {
            guard !batch.isEmpty else { return }
            do throws(StoreFailure) {
                try target.add(batch, to: table)
            } catch {
                throw refusal(error, of: table)
            }
            batch.removeAll(keepingCapacity: true)
            bytes = 0
        }
        try ofSource { () throws(StoreFailure) in
            try source.connection.walk(table) { row throws(StoreFailure) in
                contents.add(row)
                batch.append(row)
                bytes += row.reduce(0) { $0 + $1.bytes }
                if batch.count == Self.batchRowsMax || bytes >= Self.batchBytesMax { try send() }
                try progress.advance(report)
            }
        }
        try send()
        guard contents.rows == total else {
            throw .broken("\(source.name) counts \(total) rows of \(table.name), and has others")
        }
        try ofTarget { () throws(StoreFailure) in try target.complete(table) }
        return contents.contents(of: table)
    }

    // MARK: Comparing

    private func compare(_ expected: [TableContents]) throws(StoreFailure) {
        var progress = RowProgress(
            noun: "rows compared", total: expected.reduce(0) { $0 + $1.rows })
        for (table, expected) in zip(CopiedTable.all, expected) {
            var found = ContentsOfRows()
            try ofTarget { () throws(StoreFailure) in
                try target.connection.walk(table) { row throws(StoreFailure) in
                    found.add(row)
                    try progress.advance(report)
                }
            }
            let contents = found.contents(of: table)
            guard contents == expected else { throw difference(contents, expected) }
        }
    }

    private func difference(
        _ found: TableContents, _ expected: TableContents
    ) -> StoreFailure {
        .register(
            .conflict(
                "The copy of table \(found.table) differs: \(source.name) has "
                    + "\(expected.rows) rows with the checksum \(expected.checksum), the copy "
                    + "\(found.rows) with \(found.checksum). Nothing was kept. Look at the source "
                    + "with `certregistry check`; if all is well there, report this message."))
    }

    // MARK: Failures

    /// What the target says of rows that it doesn't take.
    private func refusal(_ error: StoreFailure, of table: CopiedTable) -> StoreFailure {
        guard case .engine(let failure) = error, case .broken = failure.registryError else {
            return error.whileCopying(target.name)
        }
        return .register(
            .conflict(
                "\(target.name) doesn't take what \(source.name) holds in table \(table.name): "
                    + "\(failure.message). Nothing was kept. Look at the source with "
                    + "`certregistry check`."))
    }

    private func ofSource<Value>(
        _ body: () throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> Value {
        do throws(StoreFailure) {
            return try body()
        } catch {
            throw error.whileCopying(source.name)
        }
    }

    private func ofTarget<Value>(
        _ body: () throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> Value {
        do throws(StoreFailure) {
            return try body()
        } catch {
            throw error.whileCopying(target.name)
        }
    }
}

extension StoreFailure {
    /// An engine's failure with the name of its database, and with what is to be done.
    package func whileCopying(_ name: String) -> StoreFailure {
        guard case .engine(let failure) = self else { return self }
        if failure.isDamage {
            return .register(
                .conflict(
                    "\(name) is damaged: \(failure.message). Nothing of the copy was kept: look "
                        + "at it with `certregistry check`."))
        }
        guard case .unavailable(let sentence, let seconds) = failure.registryError else {
            return self
        }
        return .register(
            .unavailable(
                "\(name): \(sentence) Nothing of the copy was kept: run the command again when "
                    + "the database can be used.",
                retryAfterSeconds: seconds))
    }
}

import RegistryCore
import RegistrySQL

/// How closely SQLite looks at its own structures.
enum Depth {
    /// Every page and row.
    case quick
    /// Also whether each index holds what its table does, which takes several times as long.
    case full
}

extension SQLConnection {
    /// What SQLite finds wrong with the file.
    func damage(_ depth: Depth) throws(StoreFailure) -> [String] {
        let statement =
            switch depth {
            case .quick: try statement("PRAGMA quick_check")
            case .full: try statement("PRAGMA integrity_check")
            }
        defer { statement.reset() }
        let texts = try rows(of: statement) { $0.text() }
        return texts == ["ok"]
            ? [] : texts.map { $0.split(separator: "\n").joined(separator: "; ") }
    }

    /// - Parameter name: what the message calls the file.
    func requireSound(
        _ name: String, _ depth: Depth, _ report: WorkProgress.Report
    ) throws(StoreFailure) {
        for done in 0...1 {
            try coreCall { () throws(RegistryError) in
                try report(WorkProgress("looks through the copy", done: done, of: 1))
            }
            guard done == 0 else { return }
            if let first = try damage(depth).first { throw .damaged(name, first) }
        }
    }
}

extension StoreFailure {
    static func damaged(_ name: String, _ text: String) -> StoreFailure {
        .register(.conflict("The file at \(name) is damaged: \(text)."))
    }

    /// What SQLite stumbles over in a damaged file, as something to be told of that file.
    func asDamage(of name: String) -> StoreFailure {
        guard isDamage, case .engine(let error) = self else { return self }
        return .damaged(name, error.message)
    }
}

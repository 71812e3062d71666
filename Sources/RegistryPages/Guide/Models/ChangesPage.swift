import RegistryJSON

/// `/docs/changes`.
struct ChangesPage: PageModel {
    let documents = LinkModel.descriptions
    let entries: [Entry]

    struct Entry: PageModel {
        let id: String
        let date: String
        let title: String
        let changes: [Change]
    }

    struct Change: PageModel {
        let textHTML: Markup
    }

    init() throws {
        let log = try APIChanges.load()
        entries = log.entries.enumerated().map { index, entry in
            Entry(
                // Several entries may have one date.
                id: "change-\(log.entries.count - index)", date: entry.date, title: entry.title,
                changes: entry.changes.map { Change(textHTML: Markup(phrase: $0)) })
        }
    }
}

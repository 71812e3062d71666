import Foundation
import RegistryApp
import RegistryCore
import RegistryHTTP
import RegistryWire

/// docs/API.md, rendered from what the program reads and answers by: the calls, the fields of
/// their bodies, the parameters of their queries, and answers that are made for it.
struct APIPage {
    private var requests = RequestTables()

    static var text: String {
        get throws {
            var page = APIPage()
            return try page.render()
        }
    }

    private mutating func render() throws -> String {
        // First, for the calls link to the tables.
        for call in ClientAPI.calls {
            for version in WireVersion.allCases { _ = requests.link(to: call, version) }
        }
        let roles = Role.allCases.map { calls(of: $0) }
        return
            ([
                introduction, summaries, roles.joined(separator: "\n\n"), Self.parameters,
                Self.requests, requests.text, try Self.answers, try Self.errors, Self.limits,
            ]).joined(separator: "\n\n") + "\n"
    }

    // MARK: Calls

    private var introduction: String {
        let count = ClientAPI.calls.reduce(0) { $0 + $1.roles.count } * WireVersion.allCases.count
        return """
            # Client API

            All \(count) calls: what they take, and what they answer. What holds for all of them,
            what is our own decision and why, is in [CHOICES](CHOICES.md). This page is written by
            its test from what the program itself goes by (`CERTREGISTRY_WRITE_GOLDEN=1 bin/test
            --filter DocumentTests`).

            [Calls](#calls) · [Query parameters](#query-parameters) ·
            [Requests](#requests) · [Answers](#answers) · [Errors](#errors) · [Limits](#limits)

            ## Calls

            Paths begin with `/api/client/v1` or `/api/client/v2`. Each call needs the headers
            `x-http-authorization`, with a key of the role in the path, and
            `Accept: application/json`; one with a body needs `Content-Type: application/json`. A
            call of scope write needs a key that may write.
            """
    }

    private var summaries: String {
        let rows = ClientAPI.calls.map { call in
            let roles = call.roles.map(\.rawValue).joined(separator: ", ")
            return [call.name, roles, call.summary]
        }
        return Markdown.table(["call", "for", "what it does"], rows)
    }

    private mutating func calls(of role: Role) -> String {
        let calls = ClientAPI.calls.filter { $0.roles.contains(role) }
        var rows: [[String]] = []
        for call in calls {
            rows.append([
                call.name, "`\(call.method) /\(role.rawValue)/\(call.path)`",
                call.scope.rawValue, bodyLinks(call), Self.parameterLink(of: call),
                Self.link(to: call.answer),
            ])
        }
        let head = ["call", "method and path", "scope", "body", "query", "answer"]
        return [
            "### \(role.rawValue): \(role.title)", "\(calls.count) calls in each version.",
            Markdown.table(head, rows),
        ].joined(separator: "\n\n")
    }

    private mutating func bodyLinks(_ call: Call) -> String {
        switch call.body {
        case .none: return "–"
        case .optional: return "none, or `{}`"
        case .single, .bulk:
            let titles = WireVersion.allCases.map { requests.link(to: call, $0) }
            guard Set(titles).count > 1 else { return Markdown.link("V1, V2", to: titles[0]) }
            return zip(WireVersion.allCases, titles).map {
                Markdown.link($0.title, to: $1)
            }.joined(separator: ", ")
        }
    }

    // MARK: Query parameters

    private static func parameterTitle(of call: Call) -> String {
        let same = ClientAPI.calls.filter { parameterRows($0) == parameterRows(call) }
        return "Query of " + (same.count == 1 ? call.name : "the other uploads and updates")
    }

    private static func parameterLink(of call: Call) -> String {
        guard !call.query.isEmpty else { return "–" }
        let names = call.query.map { "`\($0.name)`" }
        let text = names.count > 2 ? "filters, paging" : names.joined(separator: ", ")
        return Markdown.link(text, to: parameterTitle(of: call))
    }

    private static func parameterRows(_ call: Call) -> [[String]] {
        call.query.map { field in
            [
                "`\(field.name)`",
                field.isRepeatable ? "up to \(QueryField.valuesMax) times" : "once",
                Rules.text(field.rule), field.meaning,
            ]
        }
    }

    private static var parameters: String {
        var sections: [(title: String, rows: [[String]])] = []
        for call in ClientAPI.calls where !call.query.isEmpty {
            let title = parameterTitle(of: call)
            guard !sections.contains(where: { $0.title == title }) else { continue }
            sections.append((title, parameterRows(call)))
        }
        let head = """
            ## Query parameters

            A parameter that may be sent several times is repeated, without brackets; its values
            are alternatives. Any other parameter, an empty value and a single one sent twice are
            `validation_error`.
            """
        return
            ([head]
            + sections.map { section in
                "### \(section.title)\n\n"
                    + Markdown.table(["parameter", "sent", "value", "what it does"], section.rows)
            }).joined(separator: "\n\n")
    }

    // MARK: Requests

    private static let requests = """
        ## Requests

        Text is UTF-8; white space around it is removed; lengths count Unicode scalars. A date is
        `"YYYYMMDD"` or `"YYYY-MM-DD"`, a flag `true`, `false`, 1, 0 or one of the texts `true`,
        `false`, `yes`, `no`, `1`, `0` in any case. A word of a list is read in any case and may be
        one that the operator has mapped. What may hold line breaks may hold tabs too; no other
        control character may stand in a text. Unknown keys are ignored, and the answer warns of
        them.

        What is not mandatory may be left out or be null: then it stays as stored. An empty text
        or array clears it. In an update only what is sent is looked at.
        """

    // MARK: Limits

    private static var limits: String {
        let rows = ServeConfiguration.settings.filter { setting in
            guard case .integer = setting.kind else { return false }
            return setting.concern == .limits || setting.concern == .api
        }.map { ["`\($0.key)`", $0.defaultText, $0.help] }
        let fixed = """
            Fixed: an answer lists at most \(Limits.faultsMax) faults and \(Limits.warningsMax)
            warnings; a query has at most \(QueryParameters.countMax) parameters, one of them
            at most \(QueryField.valuesMax) values; a filtered total is counted up to
            \(Page<Never>.totalRowsMax) rows.
            """
        return [
            "## Limits", "All of these can be [set](SETTINGS.md); here are the defaults.",
            Markdown.table(["setting", "default", "what it limits"], rows), fixed,
        ].joined(separator: "\n\n")
    }
}

/// The little Markdown that the page needs.
enum Markdown {
    static func table(_ head: [String], _ rows: [[String]]) -> String {
        ([head, head.map { _ in "---" }] + rows).map { cells in
            "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }.joined(separator: "\n")
    }

    /// A link to a heading of the same page, by the anchor that GitHub gives it.
    static func link(_ text: String, to heading: String) -> String {
        let kept = heading.lowercased().filter { character in
            character.isLetter || character.isNumber || "_- ".contains(character)
        }
        let anchor = kept.replacing(" ", with: "-")
        return "[\(text)](#\(anchor))"
    }
}

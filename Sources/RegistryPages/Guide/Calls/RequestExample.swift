import RegistryCore
import RegistryHTTP
import RegistryJSON
import RegistryWire

/// A complete request of a call, with this server's address, a key and ids that it knows.
struct RequestExample: Sendable {
    let call: RoleCall
    let key: String
    /// Of the path's parameter.
    let pathID: String?
    let query: [QueryValue]
    let body: JSONTree?

    struct QueryValue: Sendable {
        let name: String
        let value: String
    }

    /// The longest line of a body that is not broken.
    private static let columnsMax = 68
    /// What stands for a key that the guide doesn't know.
    static let placeholderKey = "YOUR_KEY"

    /// - Parameters:
    ///   - query: instead of what the call's own example asks for.
    ///   - body: instead of the one with everything.
    init(
        _ call: RoleCall, _ configuration: GuideConfiguration, query: [QueryValue]? = nil,
        body: JSONTree? = nil
    ) {
        let account = configuration.account(of: call.role)
        self.call = call
        key = account?.key ?? Self.placeholderKey
        pathID = call.call.pathParameter.map { _ in Self.id(for: call, account) }
        self.query = query ?? Self.query(of: call)
        switch call.call.body {
        case .none, .optional: self.body = nil
        case .single, .bulk:
            self.body =
                body
                ?? WireField.exampleBody(of: call.call.fields[call.version], for: call.role)
        }
    }

    /// Lists with a filter and a size: a first look that says something in any register.
    private static func query(of call: RoleCall) -> [QueryValue] {
        QueryField.exampleQuery(of: call.call.query).map {
            QueryValue(name: $0.name, value: $0.value)
        }
    }

    /// Without an account the ids of the sample answers.
    private static func id(
        for call: RoleCall, _ account: GuideConfiguration.Account?
    ) -> String {
        let deletable = account?.deletable[call.version]
        let isDeletion = call.call.answer == .deletion
        return switch call.call.pathParameter {
        case "company_id": deletable?.certifiedEntityID ?? ExampleID.certifiedEntity.description
        case "certification_bodies_id":
            account?.certificationBodyID ?? ExampleID.certificationBody.description
        default:
            (isDeletion ? deletable?.certificationID : account?.certificationID)
                ?? ExampleID.certification.description
        }
    }

    var path: String {
        let values = query.map { "\($0.name)=\(URLText.escape($0.value))" }.joined(separator: "&")
        return call.path(with: pathID) + (values.isEmpty ? "" : "?" + values)
    }

    var url: String { ServerAddress.placeholder + path }
    var bodyJSON: String? { body?.indented(columnsMax: Self.columnsMax) }

}

/// What the templates of the three languages need; each value is quoted for its language.
struct CodeModel: PageModel {
    let method: String
    let isGet: Bool
    let takesBody: Bool
    let url: String
    let urlInShell: String
    let keyHeaderInShell: String
    let key: String
    let bodyInShell: String
    let bodyInPython: String
    let bodyInSwift: String

    init(_ example: RequestExample) {
        method = example.call.call.methodName
        isGet = example.call.call.methodName == "GET"
        takesBody = example.body != nil
        url = Quoting.string(example.url)
        urlInShell = Quoting.shell(example.url)
        keyHeaderInShell = Quoting.shell("x-http-authorization: \(example.key)")
        key = Quoting.string(example.key)
        bodyInShell = example.bodyJSON.map(Quoting.shell) ?? ""
        bodyInPython = example.body.map { PythonText.text(of: $0) } ?? ""
        bodyInSwift = example.bodyJSON.map(Quoting.swiftLines) ?? ""
    }
}

/// One request in several languages.
struct CodeExampleModel: PageModel {
    /// What tells it from others of the page: `example-upload`.
    let id: String
    /// What it does, for who can't see where it stands.
    let label: String
    /// The page of the call.
    let languages: [LanguageModel]

    struct LanguageModel: PageModel {
        let id: String
        let name: String
        /// As editors call it.
        let language: String
        let label: String
        let codeHTML: Markup
        let isFirst: Bool
    }

    private static let languages = [
        ("curl", "shell", "code-curl"), ("Python", "python", "code-python"),
        ("Swift", "swift", "code-swift"),
    ]

    /// - Parameter label: nil for the call's title.
    init(
        _ example: RequestExample, id: String, label: String? = nil, templates: Templates
    ) throws {
        self.id = id
        let label = label ?? example.call.title
        self.label = label
        let model = CodeModel(example)
        languages = try Self.languages.enumerated().map { index, language in
            let (name, highlighted, template) = language
            let code = try templates.render(template, model)
            return LanguageModel(
                id: "\(id)-\(highlighted)", name: name, language: highlighted,
                label: "\(label) in \(name)",
                codeHTML: Markup(html: String(code.trimmingSuffix(while: \.isWhitespace))),
                isFirst: index == 0)
        }
    }
}

extension StringProtocol {
    func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> SubSequence {
        var end = endIndex
        while end > startIndex, isTrimmed(self[index(before: end)]) { end = index(before: end) }
        return self[..<end]
    }
}

/// Values within a URL.
enum URLText {
    /// Everything but unreserved characters as the percent escapes of its UTF-8 bytes.
    static func escape(_ text: String) -> String {
        text.utf8.map { byte in
            let character = Character(Unicode.Scalar(byte))
            guard !isUnreserved(character) else { return String(character) }
            let digits = String(byte, radix: 16, uppercase: true)
            return "%" + (digits.count == 1 ? "0" : "") + digits
        }.joined()
    }

    private static func isUnreserved(_ character: Character) -> Bool {
        guard character.isASCII else { return false }
        return character.isLetter || character.isNumber || "-._~".contains(character)
    }
}

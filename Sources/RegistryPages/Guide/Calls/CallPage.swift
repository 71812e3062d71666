import RegistryCore
import RegistryHTTP
import RegistryJSON
import RegistryWire

/// The page of one call.
struct CallPage: PageModel {
    let title: String
    let summaryHTML: Markup
    let audience: String
    let audienceAddress: String
    let method: String
    let path: String
    let isWrite: Bool
    let isDeletion: Bool
    let otherVersion: LinkModel

    let headers: [HeaderModel]
    let pathParameter: PathParameterModel?
    let hasParameters: Bool
    let parameters: [ParameterModel]
    let hasBody: Bool
    let isBodyOptional: Bool
    let bodyMax: String
    let fields: [FieldModel]
    let examples: CodeExampleModel
    let samples: [SampleModel]
    let members: [MemberModel]
    let answerHeaders: [HeaderModel]
    let faults: [FaultGroupModel]
    let tryIt: TryItModel?

    struct HeaderModel: PageModel {
        let name: String
        /// Nil where it differs for each caller.
        let valueCode: String?
        let meaningHTML: Markup
    }

    struct PathParameterModel: PageModel {
        let name: String
        let meaningHTML: Markup
    }

    struct SampleModel: PageModel {
        let id: String
        let caption: String?
        let label: String
        let code: String
    }

    /// The codes of one status.
    struct FaultGroupModel: PageModel {
        let status: Int
        let phrase: String
        /// What such an answer carries beside what all carry; nil where that is nothing.
        let header: String?
        let codes: [FaultModel]
    }

    /// The form; everything it sends is the example at first.
    struct TryItModel: PageModel {
        let method: String
        let path: String
        let key: String
        let pathParameter: String?
        let pathID: String
        let parameters: [ParameterModel]
        let hasParameters: Bool
        let takesBody: Bool
        let body: String
    }

    init(_ call: RoleCall, _ configuration: GuideConfiguration, templates: Templates) throws {
        let declared = call.call
        let example = RequestExample(call, configuration)
        title = call.title
        summaryHTML = Markup(sentence: declared.summary)
        audience = call.role.guideNoun
        audienceAddress = Place.calls(call.role, call.version).path
        method = declared.methodName
        path = call.path
        isWrite = declared.scope == .write
        isDeletion = declared.answer == .deletion
        otherVersion = Self.otherVersion(of: call)
        headers = Self.headers(of: call)
        pathParameter = declared.pathParameter.map {
            PathParameterModel(
                name: $0, meaningHTML: Markup(sentence: declared.pathParameterMeaning ?? ""))
        }
        let values = Dictionary(
            example.query.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        let parameters = declared.query.map { ParameterModel($0, value: values[$0.name] ?? "") }
        self.parameters = parameters
        hasParameters = !parameters.isEmpty
        hasBody = call.takesBody
        isBodyOptional = if case .optional = declared.body { true } else { false }
        bodyMax = Self.bodyMax(of: declared.body, configuration.limits)
        fields = FieldModel.models(
            of: declared.fields[call.version], call.role, configuration.limits)
        examples = try CodeExampleModel(example, id: "example", templates: templates)
        samples = try Self.samples(of: call)
        members = declared.answerMembers(to: call.role, in: call.version)
            .map { MemberModel($0, within: "answer") }
        answerHeaders = AnswerHeader.all(ofStatus: 200).map {
            HeaderModel(
                name: $0.rawValue, valueCode: nil, meaningHTML: Markup(sentence: $0.meaning))
        }
        faults = FaultGroupModel.groups(of: declared.faultCodes)
        tryIt =
            configuration.isTryItOn
            ? TryItModel(
                method: declared.methodName, path: call.path,
                key: configuration.account(of: call.role)?.key ?? "",
                pathParameter: declared.pathParameter, pathID: example.pathID ?? "",
                parameters: parameters, hasParameters: !parameters.isEmpty,
                takesBody: call.takesBody, body: example.bodyJSON ?? "")
            : nil
    }

    private static func otherVersion(of call: RoleCall) -> LinkModel {
        let other = RoleCall(
            call: call.call, role: call.role, version: call.version == .v1 ? .v2 : .v1)
        return LinkModel(title: other.version.guideTitle, address: other.pagePath)
    }

    private static func headers(of call: RoleCall) -> [HeaderModel] {
        var headers = [
            HeaderModel(
                name: "x-http-authorization", valueCode: nil,
                meaningHTML: Markup(
                    phrase: call.call.scope == .write
                        ? "A key of \(call.role.title) that may write."
                        : "A key of \(call.role.title).")),
            HeaderModel(
                name: "Accept", valueCode: "application/json", meaningHTML: .none),
        ]
        if call.takesBody {
            headers.append(
                HeaderModel(
                    name: "Content-Type", valueCode: "application/json",
                    meaningHTML: .none))
        }
        return headers
    }

    private static func bodyMax(of body: Call.Body, _ limits: Limits) -> String {
        switch body {
        case .none: ""
        case .single, .optional: ByteText.text(limits.singleBodyBytesMax)
        case .bulk: ByteText.text(limits.bulkBodyBytesMax)
        }
    }

    private static func samples(of call: RoleCall) throws -> [SampleModel] {
        try call.call.sampleAnswers(to: call.role, in: call.version).enumerated().map {
            index, sample in
            SampleModel(
                id: "answer-\(index + 1)", caption: sample.caption.isEmpty ? nil : sample.caption,
                label: sample.caption.isEmpty
                    ? "JSON of the answer" : "JSON of the answer, \(sample.caption)",
                code: try JSONDocument(parsing: sample.body).root.indented(columnsMax: 72))
        }
    }
}

extension CallPage.FaultGroupModel {
    /// The codes by status, in the order of both.
    static func groups(of codes: [FaultCode]) -> [CallPage.FaultGroupModel] {
        let statuses = Set(codes.map(\.status)).sorted()
        return statuses.map { status in
            CallPage.FaultGroupModel(
                status: status, phrase: Errors.title(ofStatus: status),
                header: AnswerHeader.own(ofStatus: status)?.rawValue,
                codes: codes.filter { $0.status == status }.map(FaultModel.init))
        }
    }
}

/// A code of the catalogue.
struct FaultModel: PageModel {
    let code: String
    let status: Int
    let phrase: String
    /// Its anchor in the catalogue.
    let id: String
    let address: String
    let remedyHTML: Markup

    init(_ code: FaultCode) {
        self.code = code.rawValue
        status = code.status
        phrase = Errors.title(ofStatus: code.status)
        id = Self.anchor(of: code)
        address = "\(Place.article(.errors).path)#\(Self.anchor(of: code))"
        remedyHTML = Markup(phrase: code.remedy)
    }

    static func anchor(of code: FaultCode) -> String {
        "error-" + code.rawValue.replacing("_", with: "-")
    }
}

enum ByteText {
    /// `8 MiB`, where it is that exactly.
    static func text(_ bytes: Int) -> String {
        for (unit, name) in [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")]
        where bytes >= unit && bytes % unit == 0 {
            return "\(bytes / unit) \(name)"
        }
        return "\(RuleText.grouped(bytes)) bytes"
    }
}

/// A link of a page.
struct LinkModel: PageModel {
    let title: String
    let address: String
}

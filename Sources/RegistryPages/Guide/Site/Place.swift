import RegistryCore
import RegistryHTTP
import RegistryWire

/// One page of the site, by what is on it.
enum Place: Sendable {
    case root
    case overview
    case article(Article)
    case calls(Role, WireVersion)
    case call(RoleCall)
    case limits, vocabularies, changes, openAPI

    /// Prose: a fragment of HTML in a template of the article's name.
    enum Article: String, CaseIterable {
        case gettingStarted = "getting-started"
        case authentication
        case requests
        case responses
        case errors
        case dataHandling = "data-handling"
        case movingFromCertSearch = "moving-from-certsearch"
        case retrying
    }

    var title: String {
        switch self {
        case .root: "An open register of accredited certifications"
        case .overview: "Overview"
        case .article(let article): article.title
        case .calls(let role, let version): "\(role.guideTitle) \(version.guideTitle)"
        case .call(let call): call.title
        case .limits: "Limits"
        case .vocabularies: "Vocabularies"
        case .changes: "Changes"
        case .openAPI: "OpenAPI"
        }
    }

    /// What windows, bookmarks and lists of results show: calls of one name are told apart.
    var windowTitle: String {
        switch self {
        case .call(let call): "\(call.title) · \(call.role.guideTitle)"
        case .root, .overview, .article, .calls, .limits, .vocabularies, .changes, .openAPI: title
        }
    }

    var path: String {
        switch self {
        case .root: "/"
        case .overview: "/docs"
        case .article(let article): "/docs/\(article.rawValue)"
        case .calls(let role, let version): "/docs/\(version.rawValue)/\(role.rawValue)"
        case .call(let call): call.pagePath
        case .limits: "/docs/limits"
        case .vocabularies: "/docs/vocabularies"
        case .changes: "/docs/changes"
        case .openAPI: "/docs/openapi"
        }
    }
}

extension Place.Article {
    var title: String {
        switch self {
        case .gettingStarted: "Getting Started"
        case .authentication: "Authentication"
        case .requests: "Requests"
        case .responses: "Responses"
        case .errors: "Errors"
        case .dataHandling: "Data Handling"
        case .movingFromCertSearch: "Moving from CertSearch"
        case .retrying: "Retrying"
        }
    }

    /// The sentence below the title.
    var lead: String {
        switch self {
        case .gettingStarted:
            "From nothing to a stored certificate: what you need, and three calls to try."
        case .authentication:
            "A key in a header says who is calling, and decides what may be read and written."
        case .requests:
            "How a request is built: its address, headers and body, and the query of lists."
        case .responses:
            "What success looks like: the shapes of answers, their values, ids and headers."
        case .errors:
            "How a refusal is told, what is checked first, and every code with its remedy."
        case .dataHandling:
            "How the register finds what it has stored, so that nothing is stored twice."
        case .movingFromCertSearch:
            "What comes along, what differs, and an order of work that finds problems early."
        case .retrying:
            "What may be sent again, when, and what it does."
        }
    }
}

extension Role {
    /// The heading of its calls.
    var guideTitle: String {
        switch self {
        case .accreditationBody: "Accreditation Body API"
        case .certificationBody: "Certification Body API"
        case .multinationalCertificationBody: "Multi-national CB API"
        }
    }

    /// Who calls it, without article.
    var guideNoun: String {
        switch self {
        case .accreditationBody: "Accreditation body"
        case .certificationBody: "Certification body"
        case .multinationalCertificationBody: "Multi-national certification body"
        }
    }

    /// What it calls for.
    var guidePurpose: String {
        switch self {
        case .accreditationBody:
            "Records the certification bodies that it accredits, with scope and status, and "
                + "uploads certifications for them."
        case .certificationBody: "Uploads, reads and keeps up its own certifications."
        case .multinationalCertificationBody:
            "Uploads certifications of several associated certification bodies under one account."
        }
    }
}

extension WireVersion {
    var guideTitle: String { rawValue.uppercased() }
}

import Hummingbird
import RegistryHTTP
import RegistryPages

extension Guide {
    /// Where its pages are.
    private static let paths = ["/", "/docs", "/docs/**"]

    /// Serves its pages, and one that says so wherever nothing is. To be called after the routes
    /// of all others.
    func addRoutes(to router: Router<RegistryRequestContext>) {
        router.addDocuments(at: Self.paths, answer: document)
        router.addDocumentsElsewhere(answer: document)
    }

    @Sendable private func document(_ request: DocumentRequest) throws -> DocumentAnswer? {
        let answer = try answer(
            to: GuideRequest(
                path: request.path, query: request.query.all.map { ($0.name, $0.value) },
                host: request.host, isSecure: request.isSecure,
                prefersPages: request.acceptsHTML))
        return answer.map { answer in
            DocumentAnswer(
                status: answer.status, contentType: answer.contentType, body: answer.body,
                entityTag: answer.entityTag, headers: answer.headers)
        }
    }
}

import Mustache

/// Templates that say when something is missing.
struct Templates: Sendable {
    private let library: MustacheLibrary

    /// - Parameter texts: by name, as partials name them.
    init(_ texts: [String: String]) throws {
        var library = MustacheLibrary()
        for (name, text) in texts {
            try TemplateTags.check(text, of: name, partials: Set(texts.keys))
            try library.register(text, named: name)
        }
        self.library = library
    }

    /// - Throws: ``TemplateError/missingKeys(_:in:)`` when the template names what neither the
    ///   model nor what stands around it has.
    func render(_ name: String, _ model: any PageModel) throws(TemplateError) -> String {
        let root = RootNode(try ModelNode(model))
        guard let text = library.render(root, withTemplate: name) else {
            throw .unknownTemplate(name)
        }
        let missing = root.missing
        guard missing.isEmpty else { throw .missingKeys(missing.sorted(), in: name) }
        return text
    }
}

/// The end of every search for a name: what it has not, nobody has.
private final class RootNode: MustacheParent {
    private let node: ModelNode
    private(set) var missing: Set<String> = []

    init(_ node: ModelNode) { self.node = node }

    func child(named name: String) -> Any? {
        if let child = node.child(named: name) { return child }
        missing.insert(name)
        return nil
    }
}

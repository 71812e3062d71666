import RegistryCore
import RegistryJSON

/// Schemes and standards of a certification (contract sections 5 and 12).
enum SchemeData {
    static let standardName = WireDatum<StandardDraft>(
        rule: .word(.standard(within: nil, namedBy: nil), FieldRules.standardName), datum: nil
    ) { sent, draft, reader in
        let (scheme, bodies) = (draft.scheme, draft.bodies)
        draft.standard = reader.change(sent, 0) { value, reader in
            guard let scheme else {
                // In an unknown scheme a standard can't be looked up: its form is all there is.
                _ = reader.text(value, FieldRules.standardName)
                return .refused
            }
            return reader.word(value, FieldRules.standardName) { terms, text in
                terms.standard(text, within: scheme, namedBy: bodies)
            }
        }
    }.about(
        "a standard of the scheme that the certification is to, with its edition",
        example: ExampleRecords.standardName, second: "ISO 14001:2015")

    static let name = WireDatum<SchemeDraft>(
        rule: .word(.scheme(namedBy: nil), FieldRules.schemeName), datum: nil
    ) { sent, draft, reader in
        let bodies = draft.bodies
        draft.scheme = reader.change(sent, 0) { value, reader in
            reader.word(value, FieldRules.schemeName) { terms, text in
                terms.scheme(text, namedBy: bodies)
            }
        }
    }.about(
        "the certification scheme", example: ExampleRecords.schemeName,
        second: "Environmental Management Systems")

    /// Stands behind the scheme's name in a shape, since a standard is looked up in its scheme.
    static func standards(
        _ key: WireKey, _ standard: WireShape<StandardDraft>
    ) -> WireEntry<SchemeDraft> {
        let rule = WireRule.objects(standard.fields, countMax: .limit(\.standardsPerSchemeMax))
        let about = About("the standards of the scheme that the certification is to, at least one")
        return WireEntry([WireField(key, rule, nil, about: about)]) { sent, draft, reader in
            let empty = StandardDraft(scheme: draft.scheme.value, bodies: draft.bodies)
            let max = reader.context.limits.standardsPerSchemeMax
            draft.standards = reader.change(sent, 0) { value, reader in
                reader.elements(of: value, "standards of one scheme", countMax: max).map {
                    $0.compactMap { reader.read($0, standard, empty)?.standard.value }
                }
            }
            draft.standardsValue = sent.value(0)
        }
    }

    /// Stands behind the accreditation body in a shape, since the body's own additions to the
    /// library are known to who names it.
    static func schemes(
        _ key: WireKey, _ scheme: WireShape<SchemeDraft>
    ) -> WireEntry<RecordDraft> {
        let rule = WireRule.objects(scheme.fields, countMax: .limit(\.schemesMax))
        let about = About("what the certification is to: at least one scheme with its standards")
        return WireEntry([WireField(key, rule, .schemes, about: about)]) { sent, draft, reader in
            let empty = SchemeDraft(bodies: reader.knownBodies(draft.certification))
            let max = reader.context.limits.schemesMax
            let drafts: Change<[SchemeDraft]> = reader.change(sent, 0) { value, reader in
                reader.elements(of: value, "schemes", countMax: max).map {
                    $0.map { reader.read($0, scheme, empty) ?? empty }
                }
            }
            guard let drafts = drafts.value else { return }
            draft.certification.schemes = .set(reader.merged(drafts))
            draft.certification.usesIAFSectors = usesIAFSectors(drafts)
        }
    }

    /// Nil when no known scheme does, but an unknown one may.
    private static func usesIAFSectors(_ drafts: [SchemeDraft]) -> Bool? {
        if drafts.contains(where: { $0.scheme.value?.usesIAFSectors ?? false }) { return true }
        return drafts.contains { $0.scheme.value == nil } ? nil : false
    }
}

/// A scheme as it is sent.
struct SchemeDraft: Sendable {
    /// Whose additions to the library the uploader knows.
    let bodies: Set<RecordID>
    var scheme: Change<Scheme> = .keep
    var standards: Change<[Standard]> = .keep
    var standardsValue: JSONValue?

    init(bodies: Set<RecordID>) { self.bodies = bodies }
}

/// A standard as it is sent.
struct StandardDraft: Sendable {
    /// Nil when the scheme is unknown.
    let scheme: Scheme?
    let bodies: Set<RecordID>
    var standard: Change<Standard> = .keep

    init(scheme: Scheme?, bodies: Set<RecordID>) {
        self.scheme = scheme
        self.bodies = bodies
    }
}

extension WireReader {
    /// Doubles are kept once: a scheme that comes again adds its standards to the first.
    fileprivate mutating func merged(_ drafts: [SchemeDraft]) -> [CertifiedScheme] {
        var schemes: [CertifiedScheme] = []
        for draft in drafts {
            guard let scheme = draft.scheme.value else { continue }
            let index =
                schemes.firstIndex { $0.schemeID == scheme.id } ?? schemes.endIndex
            if index == schemes.endIndex {
                schemes.append(CertifiedScheme(schemeID: scheme.id, standardIDs: []))
            }
            for standard in draft.standards.value ?? []
            where !schemes[index].standardIDs.contains(standard.id) {
                schemes[index].standardIDs.append(standard.id)
            }
            let count = schemes[index].standardIDs.count
            let max = context.limits.standardsPerSchemeMax
            if count > max, let value = draft.standardsValue {
                fault(
                    .validationError, at: value,
                    "Send at most \(max) standards of one scheme; with those before there are "
                        + "\(count).")
            }
        }
        return schemes
    }
}

/// What the commands of vocabularies ask. The operator knows all accreditation bodies' additions.
extension TermReader {
    public func scheme(_ text: String) -> Reading<Scheme> {
        read(text, .scheme(namedBy: nil)) { vocabularies.library.scheme($0, namedBy: nil) }
    }

    /// What a word names in a list that operators keep. A standard may be a pair of several
    /// schemes, and of one pair there may be several: everyone's and accreditation bodies'.
    ///
    /// - Parameter scheme: in which a standard is looked up; nil: in all.
    public func terms(
        _ text: String, of list: KeptList, within scheme: Scheme? = nil
    ) -> Reading<[VocabularyTerm]> {
        switch list {
        case .standards: standards(text, within: scheme)
        case .accreditationBodies:
            read(text, .accreditationBodyAcronym) { key in
                let index = vocabularies.bodyIndex
                return (index.body(acronym: key) ?? index.body(name: key))
                    .map { [.accreditationBody($0)] }
            }
        case .sectors:
            read(text, .sector) { key in
                vocabularies.sectorIndex.sector(key).map { [.sector($0)] }
            }
        case .countries:
            read(text, .country) { key in
                vocabularies.countryIndex.country(key).map { [.country($0)] }
            }
        }
    }

    private func standards(_ text: String, within scheme: Scheme?) -> Reading<[VocabularyTerm]> {
        read(text, .standard(within: scheme, namedBy: nil)) { key in
            let found = vocabularies.library.standards(key, namedBy: nil)
                .filter { scheme == nil || $0.schemeID == scheme?.id }
                .compactMap { standard in
                    vocabularies.scheme(standard.schemeID).map {
                        VocabularyTerm.standard(standard, of: $0)
                    }
                }
            return found.isEmpty ? nil : found
        }
    }

    /// What a term that was sent in vain is unknown as; nil where it is read by now. Additions of
    /// accreditation bodies don't count: who sent it named none of those.
    public func stillUnknown(_ term: UnmappedTerm) -> UnknownTerm? {
        switch term.field {
        case .status: status(term.text).unknown
        case .type: type(term.text).unknown
        case .country: country(term.text).unknown
        case .scheme: scheme(term.text, namedBy: []).unknown
        case .standard:
            if let scheme = term.schemeID.flatMap({ vocabularies.scheme($0) }) {
                standard(term.text, within: scheme, namedBy: []).unknown
            } else {
                standards(term.text, namedBy: []).unknown
            }
        case .sector: sector(code: term.text, name: nil).unknown
        case .accreditationBody:
            accreditationBody(acronym: term.text, name: term.text).unknown
        }
    }
}

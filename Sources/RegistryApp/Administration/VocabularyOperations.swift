public import RegistryCore

/// `vocabulary list|add|retire` (contract sections 12 and 15).
extension Administration {
    /// The terms of a list in its order, with the lists to look further things up in.
    public func terms(
        of list: KeptList, includesRetired: Bool
    ) async throws(RegistryError) -> (terms: [VocabularyTerm], vocabularies: Vocabularies) {
        let vocabularies = try await store.directory().vocabularies
        let terms = vocabularies.terms(of: list).filter { includesRetired || !$0.isRetired }
        return (terms.sorted { $0.order < $1.order }, vocabularies)
    }

    /// Adds a pair for everyone, or brings it back. A scheme that there is not is made.
    ///
    /// - Throws: ``RegistryError/faults(_:)`` for what is wrong with the values, all of it.
    public func addStandard(
        _ name: String, scheme: String
    ) async throws(RegistryError) -> TermAddition {
        let directory = try await store.directory()
        var input = InputFaults()
        let name = input.text(required: name, FieldRules.standardName, "standard")
        let scheme = input.text(required: scheme, FieldRules.schemeName, "scheme")
        if let mapping = directory.sharedMappings.mapping(of: name, .standard) {
            input.add(
                "\"\(name)\" is mapped to \"\(mapping.target)\" for all accounts, so it would "
                    + "never be read. Run: certregistry mapping remove all standard \"\(name)\"",
                "standard")
        }
        try input.check()
        return try await store.addTerm(.standard(name: name, scheme: scheme), origin: origin)
    }

    /// Adds an accreditation body, or gives the one with this acronym its names.
    ///
    /// - Parameters:
    ///   - country: any code or name of the list; nil leaves it as stored.
    ///   - knownNames: none leaves them as stored, a single empty one clears them.
    /// - Throws: ``RegistryError/faults(_:)``.
    public func addAccreditationBody(
        acronym: String, name: String, country: String?, knownNames: [String]
    ) async throws(RegistryError) -> TermAddition {
        let reader = try await store.directory().plainTermReader
        var input = InputFaults()
        var body = NewAccreditationBody(
            acronym: input.text(required: acronym, FieldRules.accreditationBodyAcronym, "acronym"),
            name: input.text(required: name, FieldRules.accreditationBodyName, "name"),
            knownNames: input.names(knownNames, FieldRules.accreditationBodyName, "known-name"))
        let key = LooseKey.acronym(ComparisonKey(body.acronym))
        if !body.acronym.isEmpty, key.text.isEmpty {
            input.add("Give an acronym with a letter or digit.", "acronym")
        }
        if let country = input.text(country, FieldRules.countryName, "country") {
            body.country = input.term(reader.country(country), "country")?.alpha2
        }
        for (field, name) in [("name", body.name)]
            + (body.knownNames ?? []).map({ ("known-name", $0) })
        {
            if let other = reader.body(named: name, beside: body.acronym) {
                input.add("\"\(name)\" is a name of \(other.acronym) already.", field)
            }
        }
        try input.check()
        return try await store.addTerm(.accreditationBody(body), origin: origin)
    }

    /// Adds a sector, or gives the one with this code its name.
    ///
    /// - Throws: ``RegistryError/faults(_:)``.
    public func addSector(
        code: Int, name: String
    ) async throws(RegistryError) -> TermAddition {
        let reader = try await store.directory().plainTermReader
        var input = InputFaults()
        let name = input.text(required: name, FieldRules.sectorName, "name")
        if !Self.sectorCodes.contains(code) {
            input.add(
                "Give a number from \(Self.sectorCodes.lowerBound) to "
                    + "\(Self.sectorCodes.upperBound).", "code")
        }
        if let other = reader.sector(code: nil, name: name).term, other.code != code {
            input.add("\"\(name)\" is read as sector \(other.code) already.", "name")
        }
        try input.check()
        return try await store.addTerm(.sector(code: code, name: name), origin: origin)
    }

    /// A sector's number has at most 6 digits, or it would not be read.
    private static let sectorCodes = 1...999_999

    /// Adds a country, or gives the one with this alpha-2 code its names and other codes.
    ///
    /// - Parameters:
    ///   - numeric: nil leaves it as stored.
    ///   - otherNames: none leaves them as stored, a single empty one clears them.
    /// - Throws: ``RegistryError/faults(_:)``; ``RegistryError/conflict(_:)`` for a code of a
    ///   retired country.
    public func addCountry(
        alpha2: String, alpha3: String, name: String, numeric: String?, otherNames: [String]
    ) async throws(RegistryError) -> TermAddition {
        let reader = try await store.directory().plainTermReader
        var input = InputFaults()
        let country = NewCountry(
            alpha2: input.text(required: alpha2, FieldRules.countryAlpha2, "alpha-2"),
            alpha3: input.text(required: alpha3, FieldRules.countryAlpha3, "alpha-3"),
            name: input.text(required: name, FieldRules.countryName, "name"),
            numeric: input.text(numeric, FieldRules.countryNumeric, "numeric"),
            otherNames: input.names(otherNames, FieldRules.countryName, "other-name"))
        let words: [(String, String?)] = [
            ("alpha-2", country.alpha2), ("alpha-3", country.alpha3), ("name", country.name),
            ("numeric", country.numeric),
        ]
        for (field, word) in words + (country.otherNames ?? []).map({ ("other-name", $0) }) {
            if let word, let other = reader.country(word).term, other.alpha2 != country.alpha2 {
                input.add(
                    "\"\(word)\" is read as \(other.name) (\(other.alpha2)) already.", field)
            }
        }
        try input.check()
        return try await store.addTerm(.country(country), origin: origin)
    }

    /// Retires what a word names in a list: of a standard, everyone's pair and those that
    /// accreditation bodies added.
    ///
    /// - Parameter scheme: of the standard; nil where only one has it.
    /// - Returns: the terms, and whether they were in use until now.
    /// - Throws: ``RegistryError/faults(_:)``, for a word outside the list with the nearest ones.
    public func retire(
        _ text: String, from list: KeptList, scheme: String? = nil
    ) async throws(RegistryError) -> (terms: [VocabularyTerm], wereInUse: Bool) {
        let directory = try await store.directory()
        let withRetired = TermReader(
            vocabularies: directory.vocabularies.withRetired, own: .empty, shared: .empty)
        var input = InputFaults()
        let text = input.text(required: text, FieldRules.mappingTerm, "term")
        let schemeName = input.text(scheme, FieldRules.schemeName, "scheme")
        let scheme = schemeName.flatMap { input.term(withRetired.scheme($0), "scheme") }
        try input.check()
        let reading = directory.plainTermReader.terms(text, of: list, within: scheme)
        if let terms = reading.term {
            try Self.checkScheme(of: terms, text)
            try await store.retireTerms(terms, origin: origin)
            return (terms, true)
        }
        if let terms = withRetired.terms(text, of: list, within: scheme).term {
            return (terms, false)
        }
        _ = input.term(reading, "term")
        try input.check()
        return ([], false)
    }

    /// A word that names standards of several schemes names none.
    private static func checkScheme(
        of terms: [VocabularyTerm], _ text: String
    ) throws(RegistryError) {
        let schemes = Set(
            terms.compactMap { term -> String? in
                if case .standard(_, let scheme) = term { scheme.name } else { nil }
            })
        guard schemes.count > 1 else { return }
        var input = InputFaults()
        let names = schemes.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
        input.add("\"\(text)\" is a standard of the schemes \(names): name one.", "scheme")
        try input.check()
    }
}

extension TermReader {
    /// Another accreditation body that goes by this name.
    fileprivate func body(named name: String, beside acronym: String) -> AccreditationBody? {
        let own = LooseKey.acronym(ComparisonKey(acronym))
        switch accreditationBody(acronym: acronym, name: name) {
        case .contradictory(_, let other): return other
        case .found(let body) where LooseKey.acronym(ComparisonKey(body.acronym)) != own:
            return body
        default: return nil
        }
    }
}

extension VocabularyTerm {
    /// In which a list is shown: by scheme and standard, acronym, code, name.
    fileprivate var order: (Int, String, String) {
        switch self {
        case .standard(let standard, let scheme): (0, scheme.name, standard.name)
        case .accreditationBody(let body): (0, body.acronym.uppercased(), body.name)
        case .sector(let sector): (sector.code, "", "")
        case .country(let country): (0, country.name, country.alpha2)
        }
    }
}

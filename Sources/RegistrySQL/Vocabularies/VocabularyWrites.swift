import RegistryCore

extension WriteTransaction {
    func addTerm(_ new: NewTerm, origin: Origin) throws(StoreFailure) -> TermAddition {
        let (stored, term) = try settled(new, origin: origin)
        let addition = TermAddition(term, after: stored)
        if addition.change != .unchanged { try store(term, after: stored, origin: origin) }
        return addition
    }

    func retireTerms(_ terms: [VocabularyTerm], origin: Origin) throws(StoreFailure) {
        for term in terms {
            let all = try connection.terms(likeThat: term)
            guard let stored = all.first(where: { $0.recordID == term.recordID }) else {
                throw .register(.notFound("The register has no such term: \(term.recordID)."))
            }
            if !stored.isRetired { try store(stored.retired, after: stored, origin: origin) }
        }
    }

    /// Stores a term and what it was, and lets the open programs know.
    func store(
        _ term: VocabularyTerm, after stored: VocabularyTerm?, origin: Origin
    ) throws(StoreFailure) {
        try write(term)
        try log(
            stored == nil ? .created : .updated, term.kind, term.recordID, of: nil,
            before: stored.map { StoredDocuments.state($0) }, origin: origin)
        try connection.moveDirectoryVersion()
    }

    // MARK: What is there, and what will be

    private func settled(
        _ new: NewTerm, origin: Origin
    ) throws(StoreFailure) -> (stored: VocabularyTerm?, term: VocabularyTerm) {
        switch new {
        case .standard(let name, let scheme):
            return try settled(standard: name, of: self.scheme(scheme, origin: origin))
        case .accreditationBody(let new):
            let key = LooseKey.acronym(ComparisonKey(new.acronym))
            let stored = try connection.accreditationBodies().first {
                LooseKey.acronym(ComparisonKey($0.acronym)) == key
            }
            return (
                stored.map { .accreditationBody($0) },
                .accreditationBody(new.body(after: stored, id: ids.next()))
            )
        case .sector(let code, let name):
            let stored = try connection.sectors().first { $0.code == code }
            return (stored.map { .sector($0) }, .sector(Sector(code: code, name: name)))
        case .country(let new):
            let countries = try connection.countries()
            try refuseTakenCodes(new, countries)
            let stored = countries.first { $0.alpha2 == new.alpha2 }
            return (stored.map { .country($0) }, .country(new.country(after: stored)))
        }
    }

    /// Everyone's own row, else the one that would be found first of those that accreditation
    /// bodies added: it becomes everyone's, so that what is stored with it stays of this pair.
    private func settled(
        standard name: String, of scheme: Scheme
    ) throws(StoreFailure) -> (stored: VocabularyTerm?, term: VocabularyTerm) {
        let key = LooseKey.standard(ComparisonKey(name))
        let stored = try connection.standards()
            .filter {
                $0.schemeID == scheme.id && LooseKey.standard(ComparisonKey($0.name)) == key
            }
            .min { left, right in left.rank < right.rank }
        var standard = stored ?? Standard(id: ids.next(), schemeID: scheme.id, name: name)
        standard.addedBy = nil
        standard.isRetired = false
        return (stored.map { .standard($0, of: scheme) }, .standard(standard, of: scheme))
    }

    /// The scheme of a name; made where there is none.
    func scheme(_ name: String, origin: Origin) throws(StoreFailure) -> Scheme {
        let key = LooseKey.standard(ComparisonKey(name))
        let stored = try connection.schemes().first {
            LooseKey.standard(ComparisonKey($0.name)) == key
        }
        if let stored { return stored }
        let scheme = Scheme(id: ids.next(), name: name)
        try connection.statement("INSERT INTO schemes (id, name, name_key) VALUES (?, ?, ?)")
            .bind(scheme.id.value).bind(scheme.name).bind(key.text).run()
        try log(.created, .scheme, scheme.id, of: nil, before: nil, origin: origin)
        return scheme
    }

    private func refuseTakenCodes(
        _ new: NewCountry, _ countries: [Country]
    ) throws(StoreFailure) {
        for country in countries where country.alpha2 != new.alpha2 {
            guard country.alpha3 != new.alpha3 else {
                throw .register(
                    .conflict("\(new.alpha3) is the alpha-3 code of \(country.name)."))
            }
            if let numeric = new.numeric, numeric == country.numeric {
                throw .register(.conflict("\(numeric) is the numeric code of \(country.name)."))
            }
        }
    }

    // MARK: Rows

    private func write(_ term: VocabularyTerm) throws(StoreFailure) {
        switch term {
        case .standard(let standard, _): try write(standard)
        case .accreditationBody(let body): try write(body)
        case .sector(let sector): try write(sector)
        case .country(let country): try write(country)
        }
    }

    func write(_ standard: Standard) throws(StoreFailure) {
        try connection.statement(
            """
            INSERT INTO standards (id, scheme_id, name, name_key, added_by, is_retired)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                added_by = excluded.added_by, is_retired = excluded.is_retired
            """
        )
        .bind(standard.id.value).bind(standard.schemeID.value).bind(standard.name)
        .bind(LooseKey.standard(ComparisonKey(standard.name)).text)
        .bind(standard.addedBy?.value).bind(standard.isRetired ? 1 : 0)
        .run()
    }

    private func write(_ body: AccreditationBody) throws(StoreFailure) {
        try connection.statement(
            """
            INSERT INTO accreditation_bodies
                (id, acronym, acronym_key, name, country, known_names, is_retired)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                acronym = excluded.acronym, name = excluded.name, country = excluded.country,
                known_names = excluded.known_names, is_retired = excluded.is_retired
            """
        )
        .bind(body.id.value).bind(body.acronym)
        .bind(LooseKey.acronym(ComparisonKey(body.acronym)).text).bind(body.name)
        .bind(body.country).bind(text: JSONLists.write(body.knownNames))
        .bind(body.isRetired ? 1 : 0)
        .run()
    }

    private func write(_ sector: Sector) throws(StoreFailure) {
        try connection.statement(
            """
            INSERT INTO sectors (code, name, is_retired) VALUES (?, ?, ?)
            ON CONFLICT (code) DO UPDATE SET
                name = excluded.name, is_retired = excluded.is_retired
            """
        )
        .bind(Int64(sector.code)).bind(sector.name).bind(sector.isRetired ? 1 : 0)
        .run()
    }

    private func write(_ country: Country) throws(StoreFailure) {
        try connection.statement(
            """
            INSERT INTO countries (alpha2, alpha3, numeric, name, other_names, is_retired)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (alpha2) DO UPDATE SET
                alpha3 = excluded.alpha3, numeric = excluded.numeric, name = excluded.name,
                other_names = excluded.other_names, is_retired = excluded.is_retired
            """
        )
        .bind(country.alpha2).bind(country.alpha3).bind(country.numeric).bind(country.name)
        .bind(text: JSONLists.write(country.otherNames)).bind(country.isRetired ? 1 : 0)
        .run()
    }
}

extension Standard {
    /// The order in which the rows of a pair are found: everyone's before those of accreditation
    /// bodies, then what is in use, then the oldest.
    fileprivate var rank: (Int, Int, RecordID) {
        (addedBy == nil ? 0 : 1, isRetired ? 1 : 0, id)
    }
}

extension SQLConnection {
    /// All stored terms of the list that a term is of.
    fileprivate func terms(likeThat term: VocabularyTerm) throws(StoreFailure) -> [VocabularyTerm] {
        switch term {
        case .standard(_, let scheme): try standards().map { .standard($0, of: scheme) }
        case .accreditationBody: try accreditationBodies().map { .accreditationBody($0) }
        case .sector: try sectors().map { .sector($0) }
        case .country: try countries().map { .country($0) }
        }
    }
}

import RegistryJSON

/// The states of the lists' terms, for the change log.
extension StoredDocuments {
    public static func state(_ term: VocabularyTerm) -> [UInt8] {
        object { writer in
            switch term {
            case .standard(let standard, let scheme):
                writer.member("scheme", scheme.name)
                writer.member("name", standard.name)
                writer.member("added_by", standard.addedBy?.description)
            case .accreditationBody(let body):
                writer.member("acronym", body.acronym)
                writer.member("name", body.name)
                writer.member("country", body.country)
                writer.array("known_names") { writer in
                    for text in body.knownNames { writer.string(text) }
                }
            case .sector(let sector):
                writer.member("code", sector.code)
                writer.member("name", sector.name)
            case .country(let country):
                writer.member("alpha_2", country.alpha2)
                writer.member("alpha_3", country.alpha3)
                writer.member("numeric", country.numeric)
                writer.member("name", country.name)
                writer.array("other_names") { writer in
                    for text in country.otherNames { writer.string(text) }
                }
            }
            writer.member("is_retired", term.isRetired)
        }
    }

    public static func state(_ scheme: Scheme) -> [UInt8] {
        object { writer in writer.member("name", scheme.name) }
    }
}

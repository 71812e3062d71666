import RegistryCore

/// The lists of a certification, which both versions write under the same names (contract
/// section 5).
extension AnswerWriter {
    mutating func schemes(_ schemes: [CertifiedScheme], _ terms: Vocabularies) {
        key("schemes")
        beginArray()
        for scheme in schemes {
            beginObject()
            member("scheme_name", terms.scheme(scheme.schemeID)?.name)
            key("standard_list")
            beginArray()
            for standard in scheme.standardIDs {
                beginObject()
                member("standards_name", terms.standard(standard)?.name)
                endObject()
            }
            endArray()
            endObject()
        }
        endArray()
    }

    /// - Parameter includesFullAddress: V2 alone knows it.
    mutating func sites(_ sites: [Site], _ terms: Vocabularies, includesFullAddress: Bool) {
        key("sites")
        beginArray()
        for site in sites {
            beginObject()
            member("street", site.street)
            member("city", site.city)
            member("state", site.state)
            member("country", terms.country(alpha2: site.country)?.name)
            member("postcode", site.postCode)
            if includesFullAddress { member("full_address", site.fullAddress) }
            member("scope_description", site.scope)
            endObject()
        }
        endArray()
    }

    mutating func sectors(_ sectors: [CertifiedSector], _ terms: Vocabularies) {
        key("certification_sectors")
        beginArray()
        for sector in sectors {
            beginObject()
            switch sector {
            case .listed(let number):
                // Of type as below, since the other kind of sector may have none.
                let code: String? = String(number)
                member("sector_name", terms.sector(code: number)?.name)
                member("sector_code", code)
            case .asSent(let name, let code):
                member("sector_name", name)
                member("sector_code", code)
            }
            endObject()
        }
        endArray()
    }
}

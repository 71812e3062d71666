import RegistryJSON

/// How records are written as JSON documents: the part that a table carries beside its columns,
/// and the whole state that the change log keeps. A storage format of its own version, never a
/// wire body; both engines and every copy between them share it.
public enum StoredDocuments {
    /// Stands in each document as `v`.
    public static let version: Int64 = 1

    // MARK: Certifications

    /// What a certification's table carries in its document column: everything without a column.
    public static func carried(_ certification: Certification) -> [UInt8] {
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        writer.member("v", version)
        writeCarried(certification, into: &writer)
        writer.endObject()
        return writer.bytes
    }

    /// The whole state, for the change log and for telling whether anything differs.
    public static func state(_ stored: StoredCertification) -> [UInt8] {
        let certification = stored.certification
        var writer = JSONWriter(capacity: 1_024)
        writer.beginObject()
        writer.member("v", version)
        writer.member("certified_entity", stored.entityID.description)
        writer.member("certification_body", stored.certificationBodyID.description)
        writer.member("number", certification.number)
        write("identity_number", certification.identityNumber, into: &writer)
        writer.member("status", certification.status.rawValue)
        writer.member("status_since", stored.statusSince)
        writer.member("created_at", stored.createdAt)
        writer.member("accreditation", certification.accreditation.rawValue)
        writer.member("type", certification.type.rawValue)
        write("original_issue_date", certification.originalIssueDate?.wireText, into: &writer)
        writer.member("issue_date", certification.issueDate.wireText)
        writer.member("expiry_date", certification.expiryDate.wireText)
        write("accreditation_body", certification.accreditationBodyID?.description, into: &writer)
        writeCarried(certification, into: &writer)
        writer.endObject()
        return writer.bytes
    }

    private static func writeCarried(
        _ certification: Certification, into writer: inout JSONWriter
    ) {
        write("scope", certification.scope, into: &writer)
        switch certification.flexibleScope {
        case nil: break
        case .text(let text): writer.member("flexible_scope", text)
        case .boolean(let flag): writer.member("flexible_scope", flag)
        }
        writer.key("schemes")
        writer.beginArray()
        for scheme in certification.schemes {
            writer.beginObject()
            writer.member("scheme", scheme.schemeID.description)
            writer.key("standards")
            writer.beginArray()
            for standard in scheme.standardIDs { writer.string(standard.description) }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
        if !certification.sites.isEmpty {
            writer.key("sites")
            writer.beginArray()
            for site in certification.sites { write(site, into: &writer) }
            writer.endArray()
        }
        if !certification.sectors.isEmpty {
            writer.key("sectors")
            writer.beginArray()
            for sector in certification.sectors { write(sector, into: &writer) }
            writer.endArray()
        }
    }

    private static func write(_ site: Site, into writer: inout JSONWriter) {
        writer.beginObject()
        write("street", site.street, into: &writer)
        write("city", site.city, into: &writer)
        write("state", site.state, into: &writer)
        writer.member("country", site.country)
        write("post_code", site.postCode, into: &writer)
        write("full_address", site.fullAddress, into: &writer)
        write("scope", site.scope, into: &writer)
        writer.endObject()
    }

    private static func write(_ sector: CertifiedSector, into writer: inout JSONWriter) {
        writer.beginObject()
        switch sector {
        case .listed(let code): writer.member("listed", Int64(code))
        case .asSent(let name, let code):
            write("name", name, into: &writer)
            write("code", code, into: &writer)
        }
        writer.endObject()
    }

    /// Puts a document's values into a certification made of columns.
    ///
    /// - Throws: ``RegistryError/broken(_:)`` when the document is not one of ours.
    public static func read(
        carried bytes: [UInt8], into certification: inout Certification
    ) throws(RegistryError) {
        // One walk over the members of each object: a look-up per key would cost more than the
        // parse.
        for member in try parse(bytes).members {
            let value = member.value
            switch member.key {
            case "scope": certification.scope = value.string
            case "flexible_scope":
                certification.flexibleScope =
                    value.string.map(FlexibleScope.text)
                    ?? value.boolean.map(FlexibleScope.boolean)
            case "schemes":
                for scheme in value.elements {
                    certification.schemes.append(try self.scheme(scheme))
                }
            case "sites": certification.sites = value.elements.map(site)
            case "sectors": certification.sectors = value.elements.map(sector)
            default: break
            }
        }
    }

    private static func scheme(_ value: JSONValue) throws(RegistryError) -> CertifiedScheme {
        var schemeID: RecordID?
        var standardIDs: [RecordID] = []
        for member in value.members {
            switch member.key {
            case "scheme": schemeID = try id(member.value)
            case "standards":
                for standard in member.value.elements { standardIDs.append(try id(standard)) }
            default: break
            }
        }
        guard let schemeID else { throw .broken("a stored document holds a scheme without id") }
        return CertifiedScheme(schemeID: schemeID, standardIDs: standardIDs)
    }

    private static func site(_ value: JSONValue) -> Site {
        var site = Site(country: "")
        for member in value.members {
            let text = member.value.string
            switch member.key {
            case "street": site.street = text
            case "city": site.city = text
            case "state": site.state = text
            case "country": site.country = text ?? ""
            case "post_code": site.postCode = text
            case "full_address": site.fullAddress = text
            case "scope": site.scope = text
            default: break
            }
        }
        return site
    }

    private static func sector(_ value: JSONValue) -> CertifiedSector {
        if let code = value["listed"]?.integer { return .listed(Int(code)) }
        return .asSent(name: value["name"]?.string, code: value["code"]?.string)
    }

    // MARK: Certified entities

    /// What an entity's table carries in its document column.
    public static func carried(_ entity: CertifiedEntity) -> [UInt8] {
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        writer.member("v", version)
        writeCarried(entity, into: &writer)
        writer.endObject()
        return writer.bytes
    }

    /// The whole state, for the change log and for telling whether anything differs.
    public static func state(_ stored: StoredEntity) -> [UInt8] {
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        writer.member("v", version)
        write("certification_body", stored.certificationBodyID?.description, into: &writer)
        writer.member("unique_id", stored.entity.uniqueID)
        writer.member("name", stored.entity.name)
        writer.member("country", stored.entity.country)
        writer.member("is_confidential", stored.entity.isConfidential)
        writer.member("created_at", stored.createdAt)
        writeCarried(stored.entity, into: &writer)
        writer.endObject()
        return writer.bytes
    }

    private static func writeCarried(_ entity: CertifiedEntity, into writer: inout JSONWriter) {
        write("english_name", entity.englishName, into: &writer)
        write("trading_name", entity.tradingName, into: &writer)
        write("street", entity.address.street, into: &writer)
        write("city", entity.address.city, into: &writer)
        write("state", entity.address.state, into: &writer)
        write("post_code", entity.address.postCode, into: &writer)
        write("full_address", entity.address.full, into: &writer)
        write("website", entity.website, into: &writer)
        let identifiers = entity.legalIdentifiers
        write(
            "business_registration_number", identifiers.businessRegistrationNumber, into: &writer)
        write("tax_id", identifiers.taxID, into: &writer)
        write("company_id_number", identifiers.companyIDNumber, into: &writer)
        write("vat", identifiers.vat, into: &writer)
        write("duns_number", identifiers.dunsNumber, into: &writer)
        if !entity.formerNames.isEmpty {
            writer.key("former_names")
            writer.beginArray()
            for former in entity.formerNames {
                writer.beginObject()
                writer.member("name", former.name)
                writer.member("until", former.until)
                writer.endObject()
            }
            writer.endArray()
        }
        if !entity.aliases.isEmpty {
            writer.key("aliases")
            writer.beginArray()
            for alias in entity.aliases {
                writer.beginObject()
                writer.member("unique_id", alias.uniqueID)
                write("name", alias.name, into: &writer)
                writer.endObject()
            }
            writer.endArray()
        }
    }

    /// Puts a document's values into an entity made of columns.
    ///
    /// - Throws: ``RegistryError/broken(_:)`` when the document is not one of ours.
    public static func read(
        carried bytes: [UInt8], into entity: inout CertifiedEntity
    ) throws(RegistryError) {
        for member in try parse(bytes).members {
            let text = member.value.string
            switch member.key {
            case "english_name": entity.englishName = text
            case "trading_name": entity.tradingName = text
            case "street": entity.address.street = text
            case "city": entity.address.city = text
            case "state": entity.address.state = text
            case "post_code": entity.address.postCode = text
            case "full_address": entity.address.full = text
            case "website": entity.website = text
            case "business_registration_number":
                entity.legalIdentifiers.businessRegistrationNumber = text
            case "tax_id": entity.legalIdentifiers.taxID = text
            case "company_id_number": entity.legalIdentifiers.companyIDNumber = text
            case "vat": entity.legalIdentifiers.vat = text
            case "duns_number": entity.legalIdentifiers.dunsNumber = text
            case "former_names":
                entity.formerNames = member.value.elements.map {
                    FormerName(name: $0["name"]?.string ?? "", until: $0["until"]?.integer ?? 0)
                }
            case "aliases":
                entity.aliases = member.value.elements.map {
                    EntityAlias(
                        name: $0["name"]?.string, uniqueID: $0["unique_id"]?.string ?? "")
                }
            default: break
            }
        }
    }

    // MARK: Shared

    /// An absent value takes no space in a document.
    static func write(
        _ key: StaticString, _ text: String?, into writer: inout JSONWriter
    ) {
        if let text { writer.member(key, text) }
    }

    static func parse(_ bytes: [UInt8]) throws(RegistryError) -> JSONValue {
        do {
            return try JSONDocument(parsing: bytes).root
        } catch {
            throw .broken("a stored document is no JSON: \(error)")
        }
    }

    static func elements(of value: JSONValue?) -> [JSONValue] {
        value.map { Array($0.elements) } ?? []
    }

    private static func id(_ value: JSONValue?) throws(RegistryError) -> RecordID {
        guard let id = value?.string.flatMap({ RecordID($0) }) else {
            throw .broken("a stored document holds a malformed id")
        }
        return id
    }
}

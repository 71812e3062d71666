import RegistryJSON

/// Certification bodies and what accreditation bodies have recorded of them.
extension StoredDocuments {
    /// What a record's table carries in its document column: everything without a column.
    public static func carried(_ body: RecordedBody) -> [UInt8] {
        object { writer in writeCarried(body, into: &writer) }
    }

    /// The whole state, for the change log and for telling whether anything differs.
    public static func state(_ stored: StoredRecordedBody) -> [UInt8] {
        object { writer in
            let body = stored.body
            writer.member("certification_body", stored.certificationBodyID.description)
            writer.member("accreditation_body", stored.accreditationBodyID.description)
            writer.member("identity_number", body.identityNumber)
            writer.member("name", body.name)
            writer.member("country", body.country)
            writer.member("status", body.status.rawValue)
            writer.member("withdrawn_at", stored.withdrawnAt)
            writer.member("created_at", stored.createdAt)
            writeCarried(body, into: &writer)
        }
    }

    private static func writeCarried(_ body: RecordedBody, into writer: inout JSONWriter) {
        write("acronym", body.acronym, into: &writer)
        write("description", body.description, into: &writer)
        write("website", body.website, into: &writer)
        write("email_address", body.emailAddress, into: &writer)
        write("phone_number", body.phoneNumber, into: &writer)
        write("fax_number", body.faxNumber, into: &writer)
        writeList("offices", body.offices, into: &writer) { office, writer in
            write("type", office.type, into: &writer)
            write("country", office.country, into: &writer)
            write("street", office.street, into: &writer)
            write("state", office.state, into: &writer)
            write("city", office.city, into: &writer)
            write("post_code", office.postCode, into: &writer)
        }
        if !body.countries.isEmpty {
            writer.array("countries") { writer in
                for country in body.countries { writer.string(country) }
            }
        }
        writeList("standards", body.standards, into: &writer) { standard, writer in
            writer.member("scheme", standard.schemeName)
            writer.member("standard", standard.standardName)
            write("issue_date", standard.issueDate?.wireText, into: &writer)
            write("first_issue_date", standard.firstIssueDate?.wireText, into: &writer)
            write("expiry_date", standard.expiryDate?.wireText, into: &writer)
            write("scope_type", standard.scopeType, into: &writer)
            write("status", standard.standardStatus, into: &writer)
        }
        writeList("sectors", body.sectors, into: &writer) { sector, writer in
            write("title", sector.title, into: &writer)
            write("scheme", sector.schemeName, into: &writer)
            write("code", sector.code, into: &writer)
        }
    }

    /// An empty list takes no space in a document.
    private static func writeList<Element>(
        _ key: StaticString, _ elements: [Element], into writer: inout JSONWriter,
        _ members: (Element, inout JSONWriter) -> Void
    ) {
        guard !elements.isEmpty else { return }
        writer.array(key) { writer in
            for element in elements { writer.object { members(element, &$0) } }
        }
    }

    /// Puts a document's values into a record made of columns.
    ///
    /// - Throws: ``RegistryError/broken(_:)`` when the document is not one of ours.
    public static func read(
        carried bytes: [UInt8], into body: inout RecordedBody
    ) throws(RegistryError) {
        let root = try parse(bytes)
        body.acronym = root["acronym"]?.string
        body.description = root["description"]?.string
        body.website = root["website"]?.string
        body.emailAddress = root["email_address"]?.string
        body.phoneNumber = root["phone_number"]?.string
        body.faxNumber = root["fax_number"]?.string
        body.offices = elements(of: root["offices"]).map { office in
            Office(
                type: office["type"]?.string, country: office["country"]?.string,
                street: office["street"]?.string, state: office["state"]?.string,
                city: office["city"]?.string, postCode: office["post_code"]?.string)
        }
        body.countries = elements(of: root["countries"]).compactMap(\.string)
        body.standards = elements(of: root["standards"]).map { standard in
            func day(_ key: String) -> CalendarDate? {
                standard[key]?.string.flatMap { CalendarDate($0) }
            }
            return AccreditedStandard(
                schemeName: standard["scheme"]?.string ?? "",
                standardName: standard["standard"]?.string ?? "", issueDate: day("issue_date"),
                firstIssueDate: day("first_issue_date"), expiryDate: day("expiry_date"),
                scopeType: standard["scope_type"]?.string,
                standardStatus: standard["status"]?.string)
        }
        body.sectors = elements(of: root["sectors"]).map { sector in
            AccreditedSector(
                title: sector["title"]?.string, schemeName: sector["scheme"]?.string,
                code: sector["code"]?.string)
        }
    }
}

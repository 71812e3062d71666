extension AnswerMeanings {
    /// What records say that are read; by name, or by place and name.
    static let ofRecords =
        ofCertifications.merging(ofEntities) { first, _ in first }
        .merging(ofBodies) { first, _ in first }

    private static let ofCertifications: [String: String] = [
        "company_certifications_id": "the register's id of the certification",
        "company_id": "the register's id of the certified entity",
        "read.status":
            "the status of today: past its expiry date an active or suspended certification is "
            + "expired",
        "read.certification_status": "the status as it was uploaded",
        "certification.certification_status": "the status as it was uploaded",
        "status_since": "when the status as uploaded last changed",
        "read.certified_entity": "the certified entity, as an upload names its data",
        "read.certification": "the certification, as an upload names its data",

        "read.scope_description": "what of the certified entity's work is certified",
        "sites.scope_description": "what of the scope is done at the site",
        "read.issue_date": "the day on which the certificate was issued last",
        "read.expiry_date": "the last day on which the certificate is valid",
        "read.original_issue_date": "the day on which the certificate was first issued",
        "read.type": "what kind of certification it is",
        "read.certification_number": "the number that is printed on the certificate",
        "read.certificate_identity_number":
            "the certification body's own id of the certificate",
        "certification.certificate_identity_number":
            "the certification body's own id of the certificate",
        "read.accreditation_status": "whether the certification was issued under accreditation",
        "certification.certificate_accreditation_status":
            "whether the certification was issued under accreditation",
        "certification.accreditation_body_name":
            "the name of the accreditation body under whose accreditation the certificate was "
            + "issued; null for an unaccredited certification",
        "certification.certification_body_identity_number":
            "the accreditation body's own id of the certification body that issued the "
            + "certificate",
        "read.accreditation_bodies_id":
            "the register's id of the accreditation body; null for an unaccredited certification",
        "read.accreditation_bodies_name":
            "the name of the accreditation body; null for an unaccredited certification",
        "read.standards_id": "the register's id of the first standard of the first scheme",
        "read.scheme_id": "the register's id of the first scheme",
        "read.certification_bodies_id":
            "the register's id of the certification body that issued the certificate, the same "
            + "for all accreditation bodies",
        "read.certification_bodies_name":
            "the name of the certification body that issued the certificate: that of its account, "
            + "where it has one",
        "read.certification_bodies_accreditation_status":
            "how the accreditation of the certification body stands, as the accreditation body "
            + "has recorded it; null where it has recorded nothing",
        "read.withdrawn_at":
            "when the accreditation body withdrew the certification body; null while it has not",
        "schemes": "what the certification is to: its schemes with their standards",
        "certification.schemes": "what the certification is to: its schemes with their standards",
        "schemes.standard_list": "the standards of the scheme that the certification is to",
        "sites": "the further places at which the certified work is done",
        "certification_sectors": "the economic sectors that the certification covers",
        "read.created_at": "when the register first stored the certification",
        "read.updated_at": "when the certification or its certified entity last changed",
        "read.confirmed_at":
            "when the register last heard of the certification: in an upload that named it, or "
            + "by an update of all",
        "read.company_name": "the present name of the certified entity",
        "read.company_guid": "the account's own id of the certified entity",
    ]

    private static let ofEntities: [String: String] = [
        "entity.company_name": "the present name of the certified entity",
        "entity.company_trading_name":
            "the name under which the certified entity does business, where it isn't the legal one",
        "entity.company_en_name":
            "the certified entity's name in English, or in Latin letters",
        "entity.company_guid": "the account's own id of the certified entity",
        "entity.company_street":
            "street and house number of the certified entity's registered address",
        "entity.company_city": "the city of that address",
        "entity.company_postcode": "the post code of that address",
        "entity.company_state": "the state or province of that address",
        "entity.company_country": "the country of that address, as the register's list calls it",
        "entity.countries_id":
            "the numeric code of ISO 3166-1 of the country of the registered address, as a number",
        "entity.company_address":
            "the whole of the registered address, as it was uploaded in one piece",
        "certified_entity.business_registered_full_address":
            "the whole of that address, as it was uploaded in one piece",
        "entity.company_website": "the certified entity's website",
        "entity.company_logo": "always the text []",
        "entity.company_banner": "always the text []",
        "entity.tax_id": "the certified entity's tax number",
        "entity.vat": "the certified entity's VAT identification number",
        "entity.duns_number": "the certified entity's D-U-N-S number",
        "entity.business_reg_number":
            "the number under which the certified entity stands in its country's business "
            + "register",
        "entity.company_id_number":
            "a company number that the certified entity has from another authority",
        "entity.is_confidential":
            "1 for a certified entity that is kept out of every public list and search, else 0",
        "entity.created_at": "when the register first stored the certified entity",
        "entity.updated_at": "when the certified entity last changed",
        "former_names": "names that it had, the one given up last first",
        "former_names.company_name": "a name that it had",
        "former_names.until": "when that name was given up",
        "system_information": "further names and ids under which it is known",
        "system_information.company_name": "the name that goes with the further id",
        "system_information.company_guid": "a further id under which it is known",
    ]

    private static let ofBodies: [String: String] = [
        "body.certification_bodies_id":
            "the register's id of the certification body, the same for all accreditation bodies",
        "body.certification_body_identity_number":
            "the account's own id of the certification body",
        "body.certification_bodies_guid_in_ab": "the account's own id of the certification body",
        "body.certification_body_name": "its name, as the account recorded it",
        "body.certification_bodies_name_from_ab": "its name, as the account recorded it",
        "body.certification_bodies_name":
            "its name: that of its own account, where it has one",
        "body.certification_body_acronym": "its acronym",
        "body.certification_bodies_acronym": "its acronym",
        "body.country": "the country in which it has its seat, as the register's list calls it",
        "body.country_name":
            "the country in which it has its seat, as the register's list calls it",
        "body.country_code": "that country's ISO 3166-1 code of two letters",
        "body.countries_id":
            "the numeric code of ISO 3166-1 of the country in which it has its seat, three digits "
            + "as a text",
        "body.description": "what it does",
        "body.certification_bodies_desc": "what it does",
        "body.accreditation_status": "how its accreditation stands, as the account recorded it",
        "body.certification_bodies_accreditation_status":
            "how its accreditation stands, as the account recorded it",
        "body.website": "its website",
        "body.certification_bodies_website": "its website",
        "body.public_email_address": "its email address for the public",
        "body.certification_bodies_email": "its email address for the public",
        "body.public_phone_number": "its telephone number for the public",
        "body.certification_bodies_phone": "its telephone number for the public",
        "body.public_fax_number": "its fax number for the public",
        "body.certification_bodies_fax": "its fax number for the public",
        "body.office_directories": "its offices",
        "office_directories.country":
            "the country of the office, as the register's list calls it",
        "body.certification_body_countries": "the countries in which it works",
        "certification_body_countries.country":
            "a country in which it works, as the register's list calls it",
        "body.standard_and_schemes":
            "what it is accredited for; while there is any, accredited certifications are checked "
            + "against it",
        "standard_and_schemes.standard_code":
            "the standard, with its edition, as the register's library calls it",
        "standard_and_schemes.scheme_name":
            "the certification scheme of the standard, as the register's library calls it",
        "standard_and_schemes.scope_type":
            "how far this accreditation reaches, in the account's words",
        "body.technical_sectors": "the sectors that the accreditation covers, as sent",
        "body.files": "always empty",
        "body.company_industries": "always empty",
        "body.created_at": "when the account first recorded it",
        "body.updated_at": "when the record last changed",
        "body.withdrawn_at":
            "when its status became `Withdrawn`; null while it is another",
    ]
}

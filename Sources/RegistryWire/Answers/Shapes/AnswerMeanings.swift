/// What the members of answers are: phrases without capital or full stop, for documentation.
///
/// Those that an answer calls as a request does are not repeated here: see ``WireField/meaning``.
public enum AnswerMeanings {
    /// - Parameter path: the names of the members that lead to it, behind what the answer is of
    ///   where that matters.
    public static func meaning(of path: [String]) -> String? {
        guard let name = path.last else { return nil }
        let places = [path.dropLast().last, path.first].compactMap { $0 }
        return places.lazy.compactMap { meanings["\($0).\(name)"] }.first ?? meanings[name]
    }

    /// By name; where one name means several things, by what it is of and its name.
    private static let meanings: [String: String] = [
        "data": "what was asked for, or what became of the call",
        "meta": "of the whole list that the page is a part of",
        "success": "whether nothing was rejected",
        "created": "records that are new",
        "updated": "records that were there and differ now",
        "unchanged": "records that were there and are as before",
        "stored": "records that are as sent now: created, updated and unchanged",
        "rejected": "records that are at fault and were not stored",
        "company_certifications_ids":
            "the certifications' ids, one a record in its order; null for an entity that "
            + "came without certification",
        "results": "what became of each record, in their order",
        "record_index": "which record of the bulk call, from 0",
        "results.status": "what became of the record",
        "status":
            "the state of today: past its expiry date an active or suspended certification "
            + "is expired",
        "problem.status": "the HTTP status",
        "company_certifications_id":
            "the register's id of the certification; null where a validation found that it "
            + "would be new",
        "company_id":
            "the register's id of the certified entity; null where a validation found that "
            + "it would be new",
        "renamed_from":
            "the name that the certified entity had before this upload; null where it was "
            + "not renamed",
        "errors": "what is at fault, in the order of the request",
        "code": "the code of the first fault",
        "errors.code": "what kind of fault it is: programs go by it",
        "warnings.code": "what there is to point out",
        "message": "what to do, in a sentence",
        "field": "where: the path from the root of the body, or the name of a parameter",
        "value": "what was sent there, as JSON text cut to 200 characters",
        "warnings":
            "what the answer points out although it was stored; only where there is "
            + "something",
        "result": "what became of the upload",
        "scope_description": "what is certified",
        "sites.scope_description": "what is certified at the site",
        "issue_date": "when the certificate was issued",
        "expiry_date": "the last day that it is valid",
        "original_issue_date": "when it was issued for the first time",
        "standard_and_schemes.issue_date": "since when the scope is accredited in its present form",
        "standard_and_schemes.first_issue_date": "when it was accredited for the first time",
        "standard_and_schemes.expiry_date": "the last day of the accreditation",
        "type": "what kind of certification it is",
        "problem.type": "always about:blank: title is the status in words",
        "title": "the status in words",
        "detail": "what to do, in a sentence",
        "certification_number": "the number of the certificate",
        "certification_bodies_id":
            "the register's id of the certification body, the same for all accreditation "
            + "bodies",
        "accreditation_bodies_id": "the register's id of the accreditation body",
        "standards_id": "the register's id of the first standard",
        "scheme_id": "the register's id of the first scheme",
        "accreditation_status": "whether it is accredited",
        "body.accreditation_status": "how the accreditation stands",
        "created_at": "when the register first stored the record",
        "updated_at": "when the record, or of a certification its certified entity, last changed",
        "status_since": "when the status as uploaded last changed",
        "confirmed_at":
            "when the register last heard of it: in an upload that named it, or by an "
            + "update of all",
        "withdrawn_at":
            "when the accreditation body withdrew the certification body; null while it has "
            + "not",
        "company_name": "the present name of the certified entity",
        "former_names.company_name": "a name that it had",
        "until": "when it was given up",
        "former_names": "names that it had, the one given up last first",
        "system_information.company_name": "the name that goes with the further id",
        "system_information.company_guid": "a further id under which the same entity is known",
        "system_information": "further names and ids under which the same entity is known",
        "certification_bodies_name":
            "what the certification body is called: by its account, where it has one ",
        "accreditation_bodies_name": "what the accreditation body is called",
        "certification_bodies_accreditation_status":
            "how the accreditation of the certification body stands, as the accreditation "
            + "body has recorded it; null where it has not",
        "company_guid": "the unique id that the account gave to the certified entity",
        "certification_status": "the status as it was uploaded",
        "countries_id": "the ISO 3166-1 numeric code of the country",
        "country_name": "the country, as the register's list calls it",
        "country_code": "its ISO 3166-1 code of two letters",
        "country": "the country, as the register's list calls it",
        "company_country": "the country, as the register's list calls it",
        "files": "always empty",
        "company_industries": "always empty",
        "company_logo": "always the text []",
        "company_banner": "always the text []",
        "certification_bodies_desc": "what there is to say of the certification body",
        "certification_bodies_website": "its website",
        "certification_bodies_email": "its address for mail of the public",
        "certification_bodies_phone": "its telephone number for the public",
        "certification_bodies_fax": "its fax number for the public",
        "certification_bodies_acronym": "its acronym",
        "certification_bodies_guid_in_ab": "the accreditation body's own id of it",
        "certification_bodies_name_from_ab": "its name as the accreditation body recorded it",
        "total_pages": "pages of this limit; null where the rows were not all counted",
        "total_rows": "rows of the whole list; at most 10000 where a filter restricts it",
        "total_is_exact": "false where there are more rows than were counted; else it is left out",
        "order": "how the list is sorted",
        "order_by": "by what",
        "limit": "how many rows a page has",
        "offset": "which page it is, from 0; null for one that was asked for by next_key",
        "next_key": "what to send for the page after this; empty on the last",
        "company_address": "the whole address, as it was uploaded in one piece",
        "is_confidential": "1 for an entity that is kept out of what the public sees, else 0",
        "business_reg_number": "the number in the business register",
        "confirmed": "how many certifications are confirmed by it",
    ]
}

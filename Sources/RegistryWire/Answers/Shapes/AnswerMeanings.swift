/// What the members of answers are: phrases without capital or full stop, for documentation.
///
/// What an answer calls as a request does, inside what it calls as a request does, is not repeated
/// here: see ``WireField/meaning``.
public enum AnswerMeanings {
    /// What a member is at its place: by what the answer is of or by the object or array that it
    /// stands in; nil where it means there what a request or other answers mean by it.
    ///
    /// - Parameter path: what the answer is of, then the names of the members that lead to it.
    public static func meaning(at path: [String]) -> String? {
        guard let name = path.last else { return nil }
        let isOfTheWhole = path.count == 2 || path.count == 3 && path[1] == "data"
        let places = [path.dropLast().last, isOfTheWhole ? path.first : nil].compactMap { $0 }
        return places.lazy.compactMap { meanings["\($0).\(name)"] }.first
    }

    /// What a name means in any answer.
    public static func meaning(of name: String) -> String? { meanings[name] }

    private static let meanings = ofCalls.merging(ofRecords) { first, _ in first }

    /// What calls answer; by name, or by place and name.
    private static let ofCalls: [String: String] = [
        "upload.data":
            "what became of the upload, or true where that stands beside it",
        "bulk.data": "what became of the records",
        "read.data": "the certification, or those of the page",
        "confirmation.data": "what was confirmed",
        "entity.data": "the certified entity after the update",
        "bodyUpload.data": "what became of the upload",
        "body.data":
            "what the account has recorded of the certification body, or of those of the page",
        "deletion.data": "always 1: it is deleted",

        "bulk.success": "whether no record was rejected",
        "bulk.created": "how many records are new",
        "bulk.updated": "how many records were there and differ now",
        "bulk.unchanged": "how many records were there and are as before",
        "bulk.stored":
            "how many records are as sent now: created, updated and unchanged; in a validation, "
            + "how many would be",
        "bulk.rejected": "how many records are at fault and were not stored",
        "bulk.company_certifications_ids":
            "the register's ids of the certifications, one a record in its order; null for a "
            + "certified entity that came without certification",
        "bulk.results": "what became of each record, in their order",
        "record_index": "which record of the bulk call, from 0",
        "results.status": "what became of the record",
        "results.company_certifications_id":
            "the register's id of the certification; null for a rejected record, for a certified "
            + "entity that came alone, and where a validation found that it would be new",
        "results.company_id":
            "the register's id of the certified entity; null for a rejected record, and where a "
            + "validation found that it would be new",
        "upload.company_certifications_id":
            "the register's id of the certification; null where a validation found that it "
            + "would be new",
        "upload.company_id":
            "the register's id of the certified entity; null where a validation found that it "
            + "would be new",
        "bodyUpload.certification_bodies_id":
            "the register's id of the certification body, the same for all accreditation bodies; "
            + "null where a validation found that it would be new",
        "renamed_from":
            "the name that the certified entity had before this upload; null where it was not "
            + "renamed",
        "result": "what became of the upload",

        "confirmation.success": "always true",
        "confirmation.confirmed": "how many certifications are confirmed by this call",
        "confirmation.confirmed_at": "the time of this confirmation",

        "warnings": "keys of the request that were ignored; only where there are any",
        "warnings.code": "what there is to point out",
        "warnings.message": "what to do, in a sentence",
        "warnings.field": "where the key stands: its path from the root of the body",
        "errors": "what is at fault, in the order of the request",
        "code": "the code of the first fault",
        "errors.code": "what kind of fault it is: programs go by it",
        "message": "what to do, in a sentence",
        "field": "where: the path from the root of the body, or the name of a parameter",
        "value": "what was sent there, as JSON text cut to 200 characters",
        "problem.status": "the HTTP status",
        "problem.type": "always about:blank: title is the status in words",
        "title": "the status in words",
        "detail": "what to do, in a sentence",

        "meta": "what holds of the whole list that the page is a part of",
        "total_pages": "how many pages there are; null where the rows were not all counted",
        "total_rows":
            "how many rows the whole list has; at most 10000 where a filter restricts it",
        "total_is_exact":
            "false where there are more rows than were counted; else it is left out",
        "order": "whether the list ascends or descends",
        "order_by": "what the list is sorted by",
        "limit": "how many rows a page has at most",
        "offset": "which page it is, from 0; null for one that was asked for by `next_key`",
        "next_key": "what to send for the page after this; empty on the last",
    ]
}

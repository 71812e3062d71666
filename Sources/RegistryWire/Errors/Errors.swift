public import RegistryCore

/// The bodies of all answers that are not 200: one list of faults, three renderings (contract
/// section 3).
public enum Errors {
    /// Renders an answer's faults as JSON in UTF-8.
    ///
    /// - Parameters:
    ///   - faults: in the order of the request; never empty.
    ///   - status: the HTTP status of the answer.
    ///   - timestamp: now, epoch seconds; ``ErrorShape/object`` shows it.
    ///   - elapsedSeconds: since the request came; ``ErrorShape/object`` shows it.
    public static func body(
        _ faults: [Fault], status: Int, shape: ErrorShape, timestamp: Int64,
        elapsedSeconds: Double, _ recorder: Answers.Recorder = nil
    ) -> [UInt8] {
        switch shape {
        case .list:
            Answers.object(recorder) { $0.faults(FaultListing.listed(faults)) }
        case .problem:
            problem(faults, status: status, recorder)
        case .object:
            if let record = ObjectErrors.firstBadRecord(faults) {
                ObjectErrors.body(ofRecord: record, faults)
            } else {
                ObjectErrors.body(
                    faults, status: status, timestamp: timestamp, elapsedSeconds: elapsedSeconds)
            }
        }
    }

    /// RFC 9457: `type` is left at its default, so `title` is the status in words.
    private static func problem(
        _ faults: [Fault], status: Int, _ recorder: Answers.Recorder
    ) -> [UInt8] {
        Answers.object(recorder) { writer in
            writer.member("type", "about:blank")
            writer.member("title", title(ofStatus: status))
            writer.member("status", status)
            writer.member(
                "detail",
                faults.count == 1
                    ? faults[0].message
                    : "This request has several faults; errors lists them.")
            writer.member("code", faults.first?.code.rawValue)
            writer.faults(FaultListing.listed(faults))
        }
    }

    /// The reason phrases of RFC 9110 and RFC 6585.
    public static func title(ofStatus status: Int) -> String {
        switch status {
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 406: "Not Acceptable"
        case 413: "Content Too Large"
        case 415: "Unsupported Media Type"
        case 429: "Too Many Requests"
        case 503: "Service Unavailable"
        default: "Internal Server Error"
        }
    }
}

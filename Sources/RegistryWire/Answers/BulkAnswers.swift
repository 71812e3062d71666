public import RegistryCore

/// What bulk calls answer, alike in both versions (contract section 7).
extension Answers {
    /// Room for what an answer says of one record of a bulk call, in bytes.
    private static let resultBytesUsual = 160

    /// An all-or-nothing call that stored everything.
    ///
    /// - Parameter includesResults: the caller asked for `results`, one a record.
    public static func bulk(
        _ outcome: UploadOutcome, includesResults: Bool, warnings: [Warning],
        _ recorder: Recorder = nil
    ) -> [UInt8] {
        data(of: outcome, recorder) { writer in
            writer.member("success", true)
            writer.counts(of: outcome)
            writer.array("company_certifications_ids") { writer in
                for result in outcome.results {
                    writer.text(result.certificationID?.description, .id)
                }
            }
            if includesResults { writer.results(outcome.results, isAlwaysThere: false) }
            writer.warnings(warnings)
        }
    }

    /// A call in the modes partial and validate.
    public static func partial(
        _ outcome: UploadOutcome, warnings: [Warning], _ recorder: Recorder = nil
    ) -> [UInt8] {
        data(of: outcome, recorder) { writer in
            let rejected = outcome.count(.rejected)
            writer.member("success", rejected == 0)
            writer.member("stored", outcome.results.count - rejected)
            writer.member("rejected", rejected)
            writer.counts(of: outcome)
            writer.results(outcome.results)
            writer.warnings(warnings)
        }
    }

    private static func data(
        of outcome: UploadOutcome, _ recorder: Recorder, _ body: (inout AnswerWriter) -> Void
    ) -> [UInt8] {
        object(recorder, bytesUsual: 512 + outcome.results.count * resultBytesUsual) { writer in
            writer.object("data", body)
        }
    }
}

extension AnswerWriter {
    fileprivate mutating func counts(of outcome: UploadOutcome) {
        member("created", outcome.count(.created))
        member("updated", outcome.count(.updated))
        member("unchanged", outcome.count(.unchanged))
    }

    fileprivate mutating func results(
        _ results: [RecordResult], isAlwaysThere: Bool = true
    ) {
        var listing = FaultListing(records: results.count { !$0.faults.isEmpty })
        array("results", isAlwaysThere: isAlwaysThere) { writer in
            for result in results {
                writer.object { writer in
                    writer.member("record_index", result.index ?? 0)
                    writer.member(
                        "status", result.status.rawValue,
                        of: RecordResult.Status.allCases.map(\.rawValue))
                    writer.member("company_certifications_id", result.certificationID)
                    writer.member("company_id", result.entityID)
                    writer.member("renamed_from", result.renamedFrom)
                    writer.faults(listing.next(result.faults))
                }
            }
        }
    }
}

import RegistryCore

/// What uploads of both versions answer beside an id (contract sections 2, 4 and 7).
extension AnswerWriter {
    /// The members of a single upload's answer.
    mutating func uploadMembers(_ result: RecordResult, _ warnings: [Warning]) {
        member("company_certifications_id", result.certificationID)
        member("result", result.status.rawValue, of: Answers.storedResults)
        member("company_id", result.entityID)
        member("renamed_from", result.renamedFrom)
        self.warnings(warnings)
    }

    /// A member with the warnings; none when there are none.
    mutating func warnings(_ warnings: [Warning]) {
        guard !warnings.isEmpty else { return }
        key("warnings", isAlwaysThere: false)
        beginArray()
        for warning in warnings.prefix(Limits.warningsMax) {
            beginObject()
            member(
                "code", warning.code.rawValue, of: Warning.Code.allCases.map(\.rawValue))
            member("field", warning.field)
            member("message", warning.message)
            if let index = warning.recordIndex {
                member("record_index", index, isAlwaysThere: false)
            }
            endObject()
        }
        endArray()
    }
}

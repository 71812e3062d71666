import RegistryCore

/// The lists of a certified entity, which both versions write alike (contract section 9).
extension AnswerWriter {
    /// The name given up last comes first, as the newest does in every list of the API.
    mutating func formerNames(_ names: [FormerName]) {
        key("former_names")
        beginArray()
        for former in names.reversed() {
            beginObject()
            member("company_name", former.name)
            member("until", timestamp: former.until)
            endObject()
        }
        endArray()
    }

    /// The form that both versions read: V1's other one can't say which name goes with which id.
    mutating func systemInformation(_ aliases: [EntityAlias]) {
        key("system_information")
        beginArray()
        for alias in aliases {
            beginObject()
            member("company_name", alias.name)
            member("company_guid", alias.uniqueID)
            endObject()
        }
        endArray()
    }
}

import RegistryCore
import RegistryJSON

/// The register's values as both versions write them (contract section 2).
extension JSONWriter {
    /// A member with an id; with null for nil.
    mutating func member(_ name: StaticString, _ id: RecordID?) {
        member(name, id?.description)
    }

    /// A member with a day as `YYYYMMDD`; with null for nil.
    mutating func member(_ name: StaticString, _ date: CalendarDate?) {
        member(name, date?.wireText)
    }

    /// A member with a certified entity's time, given in epoch seconds.
    mutating func member(_ name: StaticString, timestamp epochSeconds: Int64) {
        member(name, timestampText(epochSeconds: epochSeconds))
    }

    /// A member that means nothing here and is never left out.
    mutating func nullMember(_ name: StaticString) {
        key(name)
        null()
    }
}

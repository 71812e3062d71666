package import RegistryCore

/// What a write works with: the connection inside its transaction, and the moment.
public struct WriteTransaction {
    package let connection: any SQLConnection
    /// Epoch milliseconds.
    let milliseconds: Int64
    /// By which the column `current_status` is judged in this transaction.
    let day: CalendarDate
    let ids: IDGenerator

    /// Epoch seconds.
    var seconds: Int64 { milliseconds / 1_000 }

    package init(
        connection: any SQLConnection, milliseconds: Int64, day: CalendarDate, ids: IDGenerator
    ) {
        self.connection = connection
        self.milliseconds = milliseconds
        self.day = day
        self.ids = ids
    }
}

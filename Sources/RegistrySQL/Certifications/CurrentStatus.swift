package import RegistryCore

/// The column `current_status`: what ``Certification/status(on:)`` gives on the day that
/// `register_state` names. It makes "active today" an index's range, however many certificates
/// have expired; a day's turn costs as many rows as expire on it.
extension SQLConnection {
    /// The day by which the column is right.
    package func settledDay() throws(StoreFailure) -> CalendarDate {
        let statement = try statement("SELECT day FROM register_state")
        defer { statement.reset() }
        guard try statement.step(), let day = CalendarDate(number: Int32(statement.integer()))
        else { throw .broken("register_state names no day") }
        return day
    }

    /// Brings the column to a day, inside a transaction of the writer; never back to one before.
    ///
    /// - Returns: the day by which the column is right now.
    package func settleDay(_ today: CalendarDate) throws(StoreFailure) -> CalendarDate {
        let settled = try settledDay()
        guard settled < today else { return settled }
        // What expired before the settled day was seen to then, or when it was written.
        try statement(
            """
            UPDATE certifications {by certifications_by_expiry_date}
            SET current_status = 'expired'
            WHERE account_id IN (SELECT id FROM accounts) AND expiry_date >= ? AND expiry_date < ?
                AND current_status IN ('active', 'suspended')
            """
        )
        .bind(Int64(settled.number)).bind(Int64(today.number)).run()
        try statement("UPDATE register_state SET day = ?").bind(Int64(today.number)).run()
        return today
    }
}

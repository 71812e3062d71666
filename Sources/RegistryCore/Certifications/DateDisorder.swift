/// Dates of a certification that stand in the wrong order (contract section 5).
public enum DateDisorder: Sendable, CaseIterable {
    case issuedBeforeOriginal
    case expiresBeforeIssue

    /// Everything wrong with the order of the dates after an upload.
    public static func all(
        originalIssueDate: CalendarDate?, issueDate: CalendarDate?, expiryDate: CalendarDate?
    ) -> [DateDisorder] {
        var found: [DateDisorder] = []
        if let originalIssueDate, let issueDate, originalIssueDate > issueDate {
            found.append(.issuedBeforeOriginal)
        }
        if let issueDate, let expiryDate, expiryDate < issueDate {
            found.append(.expiresBeforeIssue)
        }
        return found
    }

    public var datum: Datum {
        switch self {
        case .issuedBeforeOriginal: .originalIssueDate
        case .expiresBeforeIssue: .expiryDate
        }
    }

    public var message: String {
        switch self {
        case .issuedBeforeOriginal:
            "Send an original issue date that is not after the issue date."
        case .expiresBeforeIssue:
            "Send an expiry date that is not before the issue date."
        }
    }
}

/// What may stand in a certified entity's unique id (contract section 5).
enum UniqueIDText {
    private static let punctuation = Set("@#-+=\\/:;,~_.".unicodeScalars)

    static func read(_ text: String) -> Result<String, TextRule.Refusal> {
        var previousWasSpace = false
        for scalar in text.unicodeScalars {
            let isSpace = scalar == " "
            if isSpace && previousWasSpace {
                return .failure(.init("Separate the parts of this id by single spaces."))
            }
            guard isSpace || isAllowed(scalar) else {
                return .failure(
                    .init(
                        "Remove \"\(scalar)\" from this id: it may hold letters, marks and digits "
                            + "of any script, single spaces, and @ # - + = \\ / : ; , ~ _ ."))
            }
            previousWasSpace = isSpace
        }
        return .success(text)
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default: punctuation.contains(scalar) || (!scalar.isASCII && isLetterMarkOrDigit(scalar))
        }
    }

    /// The general categories L, M and N.
    private static func isLetterMarkOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .enclosingMark,
            .decimalNumber, .letterNumber, .otherNumber:
            true
        default: false
        }
    }
}

/// A website's address: `http://` or `https://` and a host; a bare host gets `https://` (contract
/// section 5). It is shown as a link, so that other schemes must not get in.
enum WebAddress {
    private static let schemes = ["https://", "http://"]

    static func read(_ text: String) -> Result<String, TextRule.Refusal> {
        let scheme = schemes.first { begins(text, with: $0) }
        let rest = text.unicodeScalars.dropFirst(scheme?.utf8.count ?? 0)
        guard isHost(inFrontOf: rest), !rest.contains(where: isWhiteSpace) else {
            return .failure(
                .init(
                    "Send a web address such as https://www.example.com: http or https, and a "
                        + "host."))
        }
        return .success(scheme == nil ? schemes[0] + text : text)
    }

    /// In any case.
    private static func begins(_ text: String, with scheme: String) -> Bool {
        let start = text.utf8.prefix(scheme.utf8.count)
        return start.count == scheme.utf8.count
            && zip(start, scheme.utf8).allSatisfy { $0 == $1 || $0 | 0x20 == $1 && $0 >= 0x41 }
    }

    private static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || !scalar.isASCII && scalar.properties.isWhitespace
    }

    /// Whether the text begins with a host of at least two labels, which may have a port and be
    /// followed by a path, query or fragment.
    private static func isHost(inFrontOf text: Substring.UnicodeScalarView) -> Bool {
        var dots = 0
        var labelLength = 0
        var portDigits: Int?
        for scalar in text {
            if scalar == "/" || scalar == "?" || scalar == "#" { break }
            if let digits = portDigits {
                guard ("0"..."9").contains(scalar), digits < 5 else { return false }
                portDigits = digits + 1
            } else if scalar == "." {
                guard labelLength > 0 else { return false }
                dots += 1
                labelLength = 0
            } else if scalar == ":" {
                portDigits = 0
            } else {
                guard isOfLabel(scalar) else { return false }
                labelLength += 1
            }
        }
        // A host may end with the root's dot.
        return portDigits != 0 && (labelLength > 0 ? dots >= 1 : dots >= 2)
    }

    /// Letters, digits and hyphens of any script: host names may be internationalized.
    private static func isOfLabel(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_": return true
        default:
            guard !scalar.isASCII else { return false }
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter,
                .otherLetter, .nonspacingMark, .spacingMark, .decimalNumber:
                return true
            default: return false
            }
        }
    }
}

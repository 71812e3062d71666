/// The rules of every text datum, by the names of contract section 5. A limit stands here and
/// nowhere else.
public enum FieldRules {
    // MARK: Certified entity

    public static let entityUniqueID = TextRule(
        scalarsMax: 45,
        remark: "letters, marks and digits of any script, single spaces, and "
            + "`@ # - + = \\ / : ; , ~ _ .`",
        refine: UniqueIDText.read)
    /// A unique id, alias or `company_id` that is looked up: what is none is not found, however
    /// it is written (contract section 3).
    public static let entityGUID = TextRule(scalarsMax: nil)
    public static let entityName = TextRule(scalarsMax: 300)
    public static let entityEnglishName = TextRule(scalarsMax: 300)
    public static let entityTradingName = TextRule(scalarsMax: 500)
    public static let street = TextRule(scalarsMax: 300)
    public static let city = TextRule(scalarsMax: 100)
    public static let fullAddress = TextRule(scalarsMax: 600)
    public static let state = TextRule(scalarsMax: 100)
    public static let postCode = TextRule(scalarsMax: 30)
    public static let website = TextRule(
        scalarsMax: 500, remark: "`http://` or `https://`; a bare host gets `https://`",
        refine: WebAddress.read)
    public static let legalIdentifier = TextRule(scalarsMax: 60)
    public static let dunsNumber = TextRule(
        scalarsMax: 60, remark: "9 digits, dashes ignored", refine: nineDigits)

    // MARK: Certification

    public static let certificateNumber = TextRule(scalarsMax: 60)
    public static let certificateIdentityNumber = TextRule(scalarsMax: 60)
    /// Words of a list, before they are looked up: statuses and type of a certification.
    public static let certificationStatus = TextRule(scalarsMax: 45)
    public static let certificationType = TextRule(scalarsMax: 45)
    public static let accreditationStatus = TextRule(scalarsMax: 45)
    public static let scope = TextRule(scalarsMax: 10_000, allowsLineBreaks: true)
    public static let accreditationBodyName = TextRule(scalarsMax: 300)
    public static let accreditationBodyAcronym = TextRule(scalarsMax: 45)
    public static let certificationBodyIdentityNumber = TextRule(scalarsMax: 45)
    public static let certificationBodyName = TextRule(scalarsMax: 300)
    public static let certificationBodyAcronym = TextRule(scalarsMax: 45)
    public static let schemeName = TextRule(scalarsMax: 300)
    public static let standardName = TextRule(scalarsMax: 300)
    public static let sectorName = TextRule(scalarsMax: 300)
    public static let sectorCode = TextRule(scalarsMax: 45)
    public static let countryName = TextRule(scalarsMax: 300)

    // MARK: Certification body

    /// An id in an update that is looked up: what is none is not found, however it is written.
    public static let certificationBodyID = TextRule(scalarsMax: nil)
    public static let bodyDescription = TextRule(
        scalarsMax: 10_000, allowsLineBreaks: true, remark: "at most 200 words",
        refine: { limitWords(of: $0) })
    public static let bodyEmailAddress = TextRule(scalarsMax: 254)
    public static let bodyTelephoneNumber = TextRule(scalarsMax: 45)
    public static let officeType = TextRule(scalarsMax: 45)
    public static let scopeType = TextRule(scalarsMax: 45)
    public static let standardStatus = TextRule(scalarsMax: 45)
    public static let sectorTitle = TextRule(scalarsMax: 300)

    // MARK: Lists

    public static let countryAlpha2 = TextRule(
        scalarsMax: 2, remark: "2 letters", refine: letters(2))
    public static let countryAlpha3 = TextRule(
        scalarsMax: 3, remark: "3 letters", refine: letters(3))
    public static let countryNumeric = TextRule(
        scalarsMax: 3, remark: "up to 3 digits", refine: threeDigits)

    // MARK: Accounts

    public static let accountName = TextRule(scalarsMax: 300)
    public static let accountAcronym = TextRule(scalarsMax: 45)
    public static let keyLabel = TextRule(scalarsMax: 100)
    public static let mappingTerm = TextRule(scalarsMax: 300)

    /// The words that a certification body's description may have (contract section 10).
    private static let descriptionWordsMax = 200

    private static func limitWords(of text: String) -> Result<String, TextRule.Refusal> {
        let count = text.split(whereSeparator: \.isWhitespace).count
        guard count > descriptionWordsMax else { return .success(text) }
        return .failure(
            .init(
                "Shorten this value to at most \(descriptionWordsMax) words; it has \(count)."))
    }

    /// Codes of countries are stored in upper case.
    private static func letters(
        _ count: Int
    ) -> @Sendable (String) -> Result<String, TextRule.Refusal> {
        { text in
            let code = text.uppercased()
            guard code.utf8.count == count,
                code.utf8.allSatisfy({ UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 })
            else { return .failure(.init("Give a code of \(count) letters, A to Z.")) }
            return .success(code)
        }
    }

    /// With the zeros before them.
    private static func threeDigits(_ text: String) -> Result<String, TextRule.Refusal> {
        guard (1...3).contains(text.utf8.count),
            text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
        else { return .failure(.init("Give a numeric code of up to 3 digits.")) }
        return .success(String(repeating: "0", count: 3 - text.utf8.count) + text)
    }

    private static func nineDigits(_ text: String) -> Result<String, TextRule.Refusal> {
        let digits = text.filter { $0 != "-" }
        guard digits.utf8.count == 9,
            digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
        else { return .failure(.init("Send a D-U-N-S number of 9 digits.")) }
        return .success(digits)
    }
}

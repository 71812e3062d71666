public import RegistryCore
import RegistryJSON

/// What several fields of the examples name, so that one example goes with the others. All of it
/// is invented but for the accreditation body, which is one of the shipped list, so that every
/// server knows it. The certification body is one of `demo`.
enum ExampleRecords {
    static let entityUniqueID: JSONTree = "BRH-1042"
    static let entityName = "Brandholz Fördertechnik GmbH"
    /// In a call that renames.
    static let entityNewName = "\(entityName) & Co. KG"

    static let street: JSONTree = "Lindenallee 14"
    static let city: JSONTree = "Lüneburg"
    static let state: JSONTree = "Niedersachsen"
    static let postCode: JSONTree = "21335"
    static let country: JSONTree = "Germany"

    static let schemeName: JSONTree = "Quality Management Systems"
    static let standardName: JSONTree = "ISO 9001:2015"
    static let sectorName: JSONTree = "Machinery and equipment"
    static let sectorCode: JSONTree = "18"

    static let accreditationBodyName: JSONTree = "Deutsche Akkreditierungsstelle"
    static let accreditationBodyAcronym: JSONTree = "DAkkS"

    /// Which a certification names.
    enum CertificationBody {
        static let identityNumber: JSONTree = "AW-0002"
        static let name: JSONTree = "Marlstone Asia"
        static let acronym: JSONTree = "MLA"
    }

    /// Which an accreditation body records.
    enum RecordedBody {
        static let identityNumber: JSONTree = "AW-0107"
        static let name: JSONTree = "Kestrelmoor Certification"
        static let acronym: JSONTree = "KMC"
        static let country: JSONTree = "Poland"
    }
}

/// The ids that documentation shows, made as the register makes them.
public enum ExampleID {
    /// Of the certified entity that the examples upload.
    public static let certifiedEntity = RecordID(uploaded)
    /// Of its certification in the examples of single calls, the first one of bulk calls.
    public static let certification = RecordID(uploaded + 1)
    /// Of the second one of bulk calls.
    public static let secondCertification = RecordID(uploaded + 2)
    /// Of the certification body that an accreditation body records.
    public static let certificationBody = RecordID(recorded)

    /// 2026-03-02T09:30:00.123Z, and a number drawn at random.
    private static let uploaded: Int64 = 1_772_443_800_123 << 20 | 0x2_9d4e
    /// A week before.
    private static let recorded: Int64 = 1_771_839_000_456 << 20 | 0x1_73b2
}

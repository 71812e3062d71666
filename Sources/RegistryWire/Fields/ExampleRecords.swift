/// What several fields of the examples name, so that one example goes with the others. All of it
/// is invented: the accreditation body and the certification body are those of `demo`.
enum ExampleRecords {
    static let entityUniqueID: ExampleValue = "BRH-1042"
    static let entityName = "Brandholz Fördertechnik GmbH"
    /// In a call that renames.
    static let entityNewName = "\(entityName) & Co. KG"

    static let street: ExampleValue = "Lindenallee 14"
    static let city: ExampleValue = "Lüneburg"
    static let state: ExampleValue = "Niedersachsen"
    static let postCode: ExampleValue = "21335"
    static let country: ExampleValue = "Germany"

    static let schemeName: ExampleValue = "Quality Management Systems"
    static let standardName: ExampleValue = "ISO 9001:2015"
    static let sectorName: ExampleValue = "Machinery and equipment"
    static let sectorCode: ExampleValue = "18"

    static let accreditationBodyName: ExampleValue = "Alderwick Accreditation Service"
    static let accreditationBodyAcronym: ExampleValue = "AWAS"

    /// Which a certification names.
    enum CertificationBody {
        static let identityNumber: ExampleValue = "AW-0002"
        static let name: ExampleValue = "Marlstone Asia"
        static let acronym: ExampleValue = "MLA"
    }

    /// Which an accreditation body records.
    enum RecordedBody {
        static let identityNumber: ExampleValue = "AW-0107"
        static let name: ExampleValue = "Kestrelmoor Certification"
        static let acronym: ExampleValue = "KMC"
        static let country: ExampleValue = "Poland"
    }
}

import RegistryCore

/// `/docs/vocabularies`.
struct VocabulariesPage: PageModel {
    let vocabularies: [VocabularyModel]
    let sectorCount: Int
    let sectors: [CodeModel]
    let standards: [SchemeModel]
    let accreditationBodies: [CodeModel]
    let countryCount: Int

    struct CodeModel: PageModel {
        let code: String
        let name: String
    }

    struct SchemeModel: PageModel {
        let name: String
        let standards: [String]
    }

    init() throws {
        let lists = try ShippedLists.load()
        vocabularies = VocabularyModel.fixed
        sectors = lists.sectors.map { CodeModel(code: String($0.code), name: $0.name) }
        sectorCount = lists.sectors.count
        countryCount = lists.countries.count
        accreditationBodies = lists.accreditationBodies.map {
            CodeModel(code: $0.acronym, name: $0.name)
        }
        var schemes: [(name: String, standards: [String])] = []
        for row in lists.standards {
            if let index = schemes.firstIndex(where: { $0.name == row.scheme }) {
                schemes[index].standards.append(row.standard)
            } else {
                schemes.append((row.scheme, [row.standard]))
            }
        }
        standards = schemes.map { SchemeModel(name: $0.name, standards: $0.standards) }
    }
}

/// A list whose words are fixed.
struct VocabularyModel: PageModel {
    let id: String
    let title: String
    let words: [WordModel]

    struct WordModel: PageModel {
        let word: String
        /// What else is read as it.
        let others: [String]
    }

    static let fixed = [
        VocabularyModel(
            .certificationStatus, "Certification statuses", of: CertificationStatus.self),
        VocabularyModel(.certificationType, "Certification types", of: CertificationType.self),
        VocabularyModel(
            .accreditationStatus, "Accreditation statuses", of: AccreditationStatus.self),
        VocabularyModel(
            .bodyAccreditationStatus, "Statuses of certification bodies",
            of: BodyAccreditationStatus.self),
    ]

    private init<Word: FixedVocabulary>(
        _ list: VocabularyList, _ title: String, of type: Word.Type
    ) {
        id = list.anchor
        self.title = title
        words = Word.allCases.map { word in
            WordModel(
                word: word.rawValue,
                others: Word.words.filter {
                    $0.value == word && $0.key != ComparisonKey(word.rawValue)
                }.map(\.key.text).sorted())
        }
    }
}

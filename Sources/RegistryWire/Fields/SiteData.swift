import RegistryCore
import RegistryJSON

/// Sites of a certification (contract section 5).
enum SiteData {
    typealias Datum = WireDatum<SiteDraft>

    private static let street = Datum.text(FieldRules.street, \.street)
        .about("street and house number of the site", example: "Am Mühlbach 3")
    private static let city = Datum.text(FieldRules.city, \.city)
        .about("the city of the site", example: "Görlitz")
    private static let fullAddress = Datum.text(FieldRules.fullAddress, \.fullAddress)
        .about(
            "the whole address of the site, as it is written on a letter",
            example: "Am Mühlbach 3, 02826 Görlitz, Germany")
    static let state = Datum.text(FieldRules.state, \.state)
        .about("the state or province of the site", example: "Sachsen")
    static let country = Datum.word(.country, FieldRules.countryName, \.country, \Country.alpha2) {
        terms, text in terms.country(text)
    }.about("the country of the site", example: ExampleRecords.country)
    static let postCode = Datum.text(FieldRules.postCode, \.postCode)
        .about("the post code of the site", example: "02826")
    static let scope = Datum.text(FieldRules.scope, \.scope)
        .about("what of the scope is done at the site", example: "Final assembly and testing")

    /// Street, city and, where the version has it, full address: one of them is needed.
    static func location(
        street: WireKey, city: WireKey, fullAddress: WireKey? = nil
    ) -> WireEntry<SiteDraft> {
        let remark =
            if let fullAddress {
                "at least one of `\(street.name)`, `\(city.name)` and `\(fullAddress.name)` is "
                    + "required"
            } else {
                "at least one of `\(street.name)` and `\(city.name)` is required"
            }
        let entries =
            [Self.street.remarked(remark)(street), Self.city.remarked(remark)(city)]
            + (fullAddress.map { [Self.fullAddress.remarked(remark)($0)] } ?? [])
        return WireEntry.together(entries) { sent, _, reader in
            let isLocated = entries.indices.contains {
                sent.present($0).map { !$0.isBlankString } ?? false
            }
            guard !isLocated else { return }
            let names = entries.indices.map { sent.field($0).name(for: reader.role) }
            reader.faultNoneOf(names, sent)
        }
    }

    static func sites(
        _ key: WireKey, _ site: WireShape<SiteDraft>
    ) -> WireEntry<RecordDraft> {
        let rule = WireRule.objects(site.fields, countMax: .limit(\.sitesMax))
        let about = About("the further places at which the certified work is done")
        return WireEntry([WireField(key, rule, nil, about: about)]) { sent, draft, reader in
            let max = reader.context.limits.sitesMax
            draft.certification.sites = reader.change(sent, 0) { value, reader in
                reader.elements(of: value, "sites", countMax: max).map {
                    $0.compactMap { reader.read($0, site, SiteDraft())?.site }
                }
            }
        }
    }
}

/// A site as it is sent.
struct SiteDraft: Sendable {
    var street: Change<String> = .keep
    var city: Change<String> = .keep
    var fullAddress: Change<String> = .keep
    var state: Change<String> = .keep
    /// ISO 3166-1 alpha-2.
    var country: Change<String> = .keep
    var postCode: Change<String> = .keep
    var scope: Change<String> = .keep

    /// Nil while its country is missing.
    var site: Site? {
        guard let country = country.value else { return nil }
        return Site(
            street: street.value, city: city.value, state: state.value, country: country,
            postCode: postCode.value, fullAddress: fullAddress.value, scope: scope.value)
    }
}

extension WireReader {
    /// Notes that none of the first fields has a value; the fault stands at the first.
    fileprivate mutating func faultNoneOf(_ names: [String], _ sent: SentFields) {
        let choice = names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
        let message = "Send \(choice): one of them is required."
        if let value = sent.value(0) {
            fault(.validationError, at: value, message)
        } else {
            fault(missing: names[0], in: sent.object, message)
        }
    }
}

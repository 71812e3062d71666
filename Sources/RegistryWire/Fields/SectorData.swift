import RegistryCore
import RegistryJSON

/// Sectors of a certification (contract sections 5 and 12).
enum SectorData {
    /// A sector's name and code: one is enough, both must name the same sector.
    static func sector(name: WireKey, code: WireKey) -> WireEntry<SectorDraft> {
        WireEntry([
            WireField(
                name, .word(.sector, FieldRules.sectorName), nil, remark: remark,
                about: About(
                    "the name of an economic sector that the certification covers",
                    example: ExampleRecords.sectorName)),
            WireField(
                code, .wordOrNumber(.sector, FieldRules.sectorCode), nil, remark: remark,
                about: About("that sector's code", example: ExampleRecords.sectorCode)),
        ]) { sent, draft, reader in
            let faultCount = reader.faultCount
            let name: Change<String> = reader.change(sent, 0) { value, reader in
                reader.text(value, FieldRules.sectorName)
            }
            let code: Change<String> = reader.change(sent, 1) { value, reader in
                reader.text(value, FieldRules.sectorCode, takesWholeNumbers: true)
            }
            guard reader.faultCount == faultCount else { return }
            draft.sector = reader.sector(
                sent, name: name.value, code: code.value, mustBeListed: draft.mustBeListed)
        }
    }

    private static let remark =
        "at least one of name and code is required; if you send both, they must name the same "
        + "sector; of other schemes than quality, environmental and occupational health and "
        + "safety management an unknown one is kept as sent"

    /// Stands behind the schemes in a shape, since they decide whether the list holds.
    static func sectors(
        _ key: WireKey, _ sector: WireShape<SectorDraft>
    ) -> WireEntry<RecordDraft> {
        let rule = WireRule.objects(sector.fields, countMax: .limit(\.sectorsMax))
        let about = About("the economic sectors that the certification covers")
        return WireEntry([WireField(key, rule, nil, about: about)]) { sent, draft, reader in
            let max = reader.context.limits.sectorsMax
            // While the schemes are at fault they don't tell, and no sector is blamed for it.
            let empty = SectorDraft(mustBeListed: draft.certification.usesIAFSectors ?? false)
            draft.certification.sectors = reader.change(sent, 0) { value, reader in
                reader.elements(of: value, "sectors", countMax: max).map {
                    $0.compactMap { reader.read($0, sector, empty)?.sector }
                }
            }
        }
    }
}

/// A sector as it is sent.
struct SectorDraft: Sendable {
    let mustBeListed: Bool
    var sector: CertifiedSector?

    init(mustBeListed: Bool) { self.mustBeListed = mustBeListed }
}

extension WireReader {
    fileprivate mutating func sector(
        _ sent: SentFields, name: String?, code: String?, mustBeListed: Bool
    ) -> CertifiedSector? {
        guard name != nil || code != nil else {
            let names = [0, 1].map { sent.field($0).name(for: role) }
            fault(
                missing: names[0], in: sent.object,
                "Send \(names[0]) or \(names[1]): one is enough.")
            return nil
        }
        switch context.terms.sector(code: code, name: name) {
        case .found(let sector): return .listed(sector.code)
        case .contradictory(let byCode, let byName):
            for value in [0, 1].compactMap({ sent.value($0) }) {
                fault(
                    .validationError, at: value,
                    "Send name and code of one sector: the code is that of \"\(byCode.name)\", "
                        + "the name that of \(byName.code).")
            }
            return nil
        case .unknown(let byCode, let byName):
            guard mustBeListed else { return .asSent(name: name, code: code) }
            for (index, unknown) in [byName, byCode].enumerated() {
                guard let unknown, let value = sent.value(index) else { continue }
                fault(unknown, at: value)
            }
            return nil
        }
    }
}

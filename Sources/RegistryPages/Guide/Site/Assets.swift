/// The files that pages load: style, scripts, icon.
enum Asset: String, CaseIterable {
    case style = "guide.css"
    case script = "guide.js"
    /// The form that sends a call: only for pages that have it.
    case form = "try-it.js"
    case icon = "icon.svg"

    var path: String { "/docs/assets/\(rawValue)" }

    var contentType: String {
        switch self {
        case .style: "text/css; charset=utf-8"
        case .script, .form: "text/javascript; charset=utf-8"
        case .icon: "image/svg+xml"
        }
    }

    /// Changes with the content.
    var hash: String { Self.hashes[self] ?? "" }

    private static let hashes = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0, ContentHash.text(of: $0.bytes)) })

    var bytes: [UInt8] {
        switch self {
        case .style: PackageResources.guide_css
        case .script: PackageResources.guide_js
        case .form: PackageResources.try_it_js
        case .icon: PackageResources.icon_svg
        }
    }
}

/// Where pages find them. The address changes with the content, so that browsers may keep it.
struct AssetLinks: PageModel {
    let style: String
    let script: String
    let form: String
    let icon: String

    init() {
        style = Self.address(of: .style)
        script = Self.address(of: .script)
        form = Self.address(of: .form)
        icon = Self.address(of: .icon)
    }

    private static func address(of asset: Asset) -> String {
        "\(asset.path)?v=\(asset.hash)"
    }
}

/// Tells contents apart: FNV-1a of 64 bits. Nobody attacks what the program itself writes.
enum ContentHash {
    static func text(of bytes: some Sequence<UInt8>) -> String {
        String(value(of: bytes), radix: 36)
    }

    static func value(of bytes: some Sequence<UInt8>, from start: UInt64 = basis) -> UInt64 {
        bytes.reduce(start) { ($0 ^ UInt64($1)) &* prime }
    }

    static let basis: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let prime: UInt64 = 0x100_0000_01B3
}

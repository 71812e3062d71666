// swift-tools-version: 6.2
import PackageDescription

/// Language features every target is built with: `any` must be written, an import serves only the
/// file that names it, and nothing imported leaks into a public interface by accident.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "certregistry",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "certregistry", targets: ["certregistry"]),
    ],
    dependencies: [
        // Commands, options and help texts of the `certregistry` executable.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // Settings from environment variables and YAML or JSON files behind one reader.
        .package(
            url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
        // SHA-256 of API keys.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        // HTTP types shared with Hummingbird.
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        // The logging interface that Hummingbird and the services write to.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        // Channel handlers for the head deadline and `Expect: 100-continue`.
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        // The HTTP parts those channel handlers see.
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        // SQLite: migrations, connections, statements.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // HTTP server, router and middleware.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        // Templates of the pages: rendered on the server, escaped by default.
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        // Start, signals and graceful shutdown of the server's parts.
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        // The shipped vocabularies and imported mappings are CSV.
        .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
    ],
    targets: [
        // JSON over bytes: the strict parser and the writer. Depends on nothing.
        .target(name: "RegistryJSON", swiftSettings: settings),
        // The register without technology: model, rules, vocabularies, matching, ports of stores.
        .target(
            name: "RegistryCore",
            dependencies: [
                "RegistryJSON",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "SwiftCSV", package: "SwiftCSV"),
            ],
            resources: [
                .embedInCode("Vocabularies/Lists/accreditation-bodies.csv"),
                .embedInCode("Vocabularies/Lists/adoption-prefixes.csv"),
                .embedInCode("Vocabularies/Lists/adoptions.csv"),
                .embedInCode("Vocabularies/Lists/countries.csv"),
                .embedInCode("Vocabularies/Lists/sectors.csv"),
                .embedInCode("Vocabularies/Lists/standards.csv"),
            ],
            swiftSettings: settings),
        // The JSON shapes of V1 and V2, in and out.
        .target(
            name: "RegistryWire",
            dependencies: ["RegistryCore", "RegistryJSON"],
            swiftSettings: settings),
        // The stores in SQL, for whichever engine: what is read and written, once.
        .target(
            name: "RegistrySQL",
            dependencies: ["RegistryCore", "RegistryJSON"],
            swiftSettings: settings),
        // The stores on SQLite: connections, threads, schema.
        .target(
            name: "RegistrySQLite",
            dependencies: [
                "RegistryCore", "RegistrySQL",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        // PostgreSQL's client library.
        .systemLibrary(
            name: "CLibPQ", pkgConfig: "libpq",
            providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
        // The stores on PostgreSQL: connections, threads, schema.
        .target(
            name: "RegistryPostgres",
            dependencies: ["CLibPQ", "RegistryCore", "RegistrySQL"],
            swiftSettings: settings),
        // The client API over HTTP.
        .target(
            name: "RegistryHTTP",
            dependencies: [
                "RegistryCore", "RegistryJSON", "RegistryWire",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        // Pages for people: the guide, rendered from what the client API declares.
        .target(
            name: "RegistryPages",
            dependencies: [
                "RegistryCore", "RegistryHTTP", "RegistryJSON", "RegistryWire",
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            resources: [
                .embedInCode("Changes/api-changes.json"),
                .embedInCode("Guide/Articles"),
                .embedInCode("Guide/Assets"),
                .embedInCode("Guide/Templates"),
            ],
            swiftSettings: settings),
        // Configuration, wiring and lifecycle: what turns the parts into a running register.
        .target(
            name: "RegistryApp",
            dependencies: [
                "RegistryCore", "RegistryHTTP", "RegistryJSON", "RegistryPages",
                "RegistryPostgres", "RegistrySQL", "RegistrySQLite", "RegistryWire",
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        // The commands.
        .executableTarget(
            name: "certregistry",
            dependencies: [
                "RegistryApp", "RegistryCore", "RegistryJSON",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        // What several test targets share: promises every store keeps, sample certifications.
        .target(
            name: "RegistryTestKit",
            dependencies: ["RegistryCore", "RegistryJSON"],
            path: "Tests/RegistryTestKit",
            swiftSettings: settings),
        .testTarget(
            name: "RegistryJSONTests", dependencies: ["RegistryJSON"], swiftSettings: settings),
        .testTarget(
            name: "RegistryCoreTests",
            dependencies: ["RegistryCore", "RegistryJSON", "RegistryTestKit"],
            swiftSettings: settings),
        .testTarget(
            name: "RegistryWireTests",
            dependencies: ["RegistryCore", "RegistryJSON", "RegistryTestKit", "RegistryWire"],
            exclude: ["Golden"],
            swiftSettings: settings),
        .testTarget(
            name: "RegistrySQLiteTests",
            dependencies: [
                "RegistryCore", "RegistryJSON", "RegistrySQL", "RegistrySQLite",
                "RegistryTestKit",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "RegistryPostgresTests",
            dependencies: [
                "RegistryCore", "RegistryHTTP", "RegistryPostgres", "RegistrySQL",
                "RegistryTestKit",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "RegistryHTTPTests",
            dependencies: [
                "RegistryCore", "RegistryHTTP", "RegistryJSON", "RegistryPostgres",
                "RegistrySQLite",
                "RegistryTestKit", "RegistryWire",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "RegistryPagesTests",
            dependencies: [
                "RegistryCore", "RegistryHTTP", "RegistryJSON", "RegistryPages", "RegistryWire",
            ],
            swiftSettings: settings),
        // The built binary, driven from outside as a user would.
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "RegistryApp", "RegistryCore", "RegistryHTTP", "RegistryJSON", "RegistryPostgres",
                "RegistrySQLite", "RegistryTestKit", "RegistryWire", "certregistry",
            ],
            swiftSettings: settings),
        // Parser, writer and matching by themselves (`bin/bench`); part of no product.
        .executableTarget(
            name: "Microbenchmarks",
            dependencies: ["RegistryCore", "RegistryJSON", "RegistryWire"],
            path: "bench/Microbenchmarks",
            swiftSettings: settings),
        // The repository itself: layout, imports, file lengths, names.
        .testTarget(name: "TidyTests", swiftSettings: settings),
    ]
)

import Foundation
import Testing

/// The scripts of Tests/Guide, which look at the guide of a running server as its readers do:
/// with a browser, a shell and Python.
enum GuideScripts {
    /// Where bin/test puts the scripts' packages.
    static let python = root.appendingPathComponent(".build-guide-tests/bin/python3")

    /// Where Debian and others put Chromium.
    static let chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// The browser, and the packages that drive it and know the rules, are on this machine.
    static var isInstalled: Bool {
        chromium != nil && FileManager.default.isExecutableFile(atPath: python.path)
    }

    /// `CERTREGISTRY_REQUIRE_BROWSER=1` is set: a machine without the browser fails the tests.
    static var isRequired: Bool {
        ProcessInfo.processInfo.environment["CERTREGISTRY_REQUIRE_BROWSER"] == "1"
    }

    static let missingMessage: Comment = """
        Chromium or the Python packages of Tests/Guide aren't installed, so the guide's tests \
        don't run: bin/test installs them. CERTREGISTRY_REQUIRE_BROWSER=1 makes this a failure.
        """

    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Runs a script to its end. What it prints are findings, a line each.
    static func expectNoFindings(
        _ script: String, _ arguments: String..., within duration: Duration,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        // Its folder takes what the script and the examples leave behind.
        let program = try Program()
        let output = program.folder.appendingPathComponent("findings")
        try Data().write(to: output)
        let process = Process()
        process.executableURL = python
        process.arguments =
            [root.appendingPathComponent("Tests/Guide/\(script)").path] + arguments
        process.currentDirectoryURL = program.folder
        // What the tests themselves are told is no setting of the program.
        process.environment = ProcessInfo.processInfo.environment.filter {
            !$0.key.hasPrefix("CERTREGISTRY_")
        }.merging(["PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"]) { $1 }
        process.standardInput = FileHandle.nullDevice
        let handle = try FileHandle(forWritingTo: output)
        process.standardOutput = handle
        process.standardError = handle
        do {
            let exitCode = try await process.runToEnd(within: duration)
            let findings = try String(contentsOf: output, encoding: .utf8)
            #expect(exitCode == 0, "\(findings)", sourceLocation: sourceLocation)
        } catch {
            let findings = try String(contentsOf: output, encoding: .utf8)
            Issue.record("\(error) after \(duration): \(findings)", sourceLocation: sourceLocation)
        }
    }
}

extension Trait where Self == ConditionTrait {
    /// A suite that is left out where the browser is missing and not required, which is then said.
    static var needsBrowser: Self {
        .enabled(
            if: GuideScripts.isInstalled || GuideScripts.isRequired, GuideScripts.missingMessage)
    }
}

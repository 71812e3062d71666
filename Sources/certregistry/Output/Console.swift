import ArgumentParser
import Foundation
import RegistryApp
import RegistryCore
import RegistryJSON

/// Where a command's answer and its failure go: with `--json` one JSON document on standard
/// output, else text there and failures on standard error (contract section 15).
struct Console: Sendable {
    let printsJSON: Bool

    /// Prints a command's answer.
    func print(_ answer: Answer) {
        if printsJSON {
            var writer = JSONWriter()
            answer.writeJSON(&writer)
            write(writer.bytes + [UInt8(ascii: "\n")])
        } else if !answer.text.isEmpty {
            write(Array((answer.text + "\n").utf8))
        }
    }

    /// Writes to standard output, all of it or, when its reader has gone, nothing more.
    func write(_ bytes: [UInt8]) {
        Self.write(bytes, to: .standardOutput)
    }

    /// Tells what is going on, beside the answer.
    func note(_ text: String, endsLine: Bool = true) {
        Self.write(Array((text + (endsLine ? "\n" : "")).utf8), to: .standardError)
    }

    /// Says why a command failed.
    ///
    /// - Returns: the exit code: 0 for help and the like, 64 for wrong usage, else 1.
    func report(_ error: any Error) -> Int32 {
        // A command that has told its failure itself.
        if let code = error as? ExitCode { return code.rawValue }
        let failure = Failure(error)
        guard failure.exitCode != 0 else {
            // Help or version: what was asked for.
            write(Array((failure.message + "\n").utf8))
            return 0
        }
        if printsJSON {
            print(failure.answer)
        } else {
            note(failure.text)
        }
        return failure.exitCode
    }

    private static func write(_ bytes: [UInt8], to handle: FileHandle) {
        // The reader of a pipe may have gone: then there is nobody left to tell.
        try? handle.write(contentsOf: Data(bytes))
    }
}

/// What a command answers, in both forms.
struct Answer {
    /// For people; without line break at its end.
    let text: String
    let writeJSON: (inout JSONWriter) -> Void

    init(_ text: String, json: @escaping (inout JSONWriter) -> Void) {
        self.text = text
        writeJSON = json
    }
}

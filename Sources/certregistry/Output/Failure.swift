import ArgumentParser
import RegistryApp
import RegistryCore
import RegistryJSON

/// Why a command failed, as it is told.
struct Failure {
    let code: String
    /// For `--json`.
    let message: String
    /// For people: where the command line is at fault, with the command's usage.
    let text: String
    let exitCode: Int32

    private static let failed: Int32 = 1
    /// `EX_USAGE` of sysexits.h.
    private static let wrongUsage: Int32 = 64

    init(_ error: any Error) {
        switch error {
        case let error as RegistryError: self.init(error)
        case let error as ConfigurationError:
            self.init(
                code: error.isUsageError ? "usage" : "configuration", message: error.message,
                exitCode: error.isUsageError ? Self.wrongUsage : Self.failed)
        case let error as ServingError:
            self.init(code: error.code, message: error.message, exitCode: Self.failed)
        default: self.init(usage: error)
        }
    }

    /// What comes from reading the command line, or from what a library throws.
    private init(usage error: any Error) {
        let code = CertRegistry.exitCode(for: error).rawValue
        self.code = code == Self.wrongUsage ? "usage" : FaultCode.internalError.rawValue
        message =
            code == 0 ? CertRegistry.fullMessage(for: error) : CertRegistry.message(for: error)
        text = CertRegistry.fullMessage(for: error)
        exitCode = code == 0 || code == Self.wrongUsage ? code : Self.failed
    }

    private init(_ error: RegistryError) {
        switch error {
        case .faults(let faults):
            let sentences = faults.map { fault in
                [fault.field, fault.message].compactMap { $0 }.joined(separator: ": ")
            }
            self.init(
                code: faults.first?.code.rawValue ?? FaultCode.validationError.rawValue,
                message: sentences.joined(separator: "\n"))
        case .notFound(let message): self.init(code: "not_found", message: message)
        case .forbidden(let message): self.init(code: "forbidden", message: message)
        case .unavailable(let message, _): self.init(code: "unavailable", message: message)
        case .conflict(let message): self.init(code: "conflict", message: message)
        case .broken(let message): self.init(code: "internal_error", message: message)
        }
    }

    private init(code: String, message: String, exitCode: Int32 = failed) {
        self.code = code
        self.message = message
        text = "Error: \(message)"
        self.exitCode = exitCode
    }

    /// `{"error": {"code", "message"}}`.
    var answer: Answer {
        Answer(text) { writer in
            writer.object { writer in writer.object("error", write) }
        }
    }

    /// Writes `code` and `message` into an object that is begun.
    func write(_ writer: inout JSONWriter) {
        writer.member("code", code)
        writer.member("message", message)
    }
}

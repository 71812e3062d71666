import RegistryHTTP

/// Why a register is not served.
public struct ServingError: Error, Sendable {
    /// For programs.
    public let code: String
    /// A sentence that says what to do.
    public let message: String

    /// Nil where listening is not what failed.
    init?(listening configuration: RegistryServer.Configuration, _ error: any Error) {
        guard let failure = ListenFailure(error) else { return nil }
        code = "cannot_listen"
        let (host, port) = (configuration.host, configuration.port)
        message =
            switch failure {
            case .addressInUse:
                "Port \(port) at \(host) is taken by another program: give another one with "
                    + "--port, or --port 0 for a free one."
            case .addressNotAvailable:
                "\(host) is no address of this machine: give one with --host."
            case .notPermitted:
                "Port \(port) is not for this user: give one above 1023 with --port."
            case .unknownHost:
                "The host \(host) is not known: give a name or address of this machine with "
                    + "--host."
            }
    }
}

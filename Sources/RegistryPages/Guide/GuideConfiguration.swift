public import RegistryCore
public import RegistryHTTP
public import RegistryWire

/// What the guide says of the server that it is served by.
public struct GuideConfiguration: Sendable {
    /// Whether each call's page has a form that sends it.
    public var isTryItOn = false
    /// The accounts of a demo: their keys and records stand in the examples.
    public var accounts: [Account] = []
    /// Of the program.
    public var version = ""
    public var limits = Limits()
    public var api = APIConfiguration()
    /// Where the server listens: shown where a request does not say where it was sent.
    public var host = "127.0.0.1"
    /// 0 where it is not known beforehand.
    public var port = 0

    public init() {}

    /// An account whose key everyone may see.
    public struct Account: Sendable {
        public let role: Role
        public let name: String
        public let key: String
        /// What the paths of reading calls name.
        public let certificationID: String
        /// Of a certification body that the account has recorded; an `ab`'s alone.
        public let certificationBodyID: String?
        /// What the deleting calls of each version name: an example must run in both.
        public let deletable: [WireVersion: Deletable]

        /// Records that nobody misses.
        public struct Deletable: Sendable {
            public let certificationID: String
            public let certifiedEntityID: String

            public init(certificationID: String, certifiedEntityID: String) {
                self.certificationID = certificationID
                self.certifiedEntityID = certifiedEntityID
            }
        }

        public init(
            role: Role, name: String, key: String, certificationID: String,
            certificationBodyID: String?, deletable: [WireVersion: Deletable]
        ) {
            self.role = role
            self.name = name
            self.key = key
            self.certificationID = certificationID
            self.certificationBodyID = certificationBodyID
            self.deletable = deletable
        }
    }

    func account(of role: Role) -> Account? { accounts.first { $0.role == role } }
}

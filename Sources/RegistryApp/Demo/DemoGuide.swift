import RegistryCore
public import RegistryPages
import RegistryWire

extension DemoRegister {
    /// What the guide's examples are of: everyone may see a demo's keys.
    public var guideAccounts: [GuideConfiguration.Account] { accounts.map(\.guideAccount) }
}

extension DemoRegister.DemoAccount {
    fileprivate var guideAccount: GuideConfiguration.Account {
        GuideConfiguration.Account(
            role: account.role, name: account.name, key: key,
            certificationID: examples.certificationID.description,
            certificationBodyID: examples.certificationBodyID?.description,
            deletable: examples.deletable.mapValues { deletable in
                .init(
                    certificationID: deletable.certificationID.description,
                    certifiedEntityID: deletable.entityID.description)
            })
    }
}

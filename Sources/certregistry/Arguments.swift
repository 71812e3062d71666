public import ArgumentParser
public import RegistryCore

// How arguments are read that are words of a closed list, or dates: what is not among them is
// wrong usage.

extension Role: ExpressibleByArgument {}
extension KeyScope: ExpressibleByArgument {}
extension KeyProfile: ExpressibleByArgument {}
extension MappingField: ExpressibleByArgument {}
extension KeptList: ExpressibleByArgument {}

extension CalendarDate: ExpressibleByArgument {
    /// `YYYY-MM-DD` or `YYYYMMDD`.
    public init?(argument: String) { self.init(argument) }
}

import Testing

@testable import RegistryPages

@Suite("The guide")
struct GuideTests {
}

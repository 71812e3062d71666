import RegistryCore
import RegistryWire
import Testing

@Suite("Statuses of faults")
struct FaultStatusTests {
    private static let table: [FaultCode: Int] = [
        .badRequest: 400, .validationError: 400, .dataMappingRequired: 400,
        .invalidAccreditation: 400, .tooManyErrors: 400, .authenticationRequired: 401,
        .invalidSessionToken: 401, .forbidden: 403, .notFound: 404, .methodNotAllowed: 405,
        .notAcceptable: 406, .contentTooLarge: 413, .unsupportedMediaType: 415,
        .rateLimitExceeded: 429, .internalError: 500, .unavailable: 503,
    ]

    @Test("every code has the status of the contract's table", arguments: FaultCode.allCases)
    func status(code: FaultCode) throws {
        let expected = try #require(Self.table[code])
        #expect(code.status == expected)
    }
}

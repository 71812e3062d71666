import Hummingbird
public import RegistryCore

/// The parameters of a request's query, in the order they were sent: a parameter that is sent
/// repeatedly is a list (contract section 2).
public struct QueryParameters: Sendable, Equatable {
    /// One `name=value`, decoded. A parameter without `=` has an empty value.
    public struct Parameter: Sendable, Equatable {
        public let name: String
        public let value: String
    }

    /// Parameters of one query. Our choice: far more than any list of filters needs.
    public static let countMax = 1_000

    public let all: [Parameter]

    /// Reads the query as it stands in the request, without its `?`. Escapes are decoded, `+` is a
    /// space, and empty pieces (`a=1&&b=2`) are nothing.
    ///
    /// - Throws: `validation_error` for each parameter whose escapes are malformed or don't make
    ///   UTF-8, and for more than ``countMax`` parameters.
    public init(parsing query: String?) throws(RegistryError) {
        var all: [Parameter] = []
        var faults: [Fault] = []
        for piece in (query ?? "").split(separator: "&") {
            guard all.count + faults.count < Self.countMax else {
                faults.append(
                    Fault(.validationError, "Send at most \(Self.countMax) query parameters."))
                break
            }
            let parts = piece.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = PercentEncoding.decode(parts[0], plusIsSpace: true)
            let value = PercentEncoding.decode(parts.count == 2 ? parts[1] : "", plusIsSpace: true)
            if let name, let value {
                all.append(Parameter(name: name, value: value))
            } else {
                faults.append(
                    Fault(
                        .validationError,
                        "Write characters other than letters, digits and - . _ ~ in a query as "
                            + "the percent escapes of their UTF-8 bytes.",
                        field: name ?? String(parts[0].prefix(Fault.valueScalarsMax))))
            }
        }
        guard faults.isEmpty else { throw .faults(faults) }
        self.all = all
    }

    /// The values of one parameter, in the order they were sent.
    public func values(_ name: String) -> [String] {
        all.compactMap { $0.name == name ? $0.value : nil }
    }
}

/// Percent escapes of URLs (RFC 3986).
public enum PercentEncoding {
    /// The text that an escaped piece of a path or query stands for.
    ///
    /// - Parameter plusIsSpace: as forms and queries write it; in a path `+` is itself.
    /// - Returns: nil when an escape is not two hexadecimal digits, or the bytes are not UTF-8.
    public static func decode(
        _ text: some StringProtocol, plusIsSpace: Bool = false
    ) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(hexDigit),
                    let low = rest.next().flatMap(hexDigit)
                else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace:
                bytes.append(UInt8(ascii: " "))
            default:
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension RegistryRequestContext {
    /// A parameter of the path, decoded; nil when the route has none of that name or its escapes
    /// are malformed. Hummingbird hands parameters out as they were sent.
    public func pathParameter(_ name: String) -> String? {
        coreContext.parameters.get(name).flatMap { PercentEncoding.decode($0) }
    }
}

public import RegistryCore
import RegistryWire

extension Call {
    /// What this call can refuse a request for, once its path and method are found: for
    /// documentation, in the order of ``FaultCode``.
    ///
    /// A query alone can't have more faults than an answer lists, but for a thousand broken
    /// escapes; so `too_many_errors` is named where a body can hold so many.
    public var faultCodes: [FaultCode] {
        FaultCode.allCases.filter { canRefuse(with: $0) }
    }

    private func canRefuse(with code: FaultCode) -> Bool {
        switch code {
        // An unknown parameter is one, so even a call that has none can answer it.
        case .validationError: true
        case .badRequest, .contentTooLarge, .unsupportedMediaType: takesBody
        case .dataMappingRequired:
            query.contains { $0.rule.isWord } || allFields.contains { $0.rule.isWord }
        case .invalidAccreditation: storesCertifications
        case .notFound: pathParameter != nil || updatesOneRecord
        case .tooManyErrors: allFields.contains { $0.rule.isList }
        // The router's: a request that gets it has found no call.
        case .methodNotAllowed: false
        case .authenticationRequired, .invalidSessionToken, .forbidden, .notAcceptable,
            .rateLimitExceeded, .internalError, .unavailable:
            true
        }
    }

    /// Whether a body is read.
    private var takesBody: Bool {
        switch body {
        case .none: false
        case .single, .optional, .bulk: true
        }
    }

    private var storesCertifications: Bool {
        switch answer {
        case .certificationUpload, .bulkUpload: true
        case .certification, .certifications, .confirmation, .certifiedEntity,
            .certificationBodyUpload, .certificationBody, .certificationBodies, .deletion:
            false
        }
    }

    /// Whether the body names the record that is to be changed.
    private var updatesOneRecord: Bool {
        guard scope == .write else { return false }
        return switch answer {
        case .certifiedEntity, .certificationBody: true
        case .certificationUpload, .bulkUpload, .certification, .certifications, .confirmation,
            .certificationBodyUpload, .certificationBodies, .deletion:
            false
        }
    }

    /// The fields of both versions with all that are inside them.
    private var allFields: [WireField] {
        WireVersion.allCases.flatMap { fields[$0] }.flatMap(\.withInnerFields)
    }
}

extension WireField {
    /// The field, and all that stand inside it.
    var withInnerFields: [WireField] { [self] + innerFields.flatMap(\.withInnerFields) }

    /// Those of the object that it is, or of each object in it.
    var innerFields: [WireField] {
        switch rule {
        case .object(let fields), .objectOrOne(let fields), .objects(let fields, _): fields
        case .objectsOrObject(let fields, let object, _): fields + object
        case .text, .word, .wordOrNumber, .textOrNumber, .date, .flag, .textOrBoolean, .texts: []
        }
    }
}

extension WireRule {
    fileprivate var isWord: Bool {
        switch self {
        case .word, .wordOrNumber: true
        case .text, .textOrNumber, .date, .flag, .textOrBoolean, .object, .objectOrOne, .objects,
            .texts,
            .objectsOrObject:
            false
        }
    }

    fileprivate var isList: Bool {
        switch self {
        case .objects, .texts, .objectsOrObject: true
        case .text, .word, .wordOrNumber, .textOrNumber, .date, .flag, .textOrBoolean, .object,
            .objectOrOne:
            false
        }
    }
}

extension QueryField.Rule {
    fileprivate var isWord: Bool { if case .word = self { true } else { false } }
}

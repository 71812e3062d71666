/// What the text of one datum may be (contract section 5). Every version, the command line and
/// the storage go by the same rule.
public struct TextRule: Sendable {
    /// The longest value, in Unicode scalars; nil where the contract sets none.
    public let scalarsMax: Int?
    /// Whether line breaks and tabs may stand in it (contract section 2, "Text").
    public let allowsLineBreaks: Bool
    /// What else the rule asks, in a sentence for documentation.
    public let remark: String?
    private let refine: (@Sendable (String) -> Result<String, Refusal>)?

    /// Why a value is refused: a sentence that says what to do.
    public struct Refusal: Error, Sendable, Equatable {
        public let message: String
        public init(_ message: String) { self.message = message }
    }

    /// - Parameter refine: judges what is neither too long nor holds a control character, and
    ///   gives what is to be stored.
    init(
        scalarsMax: Int?, allowsLineBreaks: Bool = false, remark: String? = nil,
        refine: (@Sendable (String) -> Result<String, Refusal>)? = nil
    ) {
        self.scalarsMax = scalarsMax
        self.allowsLineBreaks = allowsLineBreaks
        self.remark = remark
        self.refine = refine
    }

    /// Judges a value that is trimmed and not empty; gives what is to be stored.
    public func read(_ text: String) -> Result<String, Refusal> {
        if let refusal = controlCharacterRefusal(text) ?? lengthRefusal(text) {
            return .failure(refusal)
        }
        guard let refine else { return .success(text) }
        // What a refinement adds counts too, or what is answered could not be sent back.
        return refine(text).flatMap { refined in
            lengthRefusal(refined).map { .failure($0) } ?? .success(refined)
        }
    }

    private func lengthRefusal(_ text: String) -> Refusal? {
        guard let scalarsMax, text.isLonger(thanScalars: scalarsMax) else { return nil }
        return Refusal(
            "Shorten this value to at most \(scalarsMax) characters; it has "
                + "\(text.unicodeScalars.count).")
    }

    private func controlCharacterRefusal(_ text: String) -> Refusal? {
        guard let control = firstControlCharacter(in: text) else { return nil }
        let digits = String(control, radix: 16, uppercase: true)
        let code = String(repeating: "0", count: 4 - digits.count) + digits
        return Refusal("Remove the control character U+\(code) from this value.")
    }

    /// The general category Cc is U+0000 to U+001F and U+007F to U+009F, so bytes tell; asking
    /// every scalar for its category took half of an upload's time.
    private func firstControlCharacter(in text: String) -> UInt8? {
        var text = text
        return text.withUTF8 { bytes in
            // Without branches eight or more bytes are looked at in one step.
            var suspects: UInt8 = 0
            for byte in bytes {
                suspects |= byte < 0x20 ? 1 : 0
                suspects |= byte == 0x7F || byte == 0xC2 ? 1 : 0
            }
            return suspects != 0 ? firstControlCharacter(in: bytes) : nil
        }
    }

    private func firstControlCharacter(in bytes: UnsafeBufferPointer<UInt8>) -> UInt8? {
        var previous: UInt8 = 0
        for byte in bytes {
            if byte < 0x20 || byte == 0x7F {
                if !isAllowed(byte) { return byte }
            } else if previous == 0xC2, byte < 0xA0 {
                return byte
            }
            previous = byte
        }
        return nil
    }

    private func isAllowed(_ control: UInt8) -> Bool {
        guard allowsLineBreaks else { return false }
        return control == UInt8(ascii: "\n") || control == UInt8(ascii: "\r")
            || control == UInt8(ascii: "\t")
    }
}

import Foundation
import RegistryJSON
import Testing

/// The public test suite for JSON parsers (github.com/nst/JSONTestSuite, folder `test_parsing`).
///
/// It is not part of this repository. It is looked for where the environment variable
/// `CERTREGISTRY_JSON_TEST_SUITE` says, else in `shared/json-test-suite` beside the checkout.
enum JSONTestSuite {
    static let variable = "CERTREGISTRY_JSON_TEST_SUITE"

    static let folder: URL? = {
        let place =
            if let named = ProcessInfo.processInfo.environment[variable] {
                URL(filePath: named)
            } else {
                URL(filePath: #filePath).resolvingSymlinksInPath()
                    .appending(path: "../../../../shared/json-test-suite")
            }
        let folder = place.appending(path: "test_parsing").standardizedFileURL
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    static let names: [String] = {
        // No folder, no names: the tests are skipped and say so.
        let all = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) }
        return (all ?? []).filter { $0.hasSuffix(".json") }.sorted()
    }()

    static let absent = Comment(
        rawValue: "the public suite is absent: clone github.com/nst/JSONTestSuite"
            + " and name the clone in \(variable)")

    /// What the suite accepts and we refuse: RFC 8259 leaves duplicate keys open, contract section
    /// 3 refuses them.
    static let refusedAll: Set = [
        "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
    ]

    /// What RFC 8259 leaves to the implementation, decided.
    static let decisions: [String: Decision] = [
        "i_number_double_huge_neg_exp.json": .anyNumber,
        "i_number_huge_exp.json": .anyNumber,
        "i_number_neg_int_huge_exp.json": .anyNumber,
        "i_number_pos_double_huge_exp.json": .anyNumber,
        "i_number_real_neg_overflow.json": .anyNumber,
        "i_number_real_pos_overflow.json": .anyNumber,
        "i_number_real_underflow.json": .anyNumber,
        "i_number_too_big_neg_int.json": .anyNumber,
        "i_number_too_big_pos_int.json": .anyNumber,
        "i_number_very_big_negative_int.json": .anyNumber,
        "i_object_key_lone_2nd_surrogate.json": .loneSurrogate,
        "i_string_1st_surrogate_but_2nd_missing.json": .loneSurrogate,
        "i_string_1st_valid_surrogate_2nd_invalid.json": .loneSurrogate,
        "i_string_incomplete_surrogate_and_escape_valid.json": .loneSurrogate,
        "i_string_incomplete_surrogate_pair.json": .loneSurrogate,
        "i_string_incomplete_surrogates_escape_valid.json": .loneSurrogate,
        "i_string_invalid_lonely_surrogate.json": .loneSurrogate,
        "i_string_invalid_surrogate.json": .loneSurrogate,
        "i_string_inverted_surrogates_U+1D11E.json": .loneSurrogate,
        "i_string_lone_second_surrogate.json": .loneSurrogate,
        "i_string_UTF-8_invalid_sequence.json": .malformedUTF8,
        "i_string_UTF8_surrogate_U+D800.json": .malformedUTF8,
        "i_string_invalid_utf-8.json": .malformedUTF8,
        "i_string_iso_latin_1.json": .malformedUTF8,
        "i_string_lone_utf8_continuation_byte.json": .malformedUTF8,
        "i_string_not_in_unicode_range.json": .malformedUTF8,
        "i_string_overlong_sequence_2_bytes.json": .malformedUTF8,
        "i_string_overlong_sequence_6_bytes.json": .malformedUTF8,
        "i_string_overlong_sequence_6_bytes_null.json": .malformedUTF8,
        "i_string_truncated-utf-8.json": .malformedUTF8,
        "i_string_UTF-16LE_with_BOM.json": .notUTF8,
        "i_string_utf16BE_no_BOM.json": .notUTF8,
        "i_string_utf16LE_no_BOM.json": .notUTF8,
        "i_structure_500_nested_arrays.json": .nesting,
        "i_structure_UTF-8_BOM_empty_object.json": .byteOrderMark,
    ]

    enum Decision {
        /// Accepted: a number is kept as its text, so that no size or precision is too much. What
        /// a field can't take, the field refuses.
        case anyNumber
        /// Refused: it is no character; text that holds one can't be stored or answered as UTF-8.
        case loneSurrogate
        /// Refused: RFC 8259 section 8.1 demands UTF-8; to guess what was meant is to falsify it.
        case malformedUTF8
        /// Refused, for the same reason.
        case notUTF8
        /// Refused: deeper than 32, the limit of contract section 14.
        case nesting
        /// Refused: section 8.1 forbids senders to add one, and a strict reader shows it early.
        case byteOrderMark

        /// Part of the reason given for the refusal; nil for what is accepted.
        var reason: String? {
            switch self {
            case .anyNumber: nil
            case .loneSurrogate: "stands without its other half"
            case .malformedUTF8: "is not part of well-formed UTF-8"
            case .notUTF8: "the text is UTF-16 or UTF-32"
            case .nesting: "nested deeper than the limit of 32"
            case .byteOrderMark: "byte order mark"
            }
        }
    }
}

@Suite("The public test suite", .enabled(if: JSONTestSuite.folder != nil, JSONTestSuite.absent))
struct JSONTestSuiteTests {
    @Test("is there whole, and each of its open cases is decided")
    func complete() {
        let names = JSONTestSuite.names
        #expect(names.count >= 318)
        #expect(Set(names.filter { $0.hasPrefix("i_") }) == Set(JSONTestSuite.decisions.keys))
        #expect(JSONTestSuite.refusedAll.isSubset(of: names))
    }

    @Test("each case is accepted or refused as it should be", arguments: JSONTestSuite.names)
    func agreement(name: String) throws {
        let folder = try #require(JSONTestSuite.folder)
        let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
        let error = refusal(of: bytes)
        #expect(JSONPromises.broken(by: bytes) == nil)
        if JSONTestSuite.refusedAll.contains(name) {
            #expect(error?.reason == #"the key "a" stands twice in one object"#)
        } else if let decision = JSONTestSuite.decisions[name] {
            if let reason = decision.reason {
                #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "accepted")")
            } else {
                #expect(error == nil)
            }
        } else {
            #expect((error == nil) == name.hasPrefix("y_"))
        }
    }
}

import HTTPTypes
import Hummingbird
import NIOCore
import RegistryCore

/// The simplest rendering of errors: `{"errors": [{"code", "message", "field"}]}` (contract
/// section 3), without a word of the request's wishes. For servers that have no other.
public enum PlainErrors {
    public static let render: ErrorRendering = { faults, status, _, _ in
        let items = faults.map { fault in
            var item = #"{"code":\#(quoted(fault.code.rawValue)),"#
            item += #""message":\#(quoted(fault.message))"#
            if let field = fault.field { item += #","field":\#(quoted(field))"# }
            return item + "}"
        }
        return Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(
                byteBuffer: ByteBuffer(
                    string: #"{"errors":[\#(items.joined(separator: ","))]}"#)))
    }

    private static func quoted(_ text: String) -> String {
        var json = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": json += "\\\(scalar)"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: json.unicodeScalars.append(scalar)
            }
        }
        return json + "\""
    }
}

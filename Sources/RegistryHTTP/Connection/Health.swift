import HTTPTypes
public import Hummingbird
import NIOCore

extension Router where Context == RegistryRequestContext {
    /// Adds `/health/live` and `/health/ready`: no key, no `Accept`, and the same middleware as
    /// every other route. Live means that the process answers; ready, that it should be asked.
    public func addHealth(_ readiness: Readiness) {
        let live = HealthAnswer.response(.ok, "live")
        get("/health/live") { _, _ in live }
        get("/health/ready") { _, _ in
            let state = readiness.state
            return HealthAnswer.response(
                state == .ready ? .ok : .serviceUnavailable, state.rawValue)
        }
    }
}

private enum HealthAnswer {
    /// `{"status": "..."}`, never kept by a cache on the way.
    static func response(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status,
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: #"{"status":"\#(text)"}"#)))
    }
}

import HTTPTypes
public import Hummingbird
import NIOCore
public import RegistryCore
public import RegistryWire

/// Renders faults in the shape that the request gets (contract section 3): problem details where
/// its `Accept` names them, else the key's profile decides, and until a key is known the
/// configuration.
public enum ErrorAnswers {
    public static func rendering(
        configured: ErrorShape, clock: RegistryClock
    ) -> ErrorRendering {
        { faults, status, request, context in
            let shape = shape(of: request, context, configured: configured)
            let body = Errors.body(
                faults, status: status.code, shape: shape,
                timestamp: clock.seconds,
                elapsedSeconds: context.facts.startedAt.duration(to: .now) / .seconds(1))
            return Response(
                status: status,
                headers: [
                    .contentType: shape == .problem
                        ? AcceptHeader.problemDetails : AcceptHeader.json
                ],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
        }
    }

    private static func shape(
        of request: Request, _ context: RegistryRequestContext, configured: ErrorShape
    ) -> ErrorShape {
        if AcceptHeader(request.headers[values: .accept]).namesProblemDetails { return .problem }
        return switch context.facts.keyProfile {
        case .certsearch: .object
        case .standard, nil: configured
        }
    }
}

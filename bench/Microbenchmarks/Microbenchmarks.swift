import Foundation
import RegistryJSON

/// Measures parser, writer and matching by themselves, and prints one JSON document for
/// `bin/bench`. The only argument: seconds of each round.
@main
enum Microbenchmarks {
    private static let secondsMax = 60.0

    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 1, let seconds = arguments.first.flatMap({ Double($0) }),
            seconds > 0, seconds <= secondsMax
        else {
            FileHandle.standardError.write(Data("Microbenchmarks SECONDS_OF_A_ROUND\n".utf8))
            exit(64)
        }
        let clock = Stopwatch(seconds: seconds)
        let results =
            try JSONBenchmarks(clock: clock).results() + UploadBenchmarks(clock: clock).results()
        var writer = JSONWriter()
        writer.object { writer in
            writer.array("results") { writer in
                for result in results { result.write(into: &writer) }
            }
        }
        print(String(decoding: writer.bytes, as: UTF8.self))
    }
}

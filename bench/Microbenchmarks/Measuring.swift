import RegistryJSON

/// What one thing comes to in a second, and another way to do it beside.
struct Measurement {
    let what: String
    let unit: String
    let perSecond: Double
    var yardstick: (name: String, perSecond: Double)?

    func write(into writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("what", what)
            writer.member("unit", unit)
            writer.member("per_second", Int(perSecond))
            if let yardstick {
                writer.member("yardstick_name", yardstick.name)
                writer.member("yardstick", Int(yardstick.perSecond))
            }
        }
    }
}

/// A fault of the benchmark itself: what it measures does not do what it is there for.
struct BenchmarkFailure: Error {
    let message: String
}

/// Runs things over and over, in rounds.
struct Stopwatch {
    /// Of each round.
    let seconds: Double

    private static let rounds = 5

    /// How much of it is done in a second: the median of the rounds.
    ///
    /// - Parameters:
    ///   - amount: what one run counts for.
    ///   - body: returns something that depends on all it did, so that nothing of it is left out.
    func perSecond(_ amount: Double, _ body: () throws -> Int) rethrows -> Double {
        var rates: [Double] = []
        var sum = try body()
        for _ in 0..<Self.rounds {
            let start = ContinuousClock.now
            var runs = 0.0
            var elapsed = 0.0
            repeat {
                sum &+= try body()
                runs += 1
                elapsed = start.duration(to: .now) / .seconds(1)
            } while elapsed < seconds
            rates.append(runs * amount / elapsed)
        }
        // Looked at, so that it must be right.
        precondition(sum != .min)
        return rates.sorted()[rates.count / 2]
    }
}

import Foundation

/// How far a long piece of work has come, on standard error: a bar that stays on one line of a
/// terminal, else a line now and then.
struct ProgressBar {
    private let total: Int
    /// `certifications`.
    private let noun: String
    private let console: Console
    private let isTerminal = isatty(2) == 1
    private let start = ContinuousClock.now
    private var shownAt: ContinuousClock.Instant?

    private static let width = 30
    private static let terminalPause = Duration.milliseconds(200)
    private static let logPause = Duration.seconds(10)

    init(total: Int, _ noun: String, console: Console) {
        self.total = total
        self.noun = noun
        self.console = console
    }

    /// Shows how far the work is, unless it was shown just now.
    mutating func show(_ done: Int) {
        let now = ContinuousClock.now
        let pause = isTerminal ? Self.terminalPause : Self.logPause
        if let shownAt, shownAt.duration(to: now) < pause, done < total { return }
        shownAt = now
        let seconds = max(start.duration(to: now) / .seconds(1), 0.001)
        let rate = Double(done) / seconds
        let share = total == 0 ? 1 : Double(done) / Double(total)
        let filled = Int(share * Double(Self.width))
        let bar =
            String(repeating: "#", count: filled)
            + String(repeating: "-", count: Self.width - filled)
        let left = rate > 0 ? Int(Double(total - done) / rate) : 0
        let text =
            "[\(bar)] \(Int(share * 100))%  \(Self.grouped(done)) of \(Self.grouped(total)) "
            + "\(noun), \(Self.grouped(Int(rate)))/s, \(Self.time(left)) left"
        if isTerminal {
            // The rest of the line may be of a longer text before.
            console.note("\r\(text)\u{1B}[K", endsLine: done >= total)
        } else {
            console.note(text)
        }
    }

    private static func grouped(_ number: Int) -> String {
        var digits = Array(String(number))
        var index = digits.count - 3
        while index > 0 {
            digits.insert(",", at: index)
            index -= 3
        }
        return String(digits)
    }

    private static func time(_ seconds: Int) -> String {
        seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
    }
}

/// A yes or no, in the spellings of contract section 5.
public enum Flag {
    /// Nil for anything but `true`, `false`, `yes`, `no`, `1`, `0`, in any case.
    public static func read(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "1": true
        case "false", "no", "0": false
        default: nil
        }
    }
}

@main
enum Microbenchmarks {
    static func main() { print("{}") }
}

import RegistryCore
import Testing

extension StoreContract {
    /// The times of a certification (contract section 8).
    static let times: [StorePromise] = [
        StorePromise("a new record's times are all the moment of its upload") {
            let scene = try await Scene($0, $1)
            let record = try await scene.read(try await scene.stored("N-1"))
            let now = scene.clock.seconds
            #expect(record.stored.createdAt == now && record.stored.updatedAt == now)
            #expect(record.stored.statusSince == now && record.confirmedAt == now)
            #expect(record.entity.createdAt == now && record.entity.updatedAt == now)
            #expect(record.accountConfirmedAt == nil)
        },
        StorePromise("status_since moves when the uploaded status changes, and only then") {
            let scene = try await Scene($0, $1)
            let start = scene.clock.seconds
            let id = try await scene.stored("N-1")
            scene.clock.advance(seconds: 10)
            try await scene.upload("N-1") { certification, _ in certification.scope = .set("S") }
            #expect(try await scene.read(id).stored.statusSince == start)
            scene.clock.advance(seconds: 10)
            try await scene.upload("N-1") { certification, _ in
                certification.scope = .set("S")
                certification.status = .suspended
            }
            #expect(try await scene.read(id).stored.statusSince == start + 20)
        },
        StorePromise("a change of the certification moves its updated_at, and no other's") {
            let scene = try await Scene($0, $1)
            let start = scene.clock.seconds
            let first = try await scene.stored("N-1")
            let second = try await scene.stored("N-2")
            scene.clock.advance(seconds: 10)
            try await scene.upload("N-1") { certification, _ in certification.scope = .set("S") }
            let changed = try await scene.read(first).stored
            #expect(changed.updatedAt == start + 10 && changed.createdAt == start)
            #expect(try await scene.read(second).stored.updatedAt == start)
            #expect(try await scene.read(second).confirmedAt == start)
        },
        StorePromise("a change of an entity moves updated_at of all its certifications") {
            let scene = try await Scene($0, $1)
            let start = scene.clock.seconds
            let ids = try await [
                scene.stored("N-1"), scene.stored("N-2"), scene.stored("N-3", entity: "E-2"),
            ]
            scene.clock.advance(seconds: 10)
            try await scene.upload("N-1", name: "Renamed")
            let times = try await [
                scene.read(ids[0]), scene.read(ids[1]), scene.read(ids[2]),
            ].map(\.stored.updatedAt)
            #expect(times == [start + 10, start + 10, start])
            scene.clock.advance(seconds: 10)
            try await scene.update("E-2") { $0.vat = .set("V") }
            #expect(try await scene.read(ids[2]).stored.updatedAt == start + 20)
            // Only what was uploaded again was confirmed by it.
            #expect(try await scene.read(ids[1]).confirmedAt == start)
        },
        StorePromise("updated_at moves only forward, even where the clock was set back") {
            let scene = try await Scene($0, $1)
            let start = scene.clock.seconds
            let id = try await scene.stored("N-1")
            scene.clock.advance(seconds: -1_000)
            try await scene.upload("N-1", name: "Renamed") { certification, _ in
                certification.scope = .set("S")
            }
            let record = try await scene.read(id)
            #expect(record.stored.updatedAt == start && record.confirmedAt == start)
            #expect(record.entity.updatedAt == start)
        },
        StorePromise("a change of an entity takes no certification back that changed later") {
            let scene = try await Scene($0, $1)
            let start = scene.clock.seconds
            let id = try await scene.stored("N-1")
            scene.clock.advance(seconds: 100)
            try await scene.upload("N-1") { certification, _ in certification.scope = .set("S") }
            scene.clock.advance(seconds: -50)
            try await scene.update("E-1") { $0.vat = .set("V") }
            let record = try await scene.read(id)
            #expect(record.stored.updatedAt == start + 100)
            #expect(record.entity.updatedAt == start + 50)
        },
        StorePromise("the turn of the day that expires a certification moves no time of it") {
            let scene = try await Scene($0, $1)
            let start = scene.clock.seconds
            let id = try await scene.stored("N-1")
            scene.clock.set(.sample(2027, 3, 1))
            try await scene.stored("N-2", entity: "E-2")
            let stored = try await scene.read(id).stored
            #expect(stored.certification.status == .active)
            #expect(stored.certification.status(on: scene.clock.today) == .expired)
            #expect(stored.updatedAt == start && stored.statusSince == start)
        },
    ]
}

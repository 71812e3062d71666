import RegistryCore
import Testing

extension StoreContract {
    /// The second table of contract section 11.
    static let certificationMatching: [StorePromise] = [
        StorePromise("a known identity number is that certification, whatever number it names") {
            let scene = try await Scene($0, $1)
            let first = try await scene.upload("N-1", identity: "I-1", entity: "E-1")
            let second = try await scene.upload("N-2", identity: "I-1", entity: "E-2")
            #expect(second.certificationID == first.certificationID)
            #expect(second.status == .updated)
            let record = try await scene.read(try #require(first.certificationID))
            #expect(record.stored.certification.number == "N-2")
            #expect(record.entity.entity.uniqueID == "E-2")
        },
        StorePromise("a known identity number with the number of one without: a fault on both") {
            let scene = try await Scene($0, $1)
            try await scene.upload("N-1", identity: "I-1")
            try await scene.upload("N-2")
            let changes = try await scene.changes {
                let result = try await scene.upload("N-2", identity: "I-1")
                #expect(result.status == .rejected)
                #expect(result.faults.map(\.field) == ["identityNumber", "certificateNumber"])
                #expect(result.faults.allSatisfy { $0.code == .validationError })
            }
            #expect(changes.isEmpty)
        },
        StorePromise("an unknown identity number is taken by the one with that number and none") {
            let scene = try await Scene($0, $1)
            let first = try await scene.upload("N-1")
            let second = try await scene.upload("N-1", identity: "I-1")
            #expect(second.certificationID == first.certificationID)
            let record = try await scene.read(try #require(first.certificationID))
            #expect(record.stored.certification.identityNumber == "I-1")
        },
        StorePromise("an unknown identity number otherwise is a new one: numbers may be shared") {
            let scene = try await Scene($0, $1)
            let first = try await scene.upload("N-1", identity: "I-1")
            let second = try await scene.upload("N-1", identity: "I-2")
            #expect(second.status == .created)
            #expect(second.certificationID != first.certificationID)
        },
        StorePromise("a number alone finds the one with it, with or without identity number") {
            let scene = try await Scene($0, $1)
            let without = try await scene.upload("N-1")
            #expect(try await scene.upload("n-1 ").certificationID == without.certificationID)
            let with = try await scene.upload("N-2", identity: "I-2")
            let again = try await scene.upload("N-2")
            #expect(again.certificationID == with.certificationID)
            let record = try await scene.read(try #require(with.certificationID))
            #expect(record.stored.certification.identityNumber == "I-2")
        },
        StorePromise("a number alone that several share asks for the identity number") {
            let scene = try await Scene($0, $1)
            try await scene.upload("N-1", identity: "I-1")
            try await scene.upload("N-1", identity: "I-2")
            let result = try await scene.upload("N-1")
            #expect(result.status == .rejected)
            #expect(result.faults.map(\.field) == ["identityNumber"])
        },
        StorePromise("a number that is nowhere is a new certification") {
            let scene = try await Scene($0, $1)
            let first = try await scene.upload("N-1")
            let second = try await scene.upload("N-2")
            #expect(first.status == .created)
            #expect(second.status == .created)
            #expect(first.certificationID != second.certificationID)
        },
        StorePromise("numbers are compared case folded, in compatibility form, spaces collapsed") {
            let scene = try await Scene($0, $1)
            let first = try await scene.upload("QM  \u{FF11}2 \u{DF}")
            let second = try await scene.upload("qm 12 SS")
            #expect(second.certificationID == first.certificationID)
            let record = try await scene.read(try #require(first.certificationID))
            #expect(record.stored.certification.number == "qm 12 SS")
        },
        StorePromise("identity numbers are compared code point by code point") {
            let scene = try await Scene($0, $1)
            let ids = try await [
                scene.stored("N-1", identity: "\u{E9}"), scene.stored("N-1", identity: "e\u{301}"),
                scene.stored("N-1", identity: "\u{C9}"),
            ]
            #expect(Set(ids).count == 3)
        },
    ]
}

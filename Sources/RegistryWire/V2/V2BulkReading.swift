import RegistryCore
import RegistryJSON

/// Reads V2's bulk call (contract section 7). Its records are the certifications inside the
/// entities, then those of the second array, then the entities that none of them names.
struct V2BulkReader {
    private struct Entity {
        let object: JSONValue
        /// Nil when it is faulty.
        var upload: EntityUpload?
        var certifications: JSONValue?
        var faults: [Fault] = []
        /// Its warnings, among the reader's.
        var warnings = 0..<0
        /// With whose index its faults and warnings are listed.
        var firstRecord: Int?
    }

    private struct Record {
        /// Nil for one that names a stored entity.
        let entity: Int?
        /// Nil when it or its entity is faulty.
        var upload: UploadRecord?
        /// Its certification's.
        var faults: [Fault] = []
    }

    private var reader: WireReader
    private var entities: [Entity] = []
    private var entityByUniqueID: [ExactText: Int] = [:]
    private var records: [Record] = []

    init(_ reader: WireReader) { self.reader = reader }

    mutating func read() -> BulkReading {
        guard reader.isBody(reader.root),
            let body = reader.read(reader.root, V2.bulkUpload, BulkDraft()),
            let array = body.entities ?? body.certifications
        else { return refusal(recordCount: 0) }
        // What can be counted is counted first, so that too large a call costs little.
        let leastCount = leastRecordCount(body)
        guard reader.checkRecordCount(leastCount, in: array) else {
            return refusal(recordCount: leastCount)
        }
        body.entities?.elements.forEach { addEntity($0) }
        for (index, entity) in entities.enumerated() {
            entity.certifications?.elements.forEach { addRecord($0, V2.certification, of: index) }
        }
        body.certifications?.elements.forEach { addRecord($0, V2.listedCertification, of: nil) }
        for index in entities.indices where entities[index].firstRecord == nil {
            addRecord(ofEntityAlone: index)
        }
        // How many entities stand alone is known only now. The count is then the only fault.
        var counting = WireReader(root: reader.root, context: reader.context)
        guard counting.checkRecordCount(records.count, in: array) else {
            reader = counting
            return refusal(recordCount: records.count)
        }
        return reading()
    }

    /// The fewest records that there can be: each certification is one, and so is each entity
    /// without any, unless one of the second array names it.
    private func leastRecordCount(_ body: BulkDraft) -> Int {
        var nested = 0
        var without = 0
        body.entities?.elements.forEach { entity in
            let array = entity[V2.nestedCertificationsKey].flatMap { $0.kind == .array ? $0 : nil }
            nested += array?.count ?? 0
            without += array?.count ?? 0 == 0 ? 1 : 0
        }
        return nested + max(without, body.certifications?.count ?? 0)
    }

    private mutating func addEntity(_ object: JSONValue) {
        var entity = Entity(object: object)
        var draft: RecordDraft?
        let warningsStart = reader.warnings.count
        entity.faults = reader.takingFaults { reader in
            draft = reader.read(object, V2.bulkEntity, RecordDraft())
        }
        entity.warnings = warningsStart..<reader.warnings.count
        entity.certifications = draft?.nestedCertifications
        if entity.faults.isEmpty { entity.upload = draft?.entity.upload(mustBeLocated: true) }
        if let uniqueID = draft?.entity.uniqueID.value {
            // Of several with one id the last says what holds (contract section 11).
            entityByUniqueID[ExactText(uniqueID)] = entities.count
        }
        entities.append(entity)
    }

    /// - Parameter owner: the entity in which the certification stands; nil for one of the second
    ///   array, which names its entity.
    private mutating func addRecord(
        _ object: JSONValue, _ shape: WireShape<RecordDraft>, of owner: Int?
    ) {
        let index = records.count
        let (draft, faults) = reader.record(index) { $0.read(object, shape, RecordDraft()) }
        let uniqueID = draft?.entity.uniqueID.value
        let entity = owner ?? uniqueID.flatMap { entityByUniqueID[ExactText($0)] }
        var record = Record(entity: entity, faults: faults)
        let reference: UploadRecord.EntityReference? =
            if let entity {
                entities[entity].upload.map { .uploaded($0) }
            } else {
                uniqueID.map { .named(uniqueID: $0) }
            }
        if faults.isEmpty, let reference, let certification = draft?.certification {
            let locator = RecordLocator(
                reader, entity: entity.map(part),
                certification: .init(object: object, shape: shape))
            record.upload = reader.record(reference, certification, index: index, locator: locator)
        }
        add(record)
    }

    /// An `ab`'s entities belong to a certification body, which only a certification names.
    private mutating func addRecord(ofEntityAlone entity: Int) {
        guard reader.role != .accreditationBody else {
            let object = entities[entity].object
            let (_, faults) = reader.record(records.count) { reader in
                reader.fault(
                    .validationError, at: object,
                    "Send a certification of this entity: it belongs to a certification body, "
                        + "which the certification names.")
            }
            add(Record(entity: entity, faults: faults))
            return
        }
        let locator = RecordLocator(reader, entity: part(entity))
        let upload = entities[entity].upload.map {
            UploadRecord(
                index: records.count, entity: .uploaded($0), certification: nil,
                body: reader.context.ownBody ?? .none, locator: locator)
        }
        add(Record(entity: entity, upload: upload))
    }

    private mutating func add(_ record: Record) {
        if let entity = record.entity, entities[entity].firstRecord == nil {
            entities[entity].firstRecord = records.count
        }
        records.append(record)
    }

    private func part(_ entity: Int) -> RecordLocator.Part {
        .init(object: entities[entity].object, shape: V2.bulkEntity)
    }

    // MARK: The result

    /// A call that is itself at fault.
    private func refusal(recordCount: Int) -> BulkReading {
        var bulk = BulkReading()
        bulk.recordCount = recordCount
        bulk.faults = reader.faultsInOrder
        return bulk
    }

    private func reading() -> BulkReading {
        var bulk = BulkReading()
        bulk.recordCount = records.count
        bulk.records = records.compactMap(\.upload)
        bulk.warnings = reader.warnings
        bulk.faults = reader.faults
        for (index, record) in records.enumerated() where record.upload == nil {
            bulk.rejected[index] = record.faults
        }
        for entity in entities {
            guard let index = entity.firstRecord else { continue }
            for place in entity.warnings { bulk.warnings[place].recordIndex = index }
            let faults = entity.faults.map { fault in
                var fault = fault
                fault.recordIndex = index
                return fault
            }
            bulk.faults += faults
            if !faults.isEmpty { bulk.rejected[index, default: []] += faults }
        }
        bulk.faults = WireReader.inOrder(bulk.faults)
        bulk.rejected = bulk.rejected.mapValues { WireReader.inOrder($0) }
        return bulk
    }
}

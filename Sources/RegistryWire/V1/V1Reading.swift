public import RegistryCore
public import RegistryJSON

extension V1: WireReadingFormat {
    public static func readUpload(
        _ body: JSONValue, _ context: ReadingContext
    ) -> WireReading<UploadRecord> {
        WireReader.reading(body, context) { reader in readRecord(body, index: nil, &reader) }
    }

    /// A flat object of entity and certification; nil while something mandatory is missing.
    private static func readRecord(
        _ object: JSONValue, index: Int?, _ reader: inout WireReader
    ) -> UploadRecord? {
        guard let draft = reader.read(object, certification, RecordDraft()) else { return nil }
        let part = RecordLocator.Part(object: object, shape: certification)
        return reader.record(
            draft, mustBeLocated: false, index: index,
            locator: RecordLocator(reader, entity: part, certification: part))
    }

    public static func readBulkUpload(
        _ body: JSONValue, _ context: ReadingContext
    ) -> BulkReading {
        var reader = WireReader(root: body, context: context)
        var bulk = BulkReading()
        if reader.isBody(body), let draft = reader.read(body, bulkUpload, BulkDraft()),
            let array = draft.certifications
        {
            bulk.recordCount = array.count
            if reader.checkRecordCount(array.count, in: array) {
                for (index, element) in array.elements.enumerated() {
                    let (record, faults) = reader.record(index) { reader in
                        readRecord(element, index: index, &reader)
                    }
                    if let record, faults.isEmpty { bulk.records.append(record) }
                    if !faults.isEmpty { bulk.rejected[index] = WireReader.inOrder(faults) }
                }
            }
        }
        bulk.faults = reader.faultsInOrder
        bulk.warnings = reader.warnings
        return bulk
    }

    public static func readEntityUpdate(
        _ body: JSONValue, _ context: ReadingContext
    ) -> WireReading<EntityUpdate> {
        WireReader.reading(body, context) { $0.entityUpdate(entityUpdate) }
    }

    public static func readEntityRename(
        _ body: JSONValue, _ context: ReadingContext
    ) -> WireReading<EntityUpdate> {
        WireReader.reading(body, context) { $0.entityUpdate(entityRename) }
    }
}

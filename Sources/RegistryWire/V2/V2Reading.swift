public import RegistryCore
public import RegistryJSON

extension V2: WireReadingFormat {
    public static func readUpload(
        _ body: JSONValue, _ context: ReadingContext
    ) -> WireReading<UploadRecord> {
        WireReader.reading(body, context) { reader in
            guard let sent = reader.read(body, upload, UploadDraft()) else { return nil }
            var draft = RecordDraft()
            var locator = RecordLocator(reader)
            if let object = sent.entity, reader.isObject(object) {
                entity.read(object, into: &draft, &reader)
                locator.entity = .init(object: object, shape: entity)
            }
            if let object = sent.certification, reader.isObject(object) {
                certification.read(object, into: &draft, &reader)
                locator.certification = .init(object: object, shape: certification)
            }
            return reader.record(draft, mustBeLocated: true, locator: locator)
        }
    }

    public static func readBulkUpload(
        _ body: JSONValue, _ context: ReadingContext
    ) -> BulkReading {
        var bulk = V2BulkReader(WireReader(root: body, context: context))
        return bulk.read()
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

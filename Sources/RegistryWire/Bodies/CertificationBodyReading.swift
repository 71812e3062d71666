public import RegistryCore
public import RegistryJSON

/// Reads the bodies of the certification body calls, alike in both versions: names in, the
/// register's uploads and updates out (contract section 10).
public enum CertificationBodyReading {
    /// The body of `upload-cb`.
    public static func readUpload(
        _ body: JSONValue, _ context: ReadingContext
    ) -> WireReading<BodyUpload> {
        read(body, context, CertificationBodyShapes.upload) { draft, locator in
            guard let identityNumber = draft.identityNumber.value, let name = draft.name.value,
                let country = draft.country.value, let status = draft.status.value
            else { return nil }
            return BodyUpload(
                identityNumber: identityNumber, name: name, country: country, status: status,
                change: draft.change, locator: locator)
        }
    }

    /// The body of PUT `cb`.
    public static func readUpdate(
        _ body: JSONValue, _ context: ReadingContext
    ) -> WireReading<BodyUpdate> {
        read(body, context, CertificationBodyShapes.update, update)
    }

    /// The body of PUT `cb/update-accreditation-status`.
    public static func readStatusUpdate(
        _ body: JSONValue, _ context: ReadingContext
    ) -> WireReading<BodyUpdate> {
        read(body, context, CertificationBodyShapes.statusUpdate, update)
    }

    private static func update(_ draft: BodyDraft, _ locator: any FaultLocating) -> BodyUpdate {
        BodyUpdate(
            certificationBodyID: draft.certificationBodyID.value,
            identityNumber: draft.identityNumber.value, change: draft.change, locator: locator)
    }

    private static func read<Value>(
        _ body: JSONValue, _ context: ReadingContext, _ shape: WireShape<BodyDraft>,
        _ value: (BodyDraft, any FaultLocating) -> Value?
    ) -> WireReading<Value> {
        WireReader.reading(body, context) { reader in
            reader.read(body, shape, BodyDraft()).flatMap {
                value($0, ShapeLocator(root: body, role: reader.role, shape: shape))
            }
        }
    }
}

/// The body of PUT `update-all-cert`, which says nothing: whatever an object holds is pointed out.
public enum ConfirmationReading {
    private static let shape = WireShape<Void>([])

    /// - Parameter body: nil when none was sent.
    public static func read(_ body: JSONValue?, _ context: ReadingContext) -> WireReading<Void> {
        guard let body else { return WireReading(value: (), faults: [], warnings: []) }
        return WireReader.reading(body, context) { $0.read(body, shape, ()) }
    }
}

/// What documentation is made from: the fields of each call's body.
extension CertificationBodyReading {
    public static let uploadFields = CertificationBodyShapes.upload.fields
    public static let updateFields = CertificationBodyShapes.update.fields
    public static let statusUpdateFields = CertificationBodyShapes.statusUpdate.fields
}

/// Where the data of a body that is one object of one shape stood.
private struct ShapeLocator: FaultLocating {
    let root: JSONValue
    let role: Role
    let shape: WireShape<BodyDraft>

    func site(of datum: Datum) -> FaultSite {
        shape.site(of: datum, in: root, of: root, role: role) ?? FaultSite(field: nil)
    }
}

/// What statements and insertions have in common: values bound one after the other.
class Binder {
    final var parameters = Parameters()

    @discardableResult
    final func bind(_ value: Int64) -> Self {
        parameters.append(value)
        return self
    }

    @discardableResult
    final func bind(_ value: String) -> Self {
        parameters.append(utf8: value.utf8)
        return self
    }

    @discardableResult
    final func bind(text bytes: [UInt8]) -> Self {
        parameters.append(utf8: bytes)
        return self
    }

    @discardableResult
    final func bind(blob bytes: [UInt8]) -> Self {
        parameters.append(blob: bytes)
        return self
    }

    @discardableResult
    final func bindNull() -> Self {
        parameters.appendNull()
        return self
    }

    @discardableResult
    final func bind(texts: [String]) -> Self {
        parameters.append(array: texts)
        return self
    }

    @discardableResult
    final func bind(integers: [Int64]) -> Self {
        parameters.append(array: integers)
        return self
    }
}

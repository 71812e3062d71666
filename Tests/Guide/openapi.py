"""Whether the server's OpenAPI descriptions are valid."""

import argparse
import json

from openapi_spec_validator import OpenAPIV31SpecValidator

from guide import Findings, fetch


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    options = parser.parse_args()
    findings = Findings()
    operations = 0
    for version in ("v1", "v2"):
        path = f"/openapi/{version}.json"
        document = json.loads(fetch(options.address + path).text)
        findings.expect(document.get("openapi", "").startswith("3.1."), path, "is no OpenAPI 3.1")
        for error in OpenAPIV31SpecValidator(document).iter_errors():
            place = "/".join(str(part) for part in error.absolute_path)
            findings.add(path, f"{place}: {error.message}")
        operations += sum(
            method in ("get", "post", "put", "delete")
            for item in document.get("paths", {}).values()
            for method in item
        )
    findings.expect(operations == 56, "/openapi", f"{operations} calls instead of 56")
    findings.end(f"{operations} operations")


if __name__ == "__main__":
    main()

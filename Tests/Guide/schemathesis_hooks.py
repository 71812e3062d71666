"""What `schemathesis` has to know of the API beyond what its description can say."""

import requests.utils
import schemathesis

requests_default_headers = requests.utils.default_headers


def default_headers():
    """The library that sends adds `Accept: */*` where there is none: then no call would lack it."""
    headers = requests_default_headers()
    headers.pop("Accept", None)
    return headers


requests.utils.default_headers = default_headers


@schemathesis.hook
def before_call(context, case, kwargs):
    """Bad records of a bulk call are refused with 400, unless its mode is partial or validate: then
    the answer is 200 and says of each record that it is rejected. No schema can make one depend on
    the other, so that bad bulk bodies are sent without a mode."""
    is_bulk = case.operation.path.endswith("/bulk-upload-cert")
    if is_bulk and case.meta is not None and case.meta.generation.mode.is_negative:
        body_is_bad = any(
            component.mode.is_negative and location.value == "body"
            for location, component in case.meta.components.items()
        )
        if body_is_bad and isinstance(case.query, dict):
            case.query.pop("mode", None)

"""Sends all calls, with what their OpenAPI description allows and forbids, by schemathesis."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from guide import Findings

HERE = Path(__file__).parent

# Longer than both runs take on a slow machine; the test that starts this has a limit of its own.
RUN_SECONDS_MAX = 400


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("--keys", type=json.loads, required=True, help="by role, as JSON")
    options = parser.parse_args()
    findings = Findings()
    environment = {
        **os.environ,
        **{f"KEY_{role.upper()}": key for role, key in options.keys.items()},
        "PYTHONPATH": str(HERE),
        "COLUMNS": "100",
    }
    for version in ("v1", "v2"):
        path = f"/openapi/{version}.json"
        command = [
            str(Path(sys.executable).with_name("schemathesis")),
            "--config-file", str(HERE / "schemathesis.toml"),
            "run", options.address + path, "--no-color",
        ]
        run = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=RUN_SECONDS_MAX)
        # 28 operations that were not all tested are no success.
        if run.returncode != 0 or "Tested: 28" not in run.stdout:
            findings.add(path, run.stdout[-20_000:] + run.stderr[-2_000:])
    findings.end("28 calls of each version")


if __name__ == "__main__":
    main()

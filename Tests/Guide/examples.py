"""Runs every example of the guide in one language against the server that shows it.

Every call of the API must be among them, in both versions. Examples that delete run last, and so
each language needs a server of its own: what one has deleted, another can't.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from guide import Findings, Site, fetch

LANGUAGES = {"curl": "shell", "python": "python", "swift": "swift"}

# The shell's examples of other programs, such as certregistry, are no requests.
IS_REQUEST = {
    "curl": re.compile(r"^\s*curl ", re.M),
    "python": re.compile(r"urllib\.request|http\.client"),
    "swift": re.compile(r"URLSession"),
}


class Call:
    """One call of the API for one kind of caller, as the OpenAPI description names it."""

    def __init__(self, method, path):
        self.name = f"{method} {path}"
        self.method = method
        self.pattern = re.compile(re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(path)) + "$")

    @staticmethod
    def all(address):
        calls = []
        for version in ("v1", "v2"):
            document = json.loads(fetch(f"{address}/openapi/{version}.json").text)
            for path, operations in document["paths"].items():
                for method in operations:
                    if method in ("get", "post", "put", "delete"):
                        calls.append(Call(method.upper(), path))
        return calls


def requests(block, address):
    """Method and path of each request that an example sends."""
    for match in re.finditer(re.escape(address) + r"(/api/client/[^\s'\"?]*)", block.text):
        # The method stands before or after the URL, within the same command.
        if block.language == "shell":
            start = block.text.rfind("curl ", 0, match.start())
            end = block.text.find("curl ", match.end())
            command = block.text[start : end if end >= 0 else None]
            method = re.search(r"(?:-X|--request) (\w+)", command)
            default = "POST" if re.search(r"(?:-d|--data\S*) ", command) else "GET"
        else:
            method = re.search(r"(?:method|httpMethod)\s*=\s*\"(\w+)\"", block.text)
            default = "GET"
        yield method.group(1) if method else default, match.group(1)


def command(language, text, folder):
    """The command that runs an example, with what it reads from standard input."""
    if language == "curl":
        return ["sh", "-e", "-c", text], ""
    if language == "python":
        return [sys.executable, "-"], text
    source = folder / "main.swift"
    source.write_text(text, encoding="utf-8")
    built = folder / "example"
    return ["sh", "-e", "-c", f"swiftc -o {built} {source} >&2\n{built}"], ""


def documents(text):
    """The JSON documents in what an example prints. Python's and Swift's say the status too."""
    decoder = json.JSONDecoder()
    position = 0
    while (start := text.find("{", position)) >= 0:
        document, position = decoder.raw_decode(text, start)
        yield document


def run(block, language, findings):
    with tempfile.TemporaryDirectory() as folder:
        arguments, standard_input = command(language, block.text, Path(folder))
        try:
            process = subprocess.run(
                arguments,
                input=standard_input,
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=120,
                cwd=folder,
            )
        except subprocess.TimeoutExpired:
            findings.add(block.page, f"an example takes too long:\n{block.text}")
            return
    said = f"{process.stdout}{process.stderr}\n{block.text}"
    if not findings.expect(
        process.returncode == 0, block.page, f"an example ends with {process.returncode}: {said}"
    ):
        return
    try:
        answers = list(documents(process.stdout))
    except ValueError as error:
        findings.add(block.page, f"an example prints no JSON ({error}): {said}")
        return
    findings.expect(
        answers and all("data" in answer for answer in answers),
        block.page,
        f"an example gets no data: {said}",
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("language", choices=LANGUAGES)
    options = parser.parse_args()
    findings = Findings()
    site = Site(options.address, findings)
    language = options.language
    blocks = [b for b in site.code(LANGUAGES[language]) if IS_REQUEST[language].search(b.text)]
    calls = Call.all(site.address)
    findings.expect(len(calls) == 56, "/openapi", f"{len(calls)} calls instead of 56")
    sent = [request for block in blocks for request in requests(block, site.address)]
    for call in calls:
        findings.expect(
            any(method == call.method and call.pattern.match(path) for method, path in sent),
            "/docs",
            f"no {language} example of {call.name}",
        )
    # Entities go after certifications: one that is deleted takes its certifications with it.
    def order(block):
        methods = [f"{method} {path}" for method, path in requests(block, site.address)]
        deletes = [text for text in methods if text.startswith("DELETE")]
        return (bool(deletes), any("/ce/" in text for text in deletes))

    groups = {}
    for block in blocks:
        groups.setdefault(order(block), []).append(block)
    with ThreadPoolExecutor(max_workers=2) as pool:
        for _, group in sorted(groups.items()):
            list(pool.map(lambda block: run(block, language, findings), group))
    findings.end(f"{len(blocks)} {language} examples on {len(site.pages)} pages")


if __name__ == "__main__":
    main()

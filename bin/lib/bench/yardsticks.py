"""The programs in C: what they are made of, and how they are run."""
import json
import os
import struct

from tools import Failure, copy, remove, run

#: What is added to every flush where a disk of a cloud is imitated.
SLOW_FLUSH_MICROSECONDS = 2000


class Tools:
    """The yardsticks and the sender of requests, compiled."""

    def __init__(self, root, folder):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        yardsticks = os.path.join(root, "bench/yardsticks")
        self.bare_writer = self._compile(
            "bare-writer", [f"{yardsticks}/bare-writer.c", f"{yardsticks}/rows.c"],
            ["-lsqlite3", "-lpthread"])
        self.slow_flush = self._compile(
            "slow-flush.so", [f"{yardsticks}/slow-flush.c"], ["-shared", "-fPIC", "-ldl"])
        self.sender = self._compile(
            "requests", [os.path.join(root, "bench/load/requests.c")], ["-lpthread"])

    def _compile(self, name, sources, options):
        path = os.path.join(self.folder, name)
        run(["cc", "-std=gnu11", "-O2", "-Wall", "-Wextra", "-o", path, *sources, *options], 120)
        return path

    def slow_flush_environment(self):
        return {"LD_PRELOAD": self.slow_flush,
                "SLOW_FLUSH_MICROSECONDS": str(SLOW_FLUSH_MICROSECONDS)}

    def write_bare(self, before, after, target, per_commit, seconds=120, environment=None):
        """Stores what a register has more than the one before; certifications, rows, commits
        and seconds."""
        copy(before, target)
        result = json.loads(run([self.bare_writer, target, after, str(per_commit), str(seconds)],
                                seconds + 300, environment))
        remove(target)
        return result

    def send(self, server, requests, connections, file):
        """Sends requests (see `request`) over some connections.

        Returns the seconds of it all, and of each its status and milliseconds, in order."""
        with open(file, "wb") as out:
            for request in requests:
                out.write(struct.pack("<I", len(request)))
                out.write(request)
        text = run([self.sender, str(server.port), str(connections), file], 900)
        os.remove(file)
        lines = text.splitlines()
        answers = []
        for line in lines[1:]:
            _, status, microseconds, _ = line.split()
            answers.append((int(status), float(microseconds) / 1000))
        if len(answers) != len(requests):
            raise Failure("not every request was answered")
        return float(lines[0]), answers


def request(server, method, path, body=b""):
    """The bytes of a request."""
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
    for name, value in server.headers.items():
        head += f"{name}: {value}\r\n"
    if body:
        head += f"Content-Length: {len(body)}\r\n"
    return (head + "\r\n").encode() + body


def require_ok(answers, what):
    for status, _ in answers:
        if status != 200:
            raise Failure(f"{what}: an answer was {status}")

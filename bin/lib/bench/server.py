"""The program that is measured: its commands and its server."""
import http.client
import json
import os
import re
import signal
import subprocess
import threading
import time

from tools import Failure, run

READY_SECONDS_MAX = 60
STOP_SECONDS_MAX = 120
#: More than any load here sends, so that no key's limit is what is measured.
REQUESTS = "1000000"
#: The account that holds most of a generated register.
LARGEST = "Ashcombe Certification"


def location(database):
    """As the program takes it: a path is SQLite's, everything else a URL."""
    return database if "://" in database else f"sqlite:{database}"


class Program:
    def __init__(self, path):
        self.path = path

    def command(self, database, *arguments, seconds=600):
        """A command's answer."""
        text = run([self.path, *arguments, "--database", location(database), "--json"], seconds)
        try:
            return json.loads(text)
        except ValueError:
            raise Failure(f"{self.path} {arguments[0]} prints no JSON: {text[:200]!r}") from None

    def add_key(self, database, account):
        return self.command(database, "key", "add", account, "--requests-per-minute",
                            REQUESTS)["key"]

    def make_register(self, database):
        """A register with one certification body's account; returns the account's key."""
        run([self.path, "migrate", "--database", location(database)])
        account = self.command(database, "account", "add", "cb", "--name", "Benchmark",
                               "--country", "DE")
        return self.add_key(database, account["account_id"])

    def key_of(self, database, name):
        """Id of an account of a generated register, and a key of it."""
        accounts = self.command(database, "account", "list")["accounts"]
        found = next((a for a in accounts if a["name"] == name), None)
        if found is None:
            raise Failure(f"{database} is no register that `generate` has made")
        return found["account_id"], self.add_key(database, found["account_id"])

    def key_of_largest(self, database):
        """A key of the account that holds most of a generated register."""
        return self.key_of(database, LARGEST)[1]


class Client:
    """One account's way to a server."""

    def __init__(self, address, key):
        self.address = address
        self.port = int(address.rsplit(":", 1)[1])
        self.headers = {"x-http-authorization": key, "Accept": "application/json",
                        "Content-Type": "application/json"}

    def get(self, path):
        """Status and body of an answer."""
        return self.send("GET", path)

    def send(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, path, body, self.headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def ask(self, path):
        """The JSON of an answer that must be 200."""
        status, body = self.get(path)
        if status != 200:
            raise Failure(f"GET {path} was answered with {status}: {body[:500]!r}")
        return json.loads(body)


class Server(Client):
    """A running server; used as a context, so that it ends with what is measured."""

    def __init__(self, program, database, key, environment=None, options=(), log_path=None):
        self.log_path = log_path or database + ".log"
        with open(self.log_path, "wb") as log:
            self.process = subprocess.Popen(
                [program.path, "serve", "--port", "0", "--burst", REQUESTS, "--json",
                 "--database", location(database), *options],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True,
                env={**os.environ, **(environment or {})})
        try:
            super().__init__(self._address(), key)
            self._wait_until_ready()
        except BaseException:
            self.process.kill()
            self.process.wait()
            raise

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        self.stop(is_failing=kind is not None)

    def _address(self):
        timer = threading.Timer(READY_SECONDS_MAX, self.process.kill)
        timer.start()
        line = self.process.stdout.readline()
        timer.cancel()
        found = re.search(r"http://[^\"/\s]+", line)
        if not found:
            with open(self.log_path) as log:
                raise Failure(f"the server did not start: {log.read()[-1000:]}")
        return found.group()

    def _wait_until_ready(self):
        end = time.monotonic() + READY_SECONDS_MAX
        while time.monotonic() < end:
            try:
                if self.get("/health/ready")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        raise Failure("the server did not get ready")

    def client(self, key):
        """The way of another key to this server."""
        return Client(self.address, key)

    # MARK: The process

    def memory(self):
        """Resident memory and its peak, in MiB."""
        with open(f"/proc/{self.process.pid}/status") as status:
            text = status.read()
        found = [re.search(rf"{name}:\s+(\d+)", text) for name in ("VmRSS", "VmHWM")]
        if None in found:
            raise Failure(f"the server ended; its log is {self.log_path}")
        return tuple(int(match.group(1)) / 1024 for match in found)

    def stop(self, is_failing=False):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(timeout=STOP_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            status = None
        self.process.stdout.close()
        if status != 0 and not is_failing:
            raise Failure(f"the server ended with {status}; its log is {self.log_path}")
        if status == 0:
            os.remove(self.log_path)

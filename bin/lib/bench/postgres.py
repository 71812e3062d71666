"""A PostgreSQL server of the benchmark's own, for the time of one run, and what is done in it."""
import glob
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import time

from tools import Failure, run, say

READY_SECONDS_MAX = 60
STOP_SECONDS_MAX = 60
COMMAND_SECONDS_MAX = 900
USER = "certregistry"
#: Beside these all is as PostgreSQL ships it: each commit is flushed, the log holds whole pages.
SETTINGS = {"shared_buffers": "256MB", "max_connections": "100", "max_wal_size": "4GB"}
PROGRAMS = ("initdb", "postgres", "psql", "pgbench")


def find_programs():
    """The folder of PostgreSQL's programs: Debian's newest version, else where PATH leads to."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True,
                     key=lambda folder: [int(digits) for digits in re.findall(r"\d+", folder)])
    folders += os.environ.get("PATH", "").split(":")
    for folder in folders:
        if all(os.access(os.path.join(folder, name), os.X_OK) for name in PROGRAMS):
            return folder
    raise Failure(f"PostgreSQL's programs are missing: {', '.join(PROGRAMS)}")


def find_user():
    """The user as whom the server runs, for it refuses to run as root; none if we are not root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            pass
    raise Failure("PostgreSQL does not run as root, and there is no user postgres or nobody")


class Cluster:
    """A running server; used as a context, so that it ends with what is measured."""

    def __init__(self, folder):
        self.folder = folder
        self.user = find_user()
        self.programs = find_programs()
        self.process = None
        self.port = None
        self.log_path = os.path.join(folder, "postgres.log")
        #: Names of generated registers by their size.
        self.registers = {}

    def __enter__(self):
        try:
            self._start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    # MARK: The process

    def _as_user(self, arguments):
        """A command as the server's user. It ends when the benchmark ends, however that does."""
        prefix = ["setpriv", "--pdeathsig", "INT"]
        if self.user:
            prefix += [f"--reuid={self.user.pw_uid}", f"--regid={self.user.pw_gid}",
                       "--clear-groups"]
        return [*prefix, "--", *arguments]

    def path(self, program):
        return os.path.join(self.programs, program)

    def _start(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder, mode=0o755)
        data = os.path.join(self.folder, "data")
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
            self._require_entrance()
        run(self._as_user([self.path("initdb"), f"--pgdata={data}", "--auth=trust", "--no-sync",
                           "--no-instructions", "--encoding=UTF8", "--locale=C.UTF-8",
                           f"--username={USER}"]))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        settings = {**SETTINGS, "listen_addresses": "127.0.0.1", "port": str(self.port),
                    "unix_socket_directories": ""}
        options = [f"--{name}={value}" for name, value in settings.items()]
        with open(self.log_path, "wb") as log:
            # In a session of its own, so that Ctrl-C at a terminal doesn't end it before us.
            self.process = subprocess.Popen(
                self._as_user([self.path("postgres"), "-D", data, *options]), cwd=self.folder,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        self._wait_until_ready()

    def _require_entrance(self):
        try:
            run(self._as_user(["test", "-w", self.folder]))
        except Failure:
            raise Failure(f"the user {self.user.pw_name}, as whom PostgreSQL runs, may not enter "
                          f"{self.folder}: name another place by --folder") from None

    def _wait_until_ready(self):
        end = time.monotonic() + READY_SECONDS_MAX
        while time.monotonic() < end and self.process.poll() is None:
            try:
                self.version = self.ask("postgres", "SHOW server_version").split()[0]
                return
            except Failure:
                time.sleep(0.1)
        with open(self.log_path) as log:
            raise Failure(f"PostgreSQL did not start: {log.read()[-1000:]}")

    def stop(self):
        if self.process is None:
            return
        if self.process.poll() is None:
            # Fast shutdown: it doesn't wait for its clients.
            self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=STOP_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            # Immediate shutdown: its children end with it, as they would not by a kill.
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
        self.process = None

    def cpu_seconds(self):
        """CPU time of the server with all its processes, also those that have ended."""
        return cpu_seconds(self.process.pid, with_children=True)

    # MARK: Databases

    def url(self, database):
        return f"postgres://{USER}@127.0.0.1:{self.port}/{database}"

    def psql(self, database, *arguments):
        """What psql prints: rows as lines, `|` between the columns."""
        return run([self.path("psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
                    "-d", self.url(database), *arguments], COMMAND_SECONDS_MAX,
                   {"PGCLIENTENCODING": "UTF8"})

    def ask(self, database, *statements):
        """Runs statements, each in a transaction of its own."""
        commands = [part for statement in statements for part in ("-c", statement)]
        return self.psql(database, *commands).strip()

    def create(self, name, template="template0"):
        """A database like another one, to which nobody is connected; returns its URL."""
        self.ask("postgres", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)",
                 f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return self.url(name)

    def drop(self, name):
        self.ask("postgres", f"DROP DATABASE {name} WITH (FORCE)")

    def checkpoint(self):
        """Writes what is still to be written, so that what comes next doesn't pay for it."""
        self.ask("postgres", "CHECKPOINT")

    def register(self, program, count):
        """The name of a database with a generated register of this size, made once a run."""
        if count not in self.registers:
            say(f"generating {count:,} certifications in PostgreSQL")
            name = f"generated_{count}"
            program.command(self.create(name), "generate", "--certifications", str(count),
                            seconds=3600)
            # As a server would have done it by itself after some minutes.
            self.ask(name, "VACUUM (ANALYZE)")
            self.checkpoint()
            self.registers[count] = name
        return self.registers[count]

    # MARK: Statements of the program

    def statement_like(self, database, fragment, act):
        """The text of the prepared statement with a fragment that runs while something is done,
        as the server was sent it.

        What is done must connect to the database anew, for what is logged is a setting of it."""
        self.ask("postgres", f"ALTER DATABASE {database} SET log_min_duration_statement = 0")
        start = os.path.getsize(self.log_path)
        try:
            act()
        finally:
            self.ask("postgres", f"ALTER DATABASE {database} RESET log_min_duration_statement")
        with open(self.log_path, errors="replace") as log:
            log.seek(start)
            entries = re.split(r"\n(?!\t)", log.read())
        for entry in entries:
            found = re.search(r"LOG:  duration: [\d.]+ ms  execute \w+: (.+)", entry, re.S)
            if found and fragment in found.group(1):
                return found.group(1).replace("\n\t", "\n")
        raise Failure(f"the program ran no statement with {fragment!r}; see {self.log_path}")


def cpu_seconds(process, with_children=False):
    """CPU time of a process, and of its living and ended children."""
    ticks = 0
    for folder in glob.glob("/proc/[0-9]*"):
        try:
            with open(folder + "/stat") as file:
                # Behind the name, which may hold anything: the state, the parent, ...
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            continue
        if int(os.path.basename(folder)) == process:
            ticks += sum(map(int, fields[11:15 if with_children else 13]))
        elif with_children and int(fields[1]) == process:
            ticks += sum(map(int, fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")

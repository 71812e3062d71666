"""The load and the figures of bin/bench."""
import argparse
import contextlib
import dataclasses
import os
import shutil
import signal
import subprocess
import sys

sys.dont_write_bytecode = True

import bulk  # noqa: E402
import memory  # noqa: E402
import micro  # noqa: E402
import postgres_bulk  # noqa: E402
import postgres_nodes  # noqa: E402
import postgres_reads  # noqa: E402
import postgres_singles  # noqa: E402
import reads  # noqa: E402
import singles  # noqa: E402
from postgres import SETTINGS, Cluster  # noqa: E402
from report import document  # noqa: E402
from server import Program  # noqa: E402
from tools import Failure, copy, flush_milliseconds, machine, remove, say  # noqa: E402
from yardsticks import Tools  # noqa: E402

PARTS = {
    "sqlite": {"bulk": bulk, "single": singles, "reads": reads, "memory": memory, "micro": micro},
    "postgres": {"bulk": postgres_bulk, "single": postgres_singles, "reads": postgres_reads,
                 "nodes": postgres_nodes, "memory": memory},
}


@dataclasses.dataclass
class Plan:
    """How much is measured."""
    #: Certifications of the registers whose reads are compared, the smaller first.
    registers: tuple[int, int]
    rounds: int
    #: Of each round of wrk.
    seconds: int
    bulk_calls: int
    bulk_records: int
    read_runs: int
    read_requests: int
    #: Pages of which ids are taken.
    sample_places: int
    memory_seconds: int
    micro_seconds: float
    #: 0: all.
    combinations_max: int = 0


PLANS = {
    "smoke": Plan((4_000, 6_000), 1, 1, 2, 100, 1, 5, 2, 3, 0.05, 5),
    "short": Plan((20_000, 100_000), 3, 3, 12, 1_000, 3, 60, 10, 40, 0.5, 30),
    "full": Plan((20_000, 2_000_000), 5, 5, 40, 1_000, 5, 300, 40, 600, 1),
}


#: With PostgreSQL it is not growth that is looked at, so one register is enough.
POSTGRES_CERTIFICATIONS = {"smoke": 6_000, "short": 20_000, "full": 200_000}


def plan_of(options):
    plan = PLANS[options.mode]
    if options.engine == "postgres":
        count = POSTGRES_CERTIFICATIONS[options.mode]
        plan = dataclasses.replace(plan, registers=(count, count))
    return plan


class Bench:
    """What the parts need of one another."""

    def __init__(self, options, plan):
        self.plan = plan
        #: The PostgreSQL server, where that is the engine that is measured.
        self.cluster = None
        self.program = Program(options.program)
        self.microbenchmarks = options.microbenchmarks
        self.memory_seconds = plan.memory_seconds
        if options.minutes is not None:
            self.memory_seconds = max(1, round(options.minutes * 60))
        self.registers = options.folder
        self.folder = os.path.join(options.folder, "now")
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        self.tools = Tools(options.root, os.path.join(options.folder, "tools"))
        self.sqlite = None

    def path(self, name):
        """A file that no other part and no later run needs."""
        return os.path.join(self.folder, name)

    def register(self, count):
        """A generated register of this size: what is there, or a new one."""
        path = os.path.join(self.registers, f"generated-{count}.db")
        if os.path.exists(path):
            return path
        say(f"generating {count:,} certifications, once; they stay in {self.registers}")
        unfinished = self.path("generated.db")
        # Its progress bar is worth seeing.
        done = subprocess.run([self.program.path, "generate", "--certifications", str(count),
                               "--database", f"sqlite:{unfinished}"], stdout=subprocess.DEVNULL)
        if done.returncode:
            raise Failure(f"`generate` ended with {done.returncode}")
        os.rename(unfinished, path)
        return path

    def filled(self, name, count):
        """A generated register of this size to be written in, of the engine that is measured."""
        if self.cluster:
            return self.cluster.create(name, self.cluster.register(self.program, count))
        path = self.path(name + ".db")
        copy(self.register(count), path)
        return path

    def discard(self, name):
        """Removes what `filled` has made."""
        if self.cluster:
            self.cluster.drop(name)
        else:
            remove(self.path(name + ".db"))


def read_options():
    parser = argparse.ArgumentParser(prog="bin/bench", add_help=False)
    parser.add_argument("--root", required=True)
    parser.add_argument("--mode", choices=PLANS, required=True)
    parser.add_argument("--engine", choices=PARTS, required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--folder", required=True)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--program", required=True)
    parser.add_argument("--microbenchmarks", default="")
    return parser.parse_args()


def measure(bench, options, parts):
    """The sections of the chosen parts, whether they are all there are, and what is told of the
    machine and the engine."""
    chosen = options.only.split(",") if options.only else list(parts)
    sections = []
    facts = {"machine": machine(), "flush": flush_milliseconds(bench.folder, 200)}
    for name in [name for name in parts if name in chosen]:
        if name == "micro" and not options.microbenchmarks:
            say("micro: left out, for there is no program of it")
            chosen.remove(name)
            continue
        measured = parts[name].measure(bench)
        sections += measured if isinstance(measured, list) else [measured]
        say(f"{name}: done")
    return sections, len(chosen) == len(parts), {**facts, **_engine(bench)}


def _engine(bench):
    if bench.cluster is None:
        return {"title": "Benchmarks", "engine": f"SQLite {bench.sqlite or 'of this system'}",
                "note": "Where the time goes is in [PROFILE](PROFILE.md); the same with PostgreSQL, one node and two, is in\n[BENCHMARKS-POSTGRES](BENCHMARKS-POSTGRES.md)."}
    settings = ", ".join(f"`{name}` {value}" for name, value in SETTINGS.items())
    return {
        "title": "Benchmarks with PostgreSQL", "engine": f"PostgreSQL {bench.cluster.version}",
        "note": "PostgreSQL runs on the same cores too, behind the loopback interface, with\n"
                f"{settings}, and all else as\nit is shipped: each commit is flushed. The "
                "program's own settings are its defaults where nothing else is said. More of\nthe "
                "program with SQLite is in [BENCHMARKS](BENCHMARKS.md)."}


def main():
    options = read_options()
    os.makedirs(options.folder, exist_ok=True)
    bench = Bench(options, plan_of(options))
    try:
        with contextlib.ExitStack() as stack:
            if options.engine == "postgres":
                bench.cluster = stack.enter_context(Cluster(bench.path("postgres")))
            sections, is_all, facts = measure(bench, options, PARTS[options.engine])
    finally:
        shutil.rmtree(bench.folder, ignore_errors=True)
    is_postgres = options.engine == "postgres"
    command = "bin/bench" + " --full" * (options.mode == "full")
    text = document(sections, {
        **facts, "command": command + " --engine postgres" * is_postgres})
    print(text)
    if options.mode != "smoke" and is_all:
        name = "BENCHMARKS-POSTGRES.md" if is_postgres else "BENCHMARKS.md"
        path = os.path.join(options.root, "docs", name)
        with open(path, "w") as file:
            file.write(text)
        say(f"written to {path}")


# So that a server that runs is ended too.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
try:
    main()
except Failure as failure:
    say(f"failed: {failure}")
    sys.exit(1)
except KeyboardInterrupt:
    sys.exit(130)

"""The load and the figures of bin/bench."""
import argparse
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
import reads  # noqa: E402
import singles  # noqa: E402
from report import document  # noqa: E402
from server import Program  # noqa: E402
from tools import Failure, flush_milliseconds, machine, say  # noqa: E402
from yardsticks import Tools  # noqa: E402

PARTS = {"bulk": bulk, "single": singles, "reads": reads, "memory": memory, "micro": micro}


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


class Bench:
    """What the parts need of one another."""

    def __init__(self, options, plan):
        self.plan = plan
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


def read_options():
    parser = argparse.ArgumentParser(prog="bin/bench", add_help=False)
    parser.add_argument("--root", required=True)
    parser.add_argument("--mode", choices=PLANS, required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--folder", required=True)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--program", required=True)
    parser.add_argument("--microbenchmarks", default="")
    return parser.parse_args()


def main():
    options = read_options()
    os.makedirs(options.folder, exist_ok=True)
    bench = Bench(options, PLANS[options.mode])
    chosen = options.only.split(",") if options.only else list(PARTS)
    sections = []
    try:
        flush = flush_milliseconds(bench.folder, 200)
        for name in [name for name in PARTS if name in chosen]:
            if name == "micro" and not options.microbenchmarks:
                say("micro: left out, for there is no program of it")
                chosen.remove(name)
                continue
            measured = PARTS[name].measure(bench)
            sections += measured if isinstance(measured, list) else [measured]
            say(f"{name}: done")
    finally:
        shutil.rmtree(bench.folder, ignore_errors=True)
    text = document(sections, {
        "command": "bin/bench --full" if options.mode == "full" else "bin/bench",
        "machine": machine(), "flush": flush, "sqlite": bench.sqlite or "of this system"})
    print(text)
    if options.mode != "smoke" and len(chosen) == len(PARTS):
        path = os.path.join(options.root, "docs/BENCHMARKS.md")
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

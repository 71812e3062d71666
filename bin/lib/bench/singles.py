"""Target 3: single uploads of many callers against one bare writer that commits each row."""
import os

from records import single_v2
from report import Row, Section, Target, milliseconds, rate
from server import Server
from tools import copy, flush_milliseconds, median, remove, say
from wrk import MARK, load, write_uploads

CONNECTIONS = 64
PATH = "/api/client/v2/cb/upload-cert"


def measure(bench):
    template = bench.path("singles-template.db")
    key = bench.program.make_register(template)
    slow = bench.tools.slow_flush_environment()
    plain, slowed = [], []
    for turn in range(bench.plan.rounds):
        say(f"single uploads: round {turn + 1} of {bench.plan.rounds}")
        plain.append(_pair(bench, template, key, turn, None))
        slowed.append(_pair(bench, template, key, turn, slow))
    remove(template)
    flush = flush_milliseconds(bench.folder, 100, slow)
    return Section(
        "Single uploads", f"{CONNECTIONS} connections, each request a new certification of a "
        "new entity (2.4 KB, V2), by wrk. The yardstick is `bench/yardsticks/bare-writer.c` with "
        "one certification a transaction: the same rows on the same disk, each commit flushed. "
        "With slow flushes both run under `bench/yardsticks/slow-flush.c`, which adds 2 ms to each "
        f"(measured then: {flush:.2f} ms). {bench.plan.rounds} rounds of {bench.plan.seconds} s.",
        _rows("", plain, 1.5) + _rows(", slow flushes", slowed, 5))


def _rows(suffix, pairs, target):
    return [
        Row(f"single uploads{suffix}", rate(median([p["program"] for p in pairs])),
            f"bare writer: {rate(median([p['bare'] for p in pairs]))}",
            median([p["program"] / p["bare"] for p in pairs]), Target("at least", target)),
        Row(f"p99 of their latency{suffix}", milliseconds(median([p["p99"] for p in pairs])),
            f"median: {milliseconds(median([p['p50'] for p in pairs]))}",
            median([p["p99"] / p["p50"] for p in pairs]), Target("under", 5)),
    ]


def _pair(bench, template, key, turn, environment):
    database, bare = bench.path("singles.db"), bench.path("singles-bare.db")
    copy(template, database)
    script = write_uploads(bench.path("singles.lua"), f"S{turn}", single_v2(MARK, 0))
    with Server(bench.program, database, key, environment) as server:
        measured = load(server, PATH, CONNECTIONS, bench.plan.seconds, "single uploads", script)
    result = bench.tools.write_bare(
        template, database, bare, 1, bench.plan.seconds, environment)
    bench.sqlite = result["sqlite"]
    remove(database)
    os.remove(script)
    return {"program": measured.rate, "p50": measured.latencies[50],
            "p99": measured.latencies[99], "bare": result["commits"] / result["seconds"]}

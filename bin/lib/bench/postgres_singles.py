"""Single uploads of many callers into PostgreSQL, beside the program with SQLite."""
import os

from postgres import cpu_seconds
from records import single_v2
from report import Row, Section, milliseconds, rate
from server import Server
from singles import CONNECTIONS, PATH
from tools import copy, median, remove, say
from wrk import MARK, load, write_uploads


def measure(bench):
    cluster = bench.cluster
    key = bench.program.make_register(cluster.create("singles_template"))
    template = bench.path("singles-template.db")
    sqlite_key = bench.program.make_register(template)
    rounds, sqlite = [], []
    for turn in range(bench.plan.rounds):
        say(f"single uploads: round {turn + 1} of {bench.plan.rounds}")
        rounds.append(_postgres(bench, key, turn))
        sqlite.append(_sqlite(bench, template, sqlite_key, turn))
    cluster.drop("singles_template")
    remove(template)
    p50, p99 = (median([one[share] for one, _ in rounds]) for share in (50, 99))
    other50, other99 = (median([one[share] for one in sqlite]) for share in (50, 99))
    cpu = [median(column) for column in zip(*(usage for _, usage in rounds))]
    return Section(
        "Single uploads", f"{CONNECTIONS} connections, each request a new certification of a "
        "new entity (2.4 KB, V2), all of one account, by wrk. The yardstick is the program with "
        f"SQLite in the same run. {bench.plan.rounds} rounds of {bench.plan.seconds} s.",
        [Row("single uploads", rate(median([one["rate"] for one, _ in rounds])),
             f"SQLite: {rate(median([one['rate'] for one in sqlite]))}",
             median([one["rate"] / other["rate"] for (one, _), other in zip(rounds, sqlite)])),
         Row("p99 of their latency", f"{milliseconds(p99)} (p50 {milliseconds(p50)})",
             f"SQLite: {milliseconds(other99)} (p50 {milliseconds(other50)})", p99 / other99)],
        f"CPU time of an upload: {cpu[0]:.0f} µs in the program, {cpu[1]:.0f} µs in PostgreSQL.")


def _postgres(bench, key, turn):
    """What wrk measured, and the CPU time of an upload on both sides."""
    cluster = bench.cluster
    url = cluster.create("singles", "singles_template")
    cluster.checkpoint()
    with Server(bench.program, url, key, log_path=bench.path("singles.log")) as server:
        before = cpu_seconds(server.process.pid), cluster.cpu_seconds()
        measured = _load(bench, server, turn)
        after = cpu_seconds(server.process.pid), cluster.cpu_seconds()
    cluster.drop("singles")
    uploads = measured["rate"] * bench.plan.seconds
    return measured, [(end - start) / uploads * 1e6 for start, end in zip(before, after)]


def _sqlite(bench, template, key, turn):
    database = bench.path("singles.db")
    copy(template, database)
    with Server(bench.program, database, key) as server:
        measured = _load(bench, server, turn)
    remove(database)
    return measured


def _load(bench, server, turn):
    script = write_uploads(bench.path("singles.lua"), f"S{turn}", single_v2(MARK, 0))
    measured = load(server, PATH, CONNECTIONS, bench.plan.seconds, "single uploads", script)
    os.remove(script)
    return {"rate": measured.rate, **measured.latencies}

"""Reads of PostgreSQL over HTTP: one certification against pgbench, lists beside SQLite."""
import itertools
import os
import re
import resource

from postgres import cpu_seconds
from reads import COUNTRY, KEYS, LARGE_SHARE, SMALL_SHARE, STANDARD, times_of
from report import Row, Section, Target, milliseconds, rate
from sampling import Sample, listing
from server import LARGEST, Server
from tools import Failure, median, percentile, run, say
from wrk import load, write_reads

#: Of wrk to the program, of the program to PostgreSQL, and of pgbench to PostgreSQL.
CONNECTIONS = 8
#: More callers than the program has connections.
MANY_CONNECTIONS = 32
IDS = 1000
WARM_UP_SECONDS = 2
#: Digits of an id as the program writes it.
DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"


def measure(bench):
    cluster, count = bench.cluster, bench.plan.registers[-1]
    name = cluster.register(bench.program, count)
    url, sqlite = cluster.url(name), bench.register(count)
    account, key = bench.program.key_of(url, LARGEST)
    options = ("--postgres-readers", str(CONNECTIONS))

    def served(log):
        return Server(bench.program, url, key, options=options, log_path=bench.path(log))

    def read_one():
        with served("statement.log") as server:
            row = server.ask(listing(("limit", 1)))["data"][0]
            server.ask(f"{listing()}/{row['company_certifications_id']}")

    select = cluster.statement_like(name, "WHERE c.id = $1 AND c.account_id = $2", read_one)
    sqlite_key = bench.program.key_of_largest(sqlite)
    with served("reads.log") as server, Server(bench.program, sqlite, sqlite_key) as other:
        say("reads: looking for ids and pages to ask for")
        samples = [Sample(one, bench.plan.sample_places) for one in (server, other)]
        ids = [_number(identity) for identity in samples[0].ids[:IDS]]
        _require_records(cluster, name, select, ids, _number(account))
        script = _write_pgbench(bench.path("select.sql"), select, ids, _number(account))
        return [_one(bench, name, (server, other), samples, script, len(ids)),
                _lists(bench, (server, other), samples)]


# MARK: One certification


def _number(identity):
    """An id as it is stored."""
    value = 0
    for digit in identity:
        value = value * len(DIGITS) + DIGITS.index(digit)
    return value


def _array(ids):
    return f"CAST('{{{','.join(map(str, ids))}}}' AS bigint[])"


def _filled(select, identity, account):
    """The program's select with other texts for its two parameters."""
    return select.replace("$1", identity).replace("$2", account)


def _require_records(cluster, database, select, ids, account):
    """Makes sure that the select finds something, for pgbench does not look."""
    one = _filled(select, "ids.id", str(account))
    count = cluster.ask(database, f"SELECT count(*) FROM unnest({_array(ids)}) ids(id), "
                        f"LATERAL ({one}) found")
    if int(count) != len(ids):
        raise Failure(f"the select finds {count} of {len(ids)} certifications: {select}")


def _write_pgbench(path, select, ids, account):
    """The program's select for one of the ids, drawn anew each time."""
    with open(path, "w") as script:
        script.write(f"\\set place random(1, {len(ids)})\n\\set account {account}\n")
        script.write(_filled(select, f"({_array(ids)})[:place]", ":account") + ";\n")
    return path


def _pgbench(bench, database, script, seconds):
    """Selects a second, after all connections are made."""
    text = run([bench.cluster.path("pgbench"), "-n", "-M", "prepared", "-f", script,
                "-c", str(CONNECTIONS), "-j", "1", "-T", str(seconds),
                bench.cluster.url(database)], seconds + 60)
    found = re.search(r"tps = ([\d.]+) \(without initial", text)
    failed = re.search(r"failed transactions: ([1-9]\d*)", text)
    if not found or failed:
        raise Failure(f"pgbench: {text}")
    return float(found.group(1))


def _cpu(bench, server, act):
    """A rate, and for one of what it counts the CPU time of the program, of PostgreSQL and of the
    load generator, in microseconds."""
    def now():
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return (cpu_seconds(server.process.pid), bench.cluster.cpu_seconds(),
                children.ru_utime + children.ru_stime)

    before = now()
    measured = act()
    count = measured * bench.plan.seconds
    return measured, [(end - start) / count * 1e6 for start, end in zip(before, now())]


def _one(bench, database, servers, samples, script, ids):
    server, other = servers
    seconds = bench.plan.seconds
    scripts = [write_reads(bench.path(f"reads-{index}.lua"), sample.paths_of_records(IDS))
               for index, sample in enumerate(samples)]

    def read(index, connections, length=seconds):
        return load(servers[index], "/", connections, length, "reading one", scripts[index]).rate

    for index in (0, 1):
        read(index, CONNECTIONS, WARM_UP_SECONDS)
    _pgbench(bench, database, script, WARM_UP_SECONDS)
    rounds = []
    for turn in range(bench.plan.rounds):
        say(f"reads: against pgbench, round {turn + 1} of {bench.plan.rounds}")
        http, http_cpu = _cpu(bench, server, lambda: read(0, CONNECTIONS))
        bare, bare_cpu = _cpu(
            bench, server, lambda: _pgbench(bench, database, script, seconds))
        rounds.append({
            "http": http, "bare": bare, "many": read(0, MANY_CONNECTIONS),
            "sqlite": read(1, CONNECTIONS), "cpu": http_cpu + bare_cpu})
    os.remove(script)

    def row(what, name, yardstick, label, target=None):
        return Row(what, rate(median([one[name] for one in rounds])),
                   f"{label}: {rate(median([one[yardstick] for one in rounds]))}",
                   median([one[name] / one[yardstick] for one in rounds]), target)

    cpu = [median(column) for column in zip(*(one["cpu"] for one in rounds))]
    return Section(
        "Reading one over HTTP", f"A register of {bench.plan.registers[-1]:,} certifications; one "
        f"of {ids:,} at random each time, by wrk. The yardstick is pgbench with the select that "
        "the program itself runs, taken from PostgreSQL's log of a read and prepared once a "
        f"connection (`-M prepared`). wrk, the program's readers and pgbench have {CONNECTIONS} "
        "connections each, wrk and pgbench one thread. What pgbench adds to the select: it draws "
        "a number, and the select takes the id from a constant array of all of them by that. "
        f"{bench.plan.rounds} rounds of {seconds} s, in turn, after a warm-up.",
        [row("reading one certification", "http", "bare", "pgbench", Target("at least", 0.6)),
         row(f"the same from {MANY_CONNECTIONS} connections of wrk", "many", "bare", "pgbench"),
         row("the same beside SQLite", "http", "sqlite", "SQLite")],
        f"CPU time of a read: over HTTP {cpu[0]:.0f} µs in the program, {cpu[1]:.0f} µs in "
        f"PostgreSQL, {cpu[2]:.0f} µs in wrk; by pgbench {cpu[4]:.0f} µs in PostgreSQL, "
        f"{cpu[5]:.0f} µs in pgbench.")


# MARK: Lists


def _questions(sample):
    return {
        "one by id": sample.paths_of_records(2000),
        "first page": [listing()],
        "page by `next_key`, any depth": [
            listing(("next_key", key)) for key in sample.keys(KEYS)],
        "sort `updated_at` DESC": [listing(("order_by", "updated_at"), ("order", "DESC"))],
        "status, most": [listing(LARGE_SHARE)],
        "status, few": [listing(SMALL_SHARE)],
        "country, many": [listing(COUNTRY)],
        "standard, many": [listing(STANDARD)],
        "certificate number": [
            listing(("certificate_number", number)) for number in sample.numbers[:500]],
        "status (few) with country": [listing(SMALL_SHARE, COUNTRY)],
    }


def _lists(bench, servers, samples):
    plan = bench.plan
    questions = [_questions(sample) for sample in samples]
    #: For each server and question: p50 and p99 of each run.
    figures = [{name: [] for name in questions[0]} for _ in servers]
    for turn in range(plan.read_runs + 1):
        say(f"reads: lists, run {turn} of {plan.read_runs}" if turn else "reads: warming up")
        for (index, server), name in itertools.product(enumerate(servers), questions[0]):
            times = times_of(bench, server, name, questions[index][name], plan.read_requests)
            if turn:
                figures[index][name].append((percentile(times, 50), percentile(times, 99)))
    rows = []
    for name in questions[0]:
        own, other = ([median(column) for column in zip(*side[name])] for side in figures)
        rows.append(Row(name, f"{milliseconds(own[1])} (p50 {milliseconds(own[0])})",
                        f"{milliseconds(other[1])} (p50 {milliseconds(other[0])})",
                        own[0] / other[0]))
    return Section(
        "Lists", "p99 over HTTP from one connection; the yardstick is the same request of a "
        f"register of the same size in SQLite, and the ratio is that of the p50. The account that "
        f"is asked holds {samples[0].total:,} certifications. Medians of {plan.read_runs} runs of "
        f"{plan.read_requests} requests each, the two in turn; a run before them is left out.",
        rows)

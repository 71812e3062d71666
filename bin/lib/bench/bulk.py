"""Target 2: bulk uploads against a bare loop that stores the same rows."""
from records import bulk
from report import Row, Section, Target, rate
from server import Server
from tools import copy, median, remove, say
from yardsticks import request, require_ok

IN_FLIGHT = 4
RECORDS = 1000


def measure(bench):
    """Rounds of the program over HTTP, of `generate`, and of the bare loop over each one's rows."""
    http, generated = [], []
    bodies = [bulk(1 + call % 2, f"B{call}", bench.plan.bulk_records)
              for call in range(bench.plan.bulk_calls)]
    size = sum(len(body) for _, body in bodies) / (len(bodies) * bench.plan.bulk_records)
    template = bench.path("bulk-template.db")
    key = bench.program.make_register(template)
    small = bench.path("generate-template.db")
    bench.program.command(small, "generate", "--certifications", "1")
    for turn in range(bench.plan.rounds):
        say(f"bulk: round {turn + 1} of {bench.plan.rounds}")
        http.append(_pair(bench, template, lambda database: _send(bench, database, key, bodies)))
        generated.append(_pair(bench, small, lambda database: _generate(bench, database)))
    for path in (template, small):
        remove(path)
    calls = f"{len(bodies)} bulk calls of {bench.plan.bulk_records:,} records"
    return Section(
        "Bulk uploads", f"{calls} ({size / 1000:.1f} KB each, V1 and V2 in turn, all new, each "
        f"of an entity of its own), {IN_FLIGHT} in flight over HTTP, prepared before the clock "
        "starts. The yardstick is `bench/yardsticks/bare-writer.c`: it stores the very rows that "
        "the program has stored, those of the change log among them, in a copy of the same empty "
        f"register, {RECORDS:,} certifications a transaction; it checks that no table "
        f"differs in its count. {bench.plan.rounds} rounds.",
        [_row("bulk calls over HTTP", http), _row("`certregistry generate`", generated)],
        "Rows a second have the same ratio: both sides store the same "
        f"{median([pair['rows_each'] for pair in http]):.1f} rows for each certification.")


def _row(what, pairs):
    return Row(what, f"{rate(median([p['program'] for p in pairs]))} certifications, "
               f"{rate(median([p['program'] * p['rows_each'] for p in pairs]))} rows",
               f"bare loop: {rate(median([p['bare'] for p in pairs]))} certifications",
               median([p["program"] / p["bare"] for p in pairs]), Target("at least", 0.6))


def _pair(bench, before, store):
    """One round: the program, then the bare loop over what it has stored."""
    database, bare = bench.path("bulk.db"), bench.path("bulk-bare.db")
    copy(before, database)
    certifications, seconds = store(database)
    result = bench.tools.write_bare(before, database, bare, RECORDS)
    bench.sqlite = result["sqlite"]
    remove(database)
    return {"program": certifications / seconds,
            "bare": result["certifications"] / result["seconds"],
            "rows_each": result["rows"] / result["certifications"]}


def _send(bench, database, key, bodies):
    with Server(bench.program, database, key) as server:
        requests = [request(server, "POST", path, body) for path, body in bodies]
        seconds, answers = bench.tools.send(
            server, requests, IN_FLIGHT, bench.path("bulk.requests"))
    require_ok(answers, "bulk upload")
    return len(bodies) * bench.plan.bulk_records, seconds


def _generate(bench, database):
    """By its own figure, for the program's start is no part of it."""
    count = bench.plan.bulk_calls * bench.plan.bulk_records
    answer = bench.program.command(database, "generate", "--certifications", str(count))
    return answer["created"], answer["certifications"] / answer["certifications_per_second"]

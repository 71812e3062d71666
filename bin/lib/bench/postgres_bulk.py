"""Bulk uploads into PostgreSQL against a bare COPY of the same rows."""
import os

from bulk import IN_FLIGHT
from postgres import cpu_seconds
from records import bulk
from report import Row, Section, Target, rate
from server import Server
from tools import Failure, copy, median, remove, say
from yardsticks import request, require_ok

#: In the order of their references.
TABLES = ("certified_entities", "certifications", "certification_standards", "changes")

#: Which rows belong to which transaction, in the order in which the program has stored them.
PLACES = """
CREATE UNLOGGED TABLE copied_certifications AS
    SELECT c.id, c.entity_id, l.sequence,
        (row_number() OVER (ORDER BY l.sequence) - 1) / {per_commit} AS part
    FROM certifications c
        JOIN changes l ON l.record_id = c.id AND l.kind = 'certification';
CREATE UNLOGGED TABLE copied_entities AS
    SELECT e.id, min(l.sequence) AS sequence, min(c.part) AS part
    FROM certified_entities e JOIN copied_certifications c ON c.entity_id = e.id
        JOIN changes l ON l.record_id = e.id AND l.kind = 'certified_entity'
    GROUP BY e.id;
CREATE UNLOGGED TABLE copied_records AS
    SELECT id, part FROM copied_certifications UNION ALL SELECT id, part FROM copied_entities;
"""
ROWS = {
    "certified_entities": "JOIN copied_entities p ON p.id = t.id",
    "certifications": "JOIN copied_certifications p ON p.id = t.id",
    "certification_standards": "JOIN copied_certifications p ON p.id = t.certification_id",
    "changes": "JOIN copied_records p ON p.id = t.record_id",
}
ORDERS = {
    "certified_entities": "p.sequence", "certifications": "p.sequence",
    "certification_standards": "p.sequence, t.standard_id", "changes": "t.sequence",
}
CLOCK = "SELECT extract(epoch FROM clock_timestamp());\n"


def measure(bench):
    """Rounds of the program over HTTP, of COPY over its rows, and of the program with SQLite."""
    cluster, plan = bench.cluster, bench.plan
    bodies = [bulk(1 + call % 2, f"B{call}", plan.bulk_records)
              for call in range(plan.bulk_calls)]
    size = sum(len(body) for _, body in bodies) / (len(bodies) * plan.bulk_records)
    key = bench.program.make_register(cluster.create("bulk_template"))
    template = bench.path("bulk-template.db")
    sqlite_key = bench.program.make_register(template)
    rounds = []
    for turn in range(plan.rounds):
        say(f"bulk: round {turn + 1} of {plan.rounds}")
        rounds.append({**_round(bench, key, bodies),
                       "sqlite": _sqlite(bench, template, sqlite_key, bodies)})
    cluster.drop("bulk_template")
    remove(template)

    def middle(name):
        return median([one[name] for one in rounds])

    calls = f"{len(bodies)} bulk calls of {plan.bulk_records:,} records"
    return Section(
        "Bulk uploads", f"{calls} ({size / 1000:.1f} KB each, V1 and V2 in turn, all new, each of "
        f"an entity of its own), {IN_FLIGHT} in flight over HTTP, all of one account, prepared "
        "before the clock starts. The yardstick is COPY: psql stores the very rows that the "
        f"program has stored in {', '.join(f'`{table}`' for table in TABLES)} of a database "
        "that was the same before, with all indexes, references and triggers, "
        f"{plan.bulk_records:,} certifications a transaction, each commit flushed; it is checked "
        f"that no table differs in its count. {plan.rounds} rounds. Beside it the same calls of "
        "the program with SQLite.",
        [Row("bulk calls over HTTP",
             f"{rate(middle('http'))} certifications, {rate(middle('http_rows'))} rows",
             f"COPY: {rate(middle('copy'))} certifications",
             median([one["http"] / one["copy"] for one in rounds]), Target("at least", 0.5)),
         Row("the same beside SQLite", f"{rate(middle('http'))} certifications",
             f"SQLite: {rate(middle('sqlite'))} certifications",
             median([one["http"] / one["sqlite"] for one in rounds]))],
        f"CPU time of a certification: over HTTP {middle('program_cpu'):.0f} µs in the program "
        f"and {middle('server_cpu'):.0f} µs in PostgreSQL; by COPY {middle('copy_cpu'):.0f} µs in "
        "PostgreSQL.")


def _round(bench, key, bodies):
    cluster = bench.cluster
    url = cluster.create("bulk", "bulk_template")
    cluster.create("bulk_copy", "bulk_template")
    cluster.checkpoint()
    certifications = len(bodies) * bench.plan.bulk_records
    with Server(bench.program, url, key, log_path=bench.path("bulk.log")) as server:
        before = cpu_seconds(server.process.pid), cluster.cpu_seconds()
        seconds = _send(bench, server, bodies)
        after = cpu_seconds(server.process.pid), cluster.cpu_seconds()
    script = bench.path("copy.sql")
    _write_script(bench, script)
    rows = _counts(cluster, "bulk")
    cluster.checkpoint()
    copy_cpu = cluster.cpu_seconds()
    copied = _run_script(cluster, script)
    copy_cpu = cluster.cpu_seconds() - copy_cpu
    stored = _counts(cluster, "bulk_copy")
    if stored != rows:
        raise Failure(f"COPY has stored {stored} rows, the program {rows}, of {TABLES}")
    os.remove(script)
    for name in ("bulk", "bulk_copy"):
        cluster.drop(name)
    return {"http": certifications / seconds, "http_rows": sum(rows) / seconds,
            "copy": certifications / copied,
            "program_cpu": (after[0] - before[0]) / certifications * 1e6,
            "server_cpu": (after[1] - before[1]) / certifications * 1e6,
            "copy_cpu": copy_cpu / certifications * 1e6}


def _send(bench, server, bodies):
    requests = [request(server, "POST", path, body) for path, body in bodies]
    seconds, answers = bench.tools.send(server, requests, IN_FLIGHT, bench.path("bulk.requests"))
    require_ok(answers, "bulk upload")
    return seconds


def _sqlite(bench, template, key, bodies):
    database = bench.path("bulk.db")
    copy(template, database)
    with Server(bench.program, database, key) as server:
        seconds = _send(bench, server, bodies)
    remove(database)
    return len(bodies) * bench.plan.bulk_records / seconds


# MARK: COPY


def _counts(cluster, database):
    counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in TABLES)
    return [int(count) for count in cluster.ask(database, f"SELECT {counts}").split("|")]


def _write_script(bench, path):
    """A script for psql that stores what the program has stored, with its clock's readings."""
    cluster = bench.cluster
    cluster.ask("bulk", PLACES.format(per_commit=bench.plan.bulk_records), "ANALYZE")
    parts = int(cluster.ask("bulk", "SELECT max(part) + 1 FROM copied_certifications"))
    columns = {table: cluster.ask("bulk", "SELECT string_agg(quote_ident(column_name), ', ' "
                                  "ORDER BY ordinal_position) FROM information_schema.columns "
                                  f"WHERE table_name = '{table}' AND is_generated = 'NEVER'")
               for table in TABLES}
    maker = path + ".maker"
    with open(maker, "w") as script:
        for part in range(parts):
            script.write("\\qecho 'BEGIN;'\n")
            for table in TABLES:
                values = ", ".join(f"t.{name}" for name in columns[table].split(", "))
                script.write(f"\\qecho 'COPY {table} ({columns[table]}) FROM STDIN;'\n")
                script.write(f"COPY (SELECT {values} FROM {table} t {ROWS[table]} WHERE p.part = "
                             f"{part} ORDER BY {ORDERS[table]}) TO STDOUT;\n")
                script.write("\\qecho '\\\\.'\n")
            script.write("\\qecho 'COMMIT;'\n")
    rows = path + ".rows"
    cluster.psql("bulk", "-o", rows, "-f", maker)
    with open(path, "wb") as script, open(rows, "rb") as source:
        script.write(CLOCK.encode())
        while block := source.read(1 << 20):
            script.write(block)
        script.write(CLOCK.encode())
    os.remove(maker)
    os.remove(rows)


def _run_script(cluster, path):
    """The seconds between the script's first and its last statement."""
    began, ended = cluster.psql("bulk_copy", "-f", path).split()
    return float(ended) - float(began)

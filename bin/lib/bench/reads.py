"""Target 4: reads of a large register against the same ones of a small one."""
import itertools
import time

from report import Row, Section, Target, milliseconds, rate
from sampling import PAGE, SORTS, Sample, listing
from server import Server
from tools import Failure, median, percentile, say
from wrk import load, write_reads
from yardsticks import request, require_ok

CONNECTIONS = 32
#: Within which any list must be answered, be it by saying what to narrow.
SECONDS_MAX = 5
SLOWEST_SHOWN = 5
#: Pages at so many places are asked for by `next_key`.
KEYS = 40
#: A question that is answered slowly is asked less often in a run, but so often.
RUN_SECONDS_MAX, REQUESTS_MIN = 10, 20
LARGE_SHARE = ("certification_status", "active")
SMALL_SHARE = ("certification_status", "hidden")
COUNTRY = ("country", "FR")
STANDARD = ("standard", "ISO 9001:2015")


def measure(bench):
    small, large = (bench.register(count) for count in bench.plan.registers)
    with Server(bench.program, small, bench.program.key_of_largest(small)) as few, \
            Server(bench.program, large, bench.program.key_of_largest(large)) as many:
        servers = (few, many)
        say("reads: looking for ids and pages to ask for")
        samples = [Sample(server, bench.plan.sample_places) for server in servers]
        sections = [_growth(bench, servers, samples), _others(bench, many, samples[1]),
                    _health(bench, many, samples[1])]
    return sections


# MARK: What must not grow


def _questions(sample):
    """What is asked, each with the paths that are asked for in turn."""
    questions = {
        "one by id": sample.paths_of_records(2000),
        "first page": [listing()],
        "page by `next_key`, any depth": [
            listing(("next_key", key)) for key in sample.keys(KEYS)],
        "totals alone (`limit=1`)": [listing(("limit", 1)), listing(("limit", 1), LARGE_SHARE)],
    }
    for sort, order in itertools.product(SORTS, ("ASC", "DESC")):
        sorting = (("order_by", sort), ("order", order))
        questions[f"sort `{sort}` {order}"] = [listing(*sorting)]
        questions[f"sort `{sort}` {order}, by `next_key`"] = [
            listing(*sorting, ("next_key", key)) for key in sample.keys(KEYS // 4, *sorting)]
    questions.update(_filters(sample))
    return questions


def _filters(sample):
    def each(name, values):
        return [listing((name, value)) for value in values[:500]]

    def alone(name, value):
        return [listing((name, value))]

    page = sample.server.ask(listing(LARGE_SHARE))
    return {
        "status, most": [listing(LARGE_SHARE)],
        "status, most, second page": [listing(LARGE_SHARE, ("next_key", page["meta"]["next_key"]))],
        "status, few": [listing(SMALL_SHARE)],
        "status, none": alone("certification_status", "pending"),
        "certificate number": each("certificate_number", sample.numbers),
        "identity number": each("certificate_identity_number", sample.identity_numbers),
        "entity's unique id": each("certified_entity_unique_id", sample.unique_ids),
        "standard, many": [listing(STANDARD)],
        "standard, none": alone("standard", "ISO/IEC 27001:2013"),
        "country, many": [listing(COUNTRY)],
        "country, none": alone("country", "NZ"),
        "updated since, all": alone("updated_since", 0),
        "updated since, few": alone("updated_since", sample.recently),
        "updated since, none": alone("updated_since", 9_000_000_000),
        "expires before, all": alone("expires_before", "20991231"),
        "expires before, half": alone("expires_before", sample.halfway),
        "expires before, none": alone("expires_before", "19900101"),
        "expires after, all": alone("expires_after", "19900101"),
        "expires after, half": alone("expires_after", sample.halfway),
        "expires after, none": alone("expires_after", "20991231"),
        "status (most) with country": [listing(LARGE_SHARE, COUNTRY)],
        "status (few) with country": [listing(SMALL_SHARE, COUNTRY)],
        "status (none) with country": [listing(("certification_status", "pending"), COUNTRY)],
        "status (most) with standard": [listing(LARGE_SHARE, STANDARD)],
        "status (few) with standard": [listing(SMALL_SHARE, STANDARD)],
        "status (none) with standard": [listing(("certification_status", "pending"), STANDARD)],
    }


def _growth(bench, servers, samples):
    plan = bench.plan
    questions = [_questions(sample) for sample in samples]
    #: For each server and question: p50 and p99 of each run.
    figures = [{name: [] for name in questions[0]} for _ in servers]
    counts = [{name: min(plan.read_requests, REQUESTS_MIN) for name in side} for side in figures]
    for turn in range(plan.read_runs + 1):
        say(f"reads: run {turn} of {plan.read_runs}" if turn else "reads: warming up")
        for (index, server), name in itertools.product(enumerate(servers), questions[0]):
            times = times_of(bench, server, name, questions[index][name], counts[index][name])
            if turn:
                figures[index][name].append((percentile(times, 50), percentile(times, 99)))
            else:
                affordable = int(RUN_SECONDS_MAX * 1000 * len(times) / sum(times))
                counts[index][name] = min(plan.read_requests, max(REQUESTS_MIN, affordable))
    small, large = (f"{count:,}" for count in plan.registers)
    rows = []
    for name in questions[0]:
        few, many = ([median(column) for column in zip(*side[name])] for side in figures)
        rows.append(Row(name, f"{milliseconds(many[1])} (p50 {milliseconds(many[0])})",
                        f"{milliseconds(few[1])} (p50 {milliseconds(few[0])})",
                        many[1] / few[1], Target("at most", 3)))
    return Section(
        f"Reads of {large} certifications", f"p99 over HTTP from one connection; the yardstick is "
        f"the same request of a register of {small}. Both are made by `certregistry generate`; the "
        f"account that is asked holds {samples[1].total:,} and {samples[0].total:,} of them. Pages "
        f"have {PAGE} rows. Medians of {plan.read_runs} runs of {plan.read_requests} requests each "
        f"(fewer, at least {REQUESTS_MIN}, where they take more than {RUN_SECONDS_MAX} s), the two "
        "registers in turn; a run before them is left out.", rows)


def times_of(bench, server, name, paths, count):
    requests = [request(server, "GET", path)
                for path in itertools.islice(itertools.cycle(paths), count)]
    _, answers = bench.tools.send(server, requests, 1, bench.path("reads.requests"))
    require_ok(answers, f"reading: {name}")
    return [time for _, time in answers]


# MARK: Everything else


def _combinations(sample):
    """Filters alone with the other sorts, and two and three filters with several sorts."""
    filters = [LARGE_SHARE, SMALL_SHARE, COUNTRY, STANDARD, ("expires_before", sample.halfway),
               ("updated_since", sample.recently)]
    for filter, sort in itertools.product(filters, SORTS[1:]):
        yield (filter, ("order_by", sort))
    for count, sort in itertools.product((2, 3), SORTS):
        for some in itertools.combinations(filters, count):
            # A parameter that is sent twice means either value: that is a query of its own.
            yield (*some, ("order_by", sort))
    yield (("offset", (sample.total - 1) // PAGE),)


def _others(bench, server, sample):
    say("reads: other combinations")
    combinations = list(_combinations(sample))
    if bench.plan.combinations_max:
        combinations = combinations[:: len(combinations) // bench.plan.combinations_max + 1]
    found = []
    for parameters in combinations:
        start = time.monotonic()
        status, body = server.get(listing(*parameters))
        seconds = time.monotonic() - start
        if status not in (200, 400):
            raise Failure(f"{listing(*parameters)} was answered with {status}: {body[:500]!r}")
        found.append((seconds, status, parameters))
    refused = sum(status == 400 for _, status, _ in found)
    found.sort(reverse=True)
    rows = [
        Row(" ".join(f"`{name}={value}`" for name, value in parameters),
            milliseconds(seconds * 1000) + (", refused with 400" if status == 400 else ""),
            target=Target("under", SECONDS_MAX, "s"), value=seconds)
        for seconds, status, parameters in found[:SLOWEST_SHOWN]]
    return Section(
        "Other lists", f"{len(found)} combinations of filters and sorts that the table above "
        f"has not, each asked for once of the large register; {refused} of them were refused with "
        f"a 400 that says what to narrow. The slowest:", rows,
        f"p50 of all is {milliseconds(percentile([f[0] for f in found], 50) * 1000)}.")


# MARK: The cost of HTTP


def _health(bench, server, sample):
    pairs = []
    reads = write_reads(bench.path("reads.lua"), sample.paths_of_records(1000))
    live = write_reads(bench.path("live.lua"), ["/health/live"])
    seconds = bench.plan.seconds
    for turn in range(bench.plan.rounds):
        say(f"reads: against /health/live, round {turn + 1} of {bench.plan.rounds}")
        pairs.append(tuple(
            load(server, "/", CONNECTIONS, seconds, what, script).rate
            for what, script in (("reading one", reads), ("/health/live", live))))
    return Section(
        "Reading one over HTTP", f"{CONNECTIONS} connections by wrk, of the large register, ids at "
        "random. `/health/live` passes the same middleware and does nothing else. "
        f"{bench.plan.rounds} rounds of {seconds} s, in turn.",
        [Row("reading one certification", rate(median([read for read, _ in pairs])),
             f"`/health/live`: {rate(median([live for _, live in pairs]))}",
             median([read / live for read, live in pairs]), Target("at least", 0.6))])

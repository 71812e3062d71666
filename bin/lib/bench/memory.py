"""Target 5: resident memory of the server under a mixed load."""
import concurrent.futures
import threading
import time

from records import bulk, single_v2
from report import Row, Section, Target
from sampling import Sample, listing
from server import Server
from tools import ENDING, Failure, median, say
from wrk import MARK, load, write_mix

CONNECTIONS = 32
UPLOADS_IN_HUNDRED = 10
BULK_PAUSE_SECONDS = 1
#: Caches fill at first: a shorter run doesn't show whether memory stays as it is.
FLAT_SECONDS_MIN = 300
SINGLE_PATH = "/api/client/v2/cb/upload-cert"


def measure(bench):
    count = bench.plan.registers[-1]
    seconds = bench.memory_seconds
    database = bench.filled("memory", count)
    key = bench.program.key_of_largest(database)
    with Server(bench.program, database, key, log_path=bench.path("memory.log")) as server:
        before = server.memory()[0]
        sample = Sample(server, bench.plan.sample_places)
        script = write_mix(bench.path("mix.lua"), "X", paths_of_mix(sample), SINGLE_PATH,
                           single_v2(MARK, 0), UPLOADS_IN_HUNDRED)
        resident, requests, bulks = _run(server, script, seconds)
        peak = server.memory()[1]
    bench.discard("memory")
    tenth = max(1, len(resident) // 10)
    early, late = median(resident[tenth:2 * tenth]), median(resident[-tenth:])
    text = (f"{count:,} certifications, {seconds:,} s of {requests:,.0f} requests a "
            f"second over {CONNECTIONS} connections: reads of one and lists, "
            f"{UPLOADS_IN_HUNDRED} % single uploads; beside them {bulks:,} bulk calls of 1,000 "
            "records. Resident memory is looked at each second."
            + ("" if seconds >= FLAT_SECONDS_MIN else " The run is too short to judge growth: "
               "caches still fill."))
    return Section("Memory", text, [
        Row("highest resident memory", f"{peak:.0f} MiB", f"after the start: {before:.0f} MiB",
            target=None if bench.cluster else Target("under", 400, "MiB"), value=peak),
        Row("resident memory in the last tenth of the run", f"{late:.0f} MiB",
            f"second tenth: {early:.0f} MiB", late / early,
            Target("at most", 1.1)
            if seconds >= FLAT_SECONDS_MIN and not bench.cluster else None),
    ])


def paths_of_mix(sample):
    """Two reads of one for each list."""
    lists = [listing(), listing(("certification_status", "active")), listing(("country", "FR")),
             listing(("order_by", "updated_at")), listing(("standard", "ISO 9001:2015"))]
    lists += [listing(("next_key", key)) for key in sample.keys(10)]
    paths = []
    for index, path in enumerate(sample.paths_of_records(1000)):
        paths.append(path)
        if index % 2:
            paths.append(lists[index // 2 % len(lists)])
    return paths


def _run(server, script, seconds):
    """Resident memory each second, requests a second, and bulk calls."""
    end = threading.Event()
    resident = []
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        mixed = pool.submit(load, server, "/", CONNECTIONS, seconds, "mixed load", script)
        uploads = pool.submit(_upload, server, end)
        try:
            _watch(server, mixed, uploads, seconds, resident)
        except BaseException:
            ENDING.set()
            raise
        finally:
            end.set()
        bulks = uploads.result()
        return resident, mixed.result().rate, bulks


def _watch(server, mixed, uploads, seconds, resident):
    """Looks at the memory until the load ends, or fails."""
    began = said = time.monotonic()
    while not mixed.done():
        resident.append(server.memory()[0])
        if time.monotonic() - said >= 30:
            said = time.monotonic()
            say(f"memory: {said - began:.0f} of {seconds} s, {resident[-1]:.0f} MiB")
        if uploads.done():
            raise Failure(f"the mixed load's bulk uploads ended: {uploads.exception()}")
        time.sleep(1)


def _upload(server, end):
    """Bulk calls one after the other, until the end; returns how many."""
    shapes = [bulk(version, MARK, 1000) for version in (1, 2)]
    count = 0
    while not end.is_set():
        path, body = shapes[count % 2]
        body = body.replace(MARK.encode(), f"Y{count}".encode())
        status, answer = server.send("POST", path, body)
        if status != 200:
            raise Failure(f"mixed load: a bulk upload was answered with {status}: {answer[:500]!r}")
        count += 1
        end.wait(BULK_PAUSE_SECONDS)
    return count

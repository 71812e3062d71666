"""Two nodes on one PostgreSQL database beside one of them alone."""
import concurrent.futures

from bulk import IN_FLIGHT
from memory import SINGLE_PATH, UPLOADS_IN_HUNDRED, paths_of_mix
from records import bulk, single_v2
from report import Row, Section, Target, rate
from sampling import Sample
from server import LARGEST, Server
from tools import ENDING, median, say
from wrk import MARK, load, write_mix
from yardsticks import request, require_ok

#: Of all load generators together.
CONNECTIONS = 32
BULK_CALLS_MAX = 12
#: The two largest of a generated register.
ACCOUNTS = (LARGEST, "Brückmoor Zertifizierung")


def measure(bench):
    cluster, count = bench.cluster, bench.plan.registers[-1]
    url = cluster.create("nodes", cluster.register(bench.program, count))
    keys = [bench.program.key_of(url, account)[1] for account in ACCOUNTS]
    calls = min(BULK_CALLS_MAX, bench.plan.bulk_calls) // 4 * 4 or 4
    rounds = []
    with Server(bench.program, url, keys[0], log_path=bench.path("node-1.log")) as first, \
            Server(bench.program, url, keys[0], log_path=bench.path("node-2.log")) as second:
        paths = [paths_of_mix(Sample(first.client(key), bench.plan.sample_places))
                 for key in keys]
        for turn in range(bench.plan.rounds):
            say(f"nodes: round {turn + 1} of {bench.plan.rounds}")
            found = {}
            for accounts in (1, 2):
                # Once one node is first, once two, for the register grows.
                for nodes in ([first], [first, second])[::-1 if turn % 2 else 1]:
                    name = f"N{turn}-{accounts}-{len(nodes)}"
                    callers = _callers(nodes, keys[:accounts])
                    found["mix", accounts, len(nodes)] = _mix(bench, callers, paths, name)
                    found["bulk", accounts, len(nodes)] = _bulk(bench, callers, calls, name)
                    cluster.checkpoint()
            rounds.append(found)
        peaks = [server.memory()[1] for server in (first, second)]
    cluster.drop("nodes")
    return Section(
        "Two nodes", f"A register of {count:,} certifications, served by two processes of the "
        "program on this machine. The load is spread over both, or goes to the first of them "
        "while the other idles: that is the yardstick. The mix comes from as many processes of "
        f"wrk both times, with {CONNECTIONS} connections together: reads of one and lists, "
        f"{UPLOADS_IN_HUNDRED} % single uploads. Bulk calls have {bench.plan.bulk_records:,} "
        f"records, all new; {calls} of them, {IN_FLIGHT} in flight. Each node and account gets the "
        "same share. Writes of one account exclude each other, on whichever node they are. "
        f"{bench.plan.rounds} rounds of {bench.plan.seconds} s, in turn.",
        [_row(rounds, "mix", "reads and single uploads", "", 1),
         _row(rounds, "mix", "reads and single uploads", "", 2),
         _row(rounds, "bulk", "bulk calls", " certifications", 1),
         _row(rounds, "bulk", "bulk calls", " certifications", 2)],
        f"Highest resident memory of the nodes: {peaks[0]:.0f} and {peaks[1]:.0f} MiB.")


def _row(rounds, kind, what, unit, accounts):
    two, one = ([found[kind, accounts, nodes] for found in rounds] for nodes in (2, 1))
    return Row(f"{what}, {('one account', 'two accounts')[accounts - 1]}",
               rate(median(two)) + unit, f"one node: {rate(median(one))}{unit}",
               median([pair[0] / pair[1] for pair in zip(two, one)]), Target("at least", 0.85))


def _callers(nodes, keys):
    """Who sends at the same time: two of each account, the second to the other node if there is
    one; each with the number of its account."""
    return [(nodes[place % len(nodes)].client(key), index)
            for index, key in enumerate(keys) for place in (0, 1)]


def _together(callers, act):
    """What each caller's work returns; they do it at the same time."""
    with concurrent.futures.ThreadPoolExecutor(len(callers)) as pool:
        try:
            work = [pool.submit(act, number, *caller) for number, caller in enumerate(callers)]
            return [one.result() for one in work]
        except BaseException:
            ENDING.set()
            raise


def _mix(bench, callers, paths, name):
    """Answers a second of all callers."""
    def act(number, client, account):
        script = write_mix(bench.path(f"mix-{number}.lua"), f"{name}-{number}", paths[account],
                           SINGLE_PATH, single_v2(MARK, 0), UPLOADS_IN_HUNDRED)
        return load(client, "/", CONNECTIONS // len(callers), bench.plan.seconds, "nodes", script)

    return sum(measured.rate for measured in _together(callers, act))


def _bulk(bench, callers, calls, name):
    """Certifications a second of all callers, until the last of them has its last answer."""
    each = calls // len(callers)

    def prepare(number, client):
        bodies = [bulk(1 + call % 2, f"{name}-{number}-{call}", bench.plan.bulk_records)
                  for call in range(each)]
        return [request(client, "POST", path, body) for path, body in bodies]

    requests = [prepare(number, client) for number, (client, _) in enumerate(callers)]

    def act(number, client, _):
        seconds, answers = bench.tools.send(
            client, requests[number], max(1, IN_FLIGHT // len(callers)),
            bench.path(f"nodes-{number}.requests"))
        require_ok(answers, "bulk upload")
        return seconds

    return calls * bench.plan.bulk_records / max(_together(callers, act))

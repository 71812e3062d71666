"""Parser, writer and matching by themselves."""
import json

from report import Row, Section
from tools import run, say


def measure(bench):
    say("micro: parser, writer, matching")
    results = json.loads(run([bench.microbenchmarks, str(bench.plan.micro_seconds)], 300))
    rows = []
    for result in results["results"]:
        other = result.get("yardstick")
        rows.append(Row(
            result["what"], _figure(result["per_second"], result["unit"]),
            f"{result['yardstick_name']}: {_figure(other, result['unit'])}" if other else "",
            result["per_second"] / other if other else None))
    return Section(
        "Parts by themselves", "One thread, from memory to memory, by "
        "`bench/Microbenchmarks`; the median of its rounds.", rows)


def _figure(value, unit):
    return f"{value:,.0f} {unit}/s"

"""Figures beside their yardsticks, as text and as docs/BENCHMARKS.md."""
import dataclasses
import datetime
import operator

TESTS = {"at least": operator.ge, "at most": operator.le, "under": operator.lt}


@dataclasses.dataclass
class Target:
    """What a ratio, or a figure without yardstick, must be."""
    word: str
    value: float
    unit: str = ""

    def __str__(self):
        return f"{self.word} {self.value:g}{' ' if self.unit else ''}{self.unit}"

    def is_met(self, value):
        return TESTS[self.word](value, self.value)


@dataclasses.dataclass
class Row:
    what: str
    figure: str
    yardstick: str = ""
    ratio: float | None = None
    target: Target | None = None
    #: What the target is about where that is not the ratio.
    value: float | None = None

    def cells(self):
        judged = self.ratio if self.value is None else self.value
        verdict = ""
        if self.target is not None:
            verdict = "met" if self.target.is_met(judged) else "**missed**"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        return [self.what, self.figure, self.yardstick, ratio,
                "" if self.target is None else str(self.target), verdict]


@dataclasses.dataclass
class Section:
    title: str
    #: How it was measured, before the table.
    text: str
    rows: list[Row]
    #: What belongs below the table.
    remarks: str = ""

    def markdown(self):
        lines = [f"## {self.title}", "", self.text, "",
                 "| what | figure | yardstick | ratio | target | |", "|---|---|---|---|---|---|"]
        lines += ["| " + " | ".join(row.cells()) + " |" for row in self.rows]
        if self.remarks:
            lines += ["", self.remarks]
        return "\n".join(lines)

    def misses(self):
        return [f"{self.title}: {row.what}" for row in self.rows if "missed" in row.cells()[-1]]


def document(sections, facts):
    """The text of docs/BENCHMARKS.md, or of its like for the other engine."""
    head = f"""# {facts['title']}

Written by `{facts['command']}` on {datetime.date.today():%Y-%m-%d}: {facts['machine']};
{facts['engine']}; one flush of a small append takes {facts['flush']:.2f} ms on this disk.
**The load generators run on the same cores as the server.** Compare ratios, not absolute figures:
the yardstick of each stands beside it and was measured in the same run, in turn with it. Where a
table says nothing else, figures and ratios are medians of its rounds, each by itself. The change
log is on throughout; it can't be turned off.

{facts['note']}
"""
    misses = [miss for section in sections for miss in section.misses()]
    judged = sum(row.target is not None for section in sections for row in section.rows)
    verdict = f"{judged - len(misses)} of {judged} targets are met."
    if misses:
        verdict += " Missed:\n\n" + "\n".join(f"- {miss}" for miss in misses)
    return "\n\n".join([head + "\n" + verdict, *(s.markdown() for s in sections)]) + "\n"


def rate(value):
    return f"{value:,.0f}/s" if value >= 10 else f"{value:,.1f}/s"


def milliseconds(value):
    return f"{value:,.2f} ms" if value < 100 else f"{value:,.0f} ms"

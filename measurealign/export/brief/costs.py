"""The burden in a brief: before and after, what studies say it costs, and what that rests on."""

import re
from collections.abc import Iterator, Sequence

from measurealign.alignment.recommendation import Addition, Saving
from measurealign.burden.estimate import Estimate
from measurealign.burden.load import Load
from measurealign.export.brief.handout import Passage, Ruled, cells
from measurealign.shown import count_of

_ADDRESS = re.compile(r" \(https?://[^)]*\)")


def loads(saving: Saving) -> list[list[str]]:
    """Return what a practice is asked: now, if the rest stays, if all align."""
    three = (saving.today, saving.rest_stays, saving.all_align)
    return [
        ["measures wanted, at most", *(number(load.required) for load in three)],
        ["measures to choose from", *(number(load.choice) for load in three)],
        ["hours a clinician and year", *(hours(load) for load in three)],
    ]


def hours(load: Load) -> str:
    """Return the hours a year: the middle, and from low to high."""
    low, mid, high = load.hours
    return f"{number(round(mid))} ({number(round(low))} to {number(round(high))})"


def number(value: float) -> str:
    """Return a number as people read it."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def studies(costs: Sequence[Estimate], clinicians: int) -> Passage:
    """Return what each study would say, one row each."""
    return Passage(
        title=f"What studies say it costs a year now, {count_of(clinicians, 'clinician')}",
        rows=tuple(cells(*_study(one)) for one in costs),
        items="studies",
        ruled=Ruled(("Study", "Low", "Middle", "High", "Unit"), (56, 11, 11, 11, 11), "lrrrl"),
        below="Each row is one study's answer for such a practice; rows are never to be added up.",
    )


def _study(one: Estimate) -> list[str]:
    """Return what one study says: its name and setting, low, middle, high, unit."""
    unit = "hours" if one.effort.unit == "hours" else f"$ of {one.effort.year}"
    amounts = ["–" if v is None else number(round(v)) for v in (one.low, one.mid, one.high)]
    return [f"{one.study.name} ({one.study.setting})", *amounts, unit]


def cited(additions: Sequence[Addition], costs: Sequence[Estimate]) -> Iterator[str]:
    """Yield what the opinions and the costs rest on."""
    opinions = [each for one in additions for each in one.opinions]
    sources = dict.fromkeys(_ADDRESS.sub("", each.source) for each in opinions)
    cites = dict.fromkeys(one.study.cite for one in costs)
    if sources:
        yield "Opinions: " + "; ".join(sources)
    if cites:
        yield "Costs: " + "; ".join(cites)

"""The burden in a brief: before and after, what studies say it costs, and what that rests on."""

import re
from collections.abc import Iterator, Sequence

from measurealign.alignment.recommendation import Addition, Saving
from measurealign.burden.estimate import Estimate
from measurealign.burden.load import Load

_ADDRESS = re.compile(r" \(https?://[^)]*\)")


def loads(saving: Saving) -> list[list[str]]:
    """Return what a practice is asked: now, if the rest stays, if all align."""
    three = (saving.today, saving.rest_stays, saving.all_align)
    return [
        ["measures to report", *(_number(load.required) for load in three)],
        ["measures to choose from", *(_number(load.choice) for load in three)],
        ["hours a clinician and year", *(_hours(load) for load in three)],
    ]


def _hours(load: Load) -> str:
    low, mid, high = load.hours
    return f"{_number(round(mid))} ({_number(round(low))} to {_number(round(high))})"


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def study(one: Estimate) -> list[str]:
    """Return what one study says: its name and setting, low, middle, high, unit."""
    unit = "hours" if one.effort.unit == "hours" else f"$ of {one.effort.year}"
    amounts = ["–" if v is None else _number(round(v)) for v in (one.low, one.mid, one.high)]
    return [f"{one.study.name} ({one.study.setting})", *amounts, unit]


def cited(additions: Sequence[Addition], costs: Sequence[Estimate]) -> Iterator[str]:
    """Yield what the opinions and the costs rest on."""
    opinions = [each for one in additions for each in one.opinions[:2]]
    sources = dict.fromkeys(_ADDRESS.sub("", each.source) for each in opinions)
    studies = dict.fromkeys(one.study.cite for one in costs)
    if sources:
        yield "Opinions: " + "; ".join(sources)
    if studies:
        yield "Costs: " + "; ".join(studies)

"""The burden in a brief: before and after, what studies say it costs, and what that rests on."""

import re
from collections.abc import Iterator, Sequence

from measurealign.alignment.recommendation import Addition, Load, Recommendation
from measurealign.burden import burden
from measurealign.burden.estimate import Estimate, estimates
from measurealign.crosswalk import Crosswalk
from measurealign.export.page import escaped, table

_ADDRESS = re.compile(r" \(https?://[^)]*\)")


def burden_part(walk: Crosswalk, ids: Sequence[str], found: Recommendation, clinicians: int) -> str:
    """Return the burden before and after, and what studies say it costs."""
    saving = found.saving
    loads = (saving.today, saving.rest_stays, saving.all_align)
    rows = [
        ["measures to report", *(_number(load.required) for load in loads)],
        ["measures to choose from", *(_number(load.choice) for load in loads)],
        ["hours a clinician and year", *(_hours(load) for load in loads)],
    ]
    headings = ["A practice that answers to all", "Now", "The rest stays", "All align"]
    listed = table(headings, rows, "- n n n")
    studies = [_study(one) for one in estimates(burden(walk, ids), clinicians)][:5]
    many = "1 clinician" if clinicians == 1 else f"{clinicians} clinicians"
    costs = table(
        [f"What it costs a year now, {many}", "Low", "Middle", "High", "Unit"], studies, "- n n n -"
    )
    said = "The rest stays: programmes take the aligned measures and leave their others as they "
    said += f"are. All align: they ask for nothing else. {saving.basis}. "
    said += "Studies are never added up."
    shown = f"<div class='wide fine'>{costs}</div>" if studies else ""
    return (
        f"<h2>The burden before and after</h2><div class=side><div>{listed}</div>{shown}</div>"
        f"<p class=small>{escaped(said)}</p>"
    )


def _hours(load: Load) -> str:
    low, mid, high = load.hours
    return f"{_number(round(mid))} ({_number(round(low))} to {_number(round(high))})"


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def _study(one: Estimate) -> list[str]:
    unit = "hours" if one.effort.unit == "hours" else f"$ of {one.effort.year}"
    amounts = ["–" if v is None else _number(round(v)) for v in (one.low, one.mid, one.high)]
    return [escaped(f"{one.study.name} ({one.study.setting})"), *amounts, escaped(unit)]


def cited(
    walk: Crosswalk, ids: Sequence[str], additions: Sequence[Addition], clinicians: int
) -> Iterator[str]:
    """Yield what the opinions and the costs rest on."""
    opinions = [each for one in additions for each in one.opinions[:2]]
    sources = dict.fromkeys(_ADDRESS.sub("", each.source) for each in opinions)
    studies = dict.fromkeys(one.study.cite for one in estimates(burden(walk, ids), clinicians))
    if sources:
        yield "Opinions: " + "; ".join(sources)
    if studies:
        yield "Costs: " + "; ".join(studies)

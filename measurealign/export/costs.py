"""The burden in a brief: before and after, what studies say it costs, and what that rests on."""

import re
from collections.abc import Iterator, Sequence

from measurealign.alignment.recommendation import Addition, Recommendation
from measurealign.burden import burden
from measurealign.burden.estimate import Estimate, estimates
from measurealign.crosswalk import Crosswalk
from measurealign.export.page import escaped, table

_ADDRESS = re.compile(r" \(https?://[^)]*\)")


def burden_part(walk: Crosswalk, ids: Sequence[str], found: Recommendation, clinicians: int) -> str:
    """Return the burden before and after, and what studies say it costs."""
    proposed = found.status != "infeasible"
    loads = [found.before, found.after] if proposed else [found.before]
    rows = [
        [escaped(says), *(_number(getattr(load, field)) for load in loads)] for field, says in _LOAD
    ]
    headings = ["What a practice that answers to all sets must do", "Now", "After"]
    listed = table(headings[: 1 + len(loads)], rows, "- n n" if proposed else "- n")
    asked = burden(walk, ids)
    studies = [_study(one) for one in estimates(asked, clinicians)][:5]
    many = "1 clinician" if clinicians == 1 else f"{clinicians} clinicians"
    costs = table(
        [f"What it costs a year now, {many}", "Low", "Middle", "High", "Unit"], studies, "- n n n -"
    )
    said = "After: each set that lists a chosen idea asks the chosen measure, and no more. "
    said = said if proposed else ""
    said += "Chart abstractions assume weights of data routes. Studies are never added up."
    shown = f"<div class='wide fine'>{costs}</div>" if studies else ""
    return (
        f"<h2>The burden before and after</h2><div class=side><div>{listed}</div>{shown}</div>"
        f"<p class=small>{said}</p>"
    )


#: Fields of a Workload and what they are.
_LOAD: tuple[tuple[str, str], ...] = (
    ("listings", "rows that ask for a measure"),
    ("measures", "distinct measures"),
    ("ideas", "distinct ideas"),
    ("specifications", "distinct specifications, at the least"),
    ("burden", "work, in chart abstractions"),
)


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

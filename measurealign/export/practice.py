"""One page for a practice to print and take along: what its payers ask, and what would help.

Self-contained HTML (no script, no file from elsewhere); the page is practice.html.jinja, which
escapes every text. Long lists are cut and say so.
"""

from collections.abc import Sequence

from measurealign.alignment.explain.saving import saving
from measurealign.alignment.recommendation import Recommendation
from measurealign.burden import Burden, Conflict, burden
from measurealign.burden.effort import Parameters
from measurealign.burden.estimate import estimates
from measurealign.burden.payers import by_payer, work
from measurealign.compare.specification import DIMENSIONS
from measurealign.crosswalk import Crosswalk
from measurealign.export.brief import page
from measurealign.export.costs import cited, study

#: How much of each list is shown, so that the page stays within two sheets.
_PAYERS, _TWICE, _CONFLICTS, _STUDIES = 8, 12, 6, 4


def write_practice_brief(
    walk: Crosswalk,
    ids: Sequence[str],
    answer: Recommendation | None = None,
    clinicians: int = 1,
    given: Parameters | None = None,
) -> str:
    """Return the practice's page for some sets as HTML.

    With an aligned set, `answer`, the page tells what it would save.
    """
    labels = {one.id: one.label for one in walk.catalog}
    found = burden(walk, ids, given)
    costs = estimates(found, clinicians, given)
    loads = by_payer(walk, found)
    sharp = [one for one in found.conflicts if not one.route_only]
    sharp.sort(key=lambda one: not one.differences)
    return page("practice.html.jinja").render(
        names=[labels[id_] for id_ in ids],
        found=found,
        work=work(walk, found.asks),
        loads=loads[:_PAYERS],
        more_payers=len(loads) - _PAYERS,
        who=lambda sets: ", ".join(labels[id_] for id_ in sets),
        twice=found.repeated[:_TWICE],
        more_twice=len(found.repeated) - _TWICE,
        conflicts=[(one, _ways(one, labels)) for one in sharp[:_CONFLICTS]],
        count=len(sharp),
        saving=saving(walk, answer, clinicians, given).says if answer and answer.chosen else "",
        fewest=len(answer.chosen) if answer else 0,
        studies=[study(one) for one in costs][:_STUDIES],
        cited=list(cited((), costs)),
        many="1 clinician" if clinicians == 1 else f"{clinicians} clinicians",
        demands=_demands(found, labels),
    )


def _ways(one: Conflict, labels: dict[str, str]) -> list[tuple[str, str, str]]:
    """Return who asks a subject in which words, and what that row tells of its specification."""
    return [
        (
            labels[row.set_id],
            row.name,
            "; ".join(f"{d} {told}" for d in DIMENSIONS if (told := spec.value(d))),
        )
        for row, spec in zip(one.rows, one.specifications, strict=True)
    ]


def _demands(found: Burden, labels: dict[str, str]) -> list[str]:
    return [f"{labels[one.set]}: {one.says}" for one in found.demands]

"""The aligned measures as a table (CSV), for R or Excel: one row a measure, people's word last."""

from collections.abc import Iterator

from measurealign.alignment.ask.decision import Decision
from measurealign.alignment.chosen import COLUMNS, SCHEMES, AlignedMeasure
from measurealign.alignment.recommendation import Recommendation
from measurealign.catalog.cells import to_csv
from measurealign.export.words import ids_of
from measurealign.shown import Cell

#: What the file tells beside the columns of the recommendation's own table.
BESIDE = (
    "other_ids", "listed_by", "decision", "votes_for", "votes_against", "decided_on", "follow_up",
    "note",
)  # fmt: skip


def measures_csv(found: Recommendation) -> str:
    """Return the chosen measures as CSV, in the order of the recommendation."""
    return to_csv((*COLUMNS, *BESIDE), _rows(found))


def _rows(found: Recommendation) -> Iterator[tuple[Cell, ...]]:
    decided = {one.family: one for one in found.decisions}
    for row, one in zip(found.rows(), found.chosen, strict=True):
        yield (*row.values(), *_listed(one), *_decided(decided.get(one.facts.family)))


def _listed(one: AlignedMeasure) -> tuple[Cell, ...]:
    """Return a measure's ids that have no column, and the programmes that list it."""
    others = {scheme: ids for scheme, ids in one.facts.ids.items() if scheme not in SCHEMES}
    return (ids_of(others) or None, "; ".join(one.facts.listed_by) or None)


def _decided(one: Decision | None) -> tuple[Cell, ...]:
    """Return what people decided on a measure; open where nobody did."""
    if one is None:
        return ("open", None, None, None, None, None)
    return (one.state, one.votes_for, one.votes_against, one.on, one.follow_up, one.note)

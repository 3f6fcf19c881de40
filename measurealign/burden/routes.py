"""By which route a measure's data travel, and how heavy that is for a practice."""

from collections import Counter
from collections.abc import Collection, Iterable

from measurealign.burden.effort import Parameters, shipped_parameters
from measurealign.crosswalk import Crosswalk, level
from measurealign.model import Measure


def data_source(
    crosswalk: Crosswalk, family_id: str, sets: Collection[str] | None = None
) -> tuple[str | None, bool]:
    """Return a family's data source, and whether it was inferred.

    What the rows of `sets` (default: all sets) name counts, the most frequent first, then by the
    alphabet. Where they name none, the family's rows in other sets are asked and the answer is
    marked as inferred: first those of sets that measure the same (plans as HEDIS, clinicians as
    MIPS), for a plan's rate and a clinician's travel by different routes; then all. Where those
    name none either, (None, False): unknown. Give the crosswalk of the whole catalog: two rows
    in three name no data source.
    """
    every = (crosswalk.catalog.measures[key] for key in crosswalk.family[family_id].members)
    rows = [row for row in every if row.data_source]  # one in three: the others have no say
    if sets is None:
        return _most_named(rows), False
    named = _most_named(row for row in rows if row.set_id in sets)
    if named:
        return named, False
    levels = {level(set_id) for set_id in sets} - {""}
    alike = [row for row in rows if level(row.set_id) in levels]
    found = _most_named(alike) or _most_named(rows)
    return found, found is not None


def route_of(crosswalk: Crosswalk, row: Measure) -> tuple[str | None, bool]:
    """Return the data source of a row: its own, else its set's, else inferred from other sets."""
    if row.data_source:
        return row.data_source, False
    return data_source(crosswalk, crosswalk.family_of(row.key).id, [row.set_id])


def _most_named(rows: Iterable[Measure]) -> str | None:
    named = Counter(row.data_source for row in rows)
    return min(named, key=lambda source: (-named[source], source), default=None)


def route_weight(data_source: str | None, given: Parameters | None = None) -> float:
    """Return how heavy a data source is for a practice (1 = abstraction of a chart).

    An assumption of the model, read from data/burden.yaml; None is the route `unknown`.

    >>> route_weight("chart")
    1.0
    """
    return (given or shipped_parameters()).route(data_source).practice

"""By which route a measure's data travel, and how heavy that is for a practice."""

from collections import Counter
from collections.abc import Collection

from measurealign.crosswalk import Crosswalk
from measurealign.effort import Parameters, shipped_parameters


def data_source(
    crosswalk: Crosswalk, family_id: str, sets: Collection[str] | None = None
) -> tuple[str | None, bool]:
    """Return a family's data source, and whether it was inferred.

    What the rows of `sets` (default: all sets) name counts, the most frequent first, then by the
    alphabet. Where they name none, the family's rows in other sets are asked and the answer is
    marked as inferred; where those name none either, (None, False): unknown. Give the crosswalk of
    the whole catalogue: two rows in three name no data source.
    """
    rows = [crosswalk.catalog.measures[key] for key in crosswalk.family[family_id].members]
    near = [m for m in rows if sets is None or m.set_id in sets]
    for asked, inferred in ((near, False), (rows, True)):
        named = Counter(m.data_source for m in asked if m.data_source)
        if named:
            return min(named, key=lambda source: (-named[source], source)), inferred
    return None, False


def route_weight(data_source: str | None, given: Parameters | None = None) -> float:
    """Return how heavy a data source is for a practice (1 = abstraction of a chart).

    An assumption of the model, read from data/burden.yaml; None is the route `unknown`.

    >>> route_weight("chart")
    1.0
    """
    return (given or shipped_parameters()).route(data_source).practice

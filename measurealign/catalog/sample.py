"""Rows drawn by lot, each with its source: what an auditor looks up."""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from measurealign.catalog import Catalog
from measurealign.model import READ, Measure, MeasureSet, Source, Standing


@dataclass(frozen=True)
class Drawn:
    """A row, the set that prints it, and where it was read (None: in no source)."""

    row: Measure
    set: MeasureSet
    source: Source | None


def sample(
    catalog: Catalog, number: int, seed: int, standings: Iterable[Standing] = READ
) -> tuple[Drawn, ...]:
    """Return so many rows of some standings by lot; the same seed draws the same rows.

    All of them, if there are no more. The draw depends on the rows' keys alone.
    """
    wanted = set(standings)
    home = {row.key: one for one in catalog for row in one.measures if row.evidence in wanted}
    keys = sorted(home)
    chosen = Random(seed).sample(keys, min(number, len(keys)))  # noqa: S311 - a draw, no secret
    return tuple(_drawn(catalog.measures[key], home[key]) for key in sorted(chosen))


def _drawn(row: Measure, one: MeasureSet) -> Drawn:
    source = next((each for each in one.sources if each.key == row.source), None)
    return Drawn(row, one, source)

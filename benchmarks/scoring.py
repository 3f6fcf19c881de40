"""How long the counting takes on the whole catalog: `python -m benchmarks.scoring`."""

from collections.abc import Callable
from time import perf_counter

from measurealign import crosswalk, load_catalog
from measurealign.alignment.explain.gaps import gaps, listed_by
from measurealign.burden import burden
from measurealign.compare.common import area_agreement, common
from measurealign.compare.matrix import clusters, leaf_order, matrix
from measurealign.compare.study import study
from measurealign.crosswalk import Crosswalk
from measurealign.model import CLOSENESS
from measurealign.scoring import overlap

FOUR = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018", "priority-health-pip-cpc-plus-2021")


def jobs(walk: Crosswalk) -> dict[str, Callable[[], object]]:
    """Return what is timed: the questions that a screen or a verb asks."""
    ids = [one.id for one in walk.catalog]
    table = matrix(walk)
    found: dict[str, Callable[[], object]] = {
        f"matrix of {len(ids)} sets, {closeness}": lambda closeness=closeness: matrix(
            walk, closeness
        )  # type: ignore[misc]
        for closeness in CLOSENESS
    }
    return found | {
        "leaf order and clusters": lambda: (leaf_order(table), clusters(table)),
        "overlap of two sets, related": lambda: overlap(walk, *FOUR[:2], "related"),
        "common measures and areas of four sets": lambda: (
            common(walk, FOUR, "harmonized"),
            area_agreement(walk, FOUR),
        ),
        "burden of four sets": lambda: burden(walk, FOUR),
        "study table of every set": lambda: study(walk, ids),
        "gaps of four sets": lambda: gaps(walk, listed_by(walk, FOUR)),
    }


def run() -> dict[str, float]:
    """Return the seconds of each job, the first time and the second (what is kept is kept)."""
    walk = crosswalk(load_catalog()).only()
    seconds: dict[str, float] = {}
    for name, job in jobs(walk).items():
        for again in ("", ", again"):
            start = perf_counter()
            job()
            seconds[name + again] = perf_counter() - start
    return seconds


if __name__ == "__main__":
    for name, took in run().items():
        print(f"{took:8.3f} s  {name}")

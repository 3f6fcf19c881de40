"""A list that joins is looked up alone, and all is as if everything had been looked up anew."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measurealign import crosswalk
from measurealign.catalog import Catalog
from measurealign.crosswalk import Crosswalk
from measurealign.matching import own
from measurealign.matching.linking.kept import Kept
from measurealign.model import Judgement, Measure, MeasureSet

NAMES = (
    "Controlling High Blood Pressure", "BP control", "Breast Cancer Screening (BCS)",
    "Screening, breast cancer, ages 50-64", "HbA1c Control (<8.0%)", "A1c poor control >9",
    "Members with a care plan on file", "Care plan on file", "Portal registrations",
    "Adolescent Well-Care Visits", "Cuidado de la diabetes", "Practice holds a huddle",
)  # fmt: skip
TABLES = st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4), min_size=2, max_size=4)


def listed(n: int, names: list[str]) -> MeasureSet:
    id_ = f"payer-{n}-2024"
    lines = (Measure(key=f"{id_}/{i}", name=one, evidence="primary") for i, one in enumerate(names))
    return MeasureSet(id=id_, name="List", year=2024, sponsor="Payer", kind="payer",
                      measures=tuple(lines))  # fmt: skip


def told(walk: Crosswalk) -> tuple[object, ...]:
    bonds = {(a, b): walk.bond(a, b) for a in walk.family for b in walk.kin(a)}
    return walk.links, walk.found, walk.families, walk.subjects, bonds, walk.judgements


@settings(max_examples=25, deadline=None)
@given(TABLES)
def test_lists_that_join_one_by_one_give_what_all_at_once_give(table: list[list[str]]) -> None:
    sets = [listed(n, names) for n, names in enumerate(table)]
    whole = crosswalk(Catalog.of(sets))
    grown = crosswalk(Catalog.of(sets[:1]))
    for n in range(2, len(sets) + 1):
        grown = crosswalk(Catalog.of(sets[:n]), before=grown)
    assert told(grown) == told(whole)


PLACES = st.tuples(st.integers(0, 2), st.integers(0, 3))
WORDS = st.lists(st.tuples(PLACES, PLACES), max_size=3)


def same(pairs: list[tuple[tuple[int, int], tuple[int, int]]]) -> list[Judgement]:
    ends = [tuple(f"payer-{n}-2024/{at}" for n, at in pair) for pair in pairs if len({*pair}) == 2]
    return [
        Judgement(left=left, right=right, verdict="accepted", relation="same", by="A", why="x")
        for left, right in ends
    ]


@settings(max_examples=40, deadline=None)
@given(TABLES, WORDS, WORDS)
def test_what_people_said_and_took_back_leaves_nothing(table, before, now) -> None:
    sets = [listed(n, names) for n, names in enumerate(table)]
    earlier = crosswalk(Catalog.of(sets[:-1]), same(before))
    grown = crosswalk(Catalog.of(sets), same(now), before=earlier)
    assert told(grown) == told(crosswalk(Catalog.of(sets), same(now)))


def test_wordings_of_a_table_are_not_worked_out_again(monkeypatch) -> None:
    """A long table has more of them than are remembered: 40 lines joined 100,000 in 51 seconds."""
    table = listed(0, ["Practice holds a huddle", "Portal registrations", "Care plan on file"])
    before = crosswalk(Catalog.of([table]))
    asked: list[str] = []

    class Forgetful:
        def get(self, words: str, make: Callable[[], str]) -> str:
            asked.append(words)
            return make()

    monkeypatch.setattr(own, "_IDS", Forgetful())
    crosswalk(Catalog.of([table, listed(1, ["Practice holds a stroll"])]), before=before)
    assert asked == ["Practice holds a stroll"]


def test_only_the_lines_that_join_are_looked_up(walk: Crosswalk, monkeypatch) -> None:
    asked: list[str] = []
    looks = Kept.links
    monkeypatch.setattr(
        Kept, "links", lambda self, lines: asked.extend(o.name for o in lines) or looks(self, lines)
    )
    mine = listed(1, list(NAMES[:3]))
    joined = crosswalk(walk.catalog.with_sets(mine), before=walk)
    assert asked == list(NAMES[:3])
    assert len(joined.links) == len(walk.links) + 3


@pytest.mark.parametrize("name", NAMES)
def test_a_line_is_what_it_is_wherever_it_stands(name: str) -> None:
    alone = crosswalk(Catalog.of([listed(0, [name])])).families[0]
    beside = crosswalk(Catalog.of([listed(0, [name]), listed(1, list(NAMES))]))
    assert beside.family_of("payer-0-2024/0").id == alone.id

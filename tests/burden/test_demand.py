"""What must be reported: a menu is no list of duties."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import tiny

from measurealign import crosswalk
from measurealign.burden import Burden, burden
from measurealign.burden.demand import Demand, to_report
from measurealign.burden.estimate import estimates, saving
from measurealign.catalog import Catalog
from measurealign.crosswalk import Crosswalk
from measurealign.model import Choose


def asking(walk: Crosswalk, **choose: int) -> Crosswalk:
    """Let sets tell how many of their measures are to be chosen."""
    sets = (
        one.model_copy(update={"choose": Choose(n=choose[one.id])} if one.id in choose else {})
        for one in walk.catalog
    )
    return replace(walk, catalog=Catalog.of(sets))


def menu(*families: str) -> list[dict[str, Any]]:
    return [{"family": one, "name": one, "role": "menu"} for one in families]


def must(*families: str) -> list[dict[str, Any]]:
    return [{"family": one, "name": one, "role": "incentive"} for one in families]


def test_a_menu_counts_what_is_to_be_chosen() -> None:
    walk = asking(tiny({"a": menu("u", "v", "w", "x"), "b": must("u", "y")}), a=2)
    found = burden(walk, ["a", "b"])
    assert [one.says for one in found.demands] == ["2 of 4", "all of 2"]
    assert (found.listings, found.required, found.reported, found.measures) == (6, 4, 4, 5)


def test_a_menu_without_a_number_counts_whole_and_says_so() -> None:
    found = burden(tiny({"a": menu("u", "v"), "b": must("u")}), ["a", "b"])
    assert found.reported == 2
    assert [one.says for one in found.demands] == ["all of 2, how many is not told", "all of 1"]


def test_what_the_aligned_set_serves_need_not_be_chosen() -> None:
    walk = asking(tiny({"a": menu("u", "v", "w"), "b": must("x")}), a=2)
    found = burden(walk, ["a", "b"])
    told = saving(walk, found, ["u"])
    assert (told.before.reported, told.replaced.reported, told.aligned_only.reported) == (3, 3, 1)
    assert saving(walk, found, ["u", "v"]).replaced.reported == 3
    assert saving(walk, found, ["u", "x"]).replaced.reported == 3


FAMILIES = st.frozensets(st.sampled_from("uvwxyz"))


@st.composite
def a_demand(draw: st.DrawFn) -> Demand:
    duties, pool = draw(FAMILIES), draw(FAMILIES)
    free = draw(st.integers(0, len(pool)))
    listed = len(duties) + len(pool)
    return Demand("a", len(duties) + free, listed, duties, pool, free, told=True)


@given(st.lists(a_demand(), max_size=5), a_demand(), FAMILIES)
def test_one_more_set_never_lowers_it_and_it_stays_below_what_is_listed(
    some: list[Demand], more: Demand, served: frozenset[str]
) -> None:
    assert to_report(some, served) <= to_report([*some, more], served)
    listed = {family for one in some for family in one.must | one.pool}
    duties = {family for one in some for family in one.must}
    assert len(duties) <= to_report(some) <= len(listed)
    assert to_report(some, served) <= to_report(some)


REAL = {
    "cpc-plus-2017": (9, 14), "mips-family-medicine-2018": (6, 72),
    "connecticut-quality-benchmarks-2022": (4, 4),
}  # fmt: skip


def of(catalog: Catalog, id_: str) -> Burden:
    return burden(crosswalk(Catalog.of([catalog.get(id_)])).only(), [id_])


@pytest.mark.parametrize("id_", REAL)
def test_real_sets_ask_what_their_programme_says(id_: str, catalog: Catalog) -> None:
    found = of(catalog, id_)
    assert (found.required, found.listings) == REAL[id_]


def test_mips_costs_the_hours_of_six_measures(catalog: Catalog) -> None:
    hours = estimates(of(catalog, "mips-family-medicine-2018"))[0]
    assert (hours.effort.id, hours.count) == ("hours-per-measure", 6)
    assert hours.mid == pytest.approx(82.8)

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
from measurealign.burden.estimate import estimates
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
    assert [one.says for one in found.demands] == ["all of 2, how many is not stated", "all of 1"]


def test_a_core_measure_of_a_menu_fulfils_a_choice() -> None:
    (one,) = burden(asking(tiny({"a": menu("u", "v", "w")}), a=2), ["a"]).demands
    then = one.aligned({}, {"u"})
    assert (then.must, then.pool, then.free) == ({"u"}, {"v", "w"}, 1)
    assert to_report([then]) == to_report([one]) == 2
    assert to_report([one.aligned({}, {"x"})]) == 3, "a core measure that it lacks comes on top"


def test_what_is_replaced_is_asked_in_its_new_form() -> None:
    (one,) = burden(asking(tiny({"a": [*menu("u", "v"), *must("x")]}), a=2), ["a"]).demands
    then = one.aligned({"u": "s", "v": "s", "x": "y"}, ())
    assert (then.must, then.pool, then.free) == ({"y"}, {"s"}, min(one.free, 1))
    assert then.only({"y"}).pool == frozenset()
    assert to_report([then.only({"y"})]) == 1


FAMILIES = st.frozensets(st.sampled_from("uvwxyz"))


@st.composite
def a_demand(draw: st.DrawFn) -> Demand:
    duties, pool = draw(FAMILIES), draw(FAMILIES)
    free = draw(st.integers(0, len(pool)))
    listed = len(duties) + len(pool)
    return Demand("a", len(duties) + free, listed, duties, pool, free, told=True)


@given(st.lists(a_demand(), max_size=5), a_demand(), FAMILIES)
def test_one_more_set_never_lowers_it_and_it_stays_below_what_is_listed(
    some: list[Demand], more: Demand, some_of: frozenset[str]
) -> None:
    assert to_report(some) <= to_report([*some, more])
    listed = {family for one in some for family in one.must | one.pool}
    duties = {family for one in some for family in one.must}
    assert len(duties) <= to_report(some) <= len(listed)
    kept = to_report([one.only(some_of) for one in some])
    assert kept <= len(listed & some_of)


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


def test_mips_costs_the_hours_of_six_measures_of_its_mean_route(catalog: Catalog) -> None:
    found = of(catalog, "mips-family-medicine-2018")
    hours = estimates(found)[0]
    assert (hours.effort.id, found.reported) == ("hours-per-measure", 6)
    each = hours.count / 6
    assert 0.06 / 0.5 <= each <= 1
    assert hours.mid == pytest.approx(6 * each * 13.8)


def test_what_one_payer_counts_and_another_wants_reported_is_reported() -> None:
    def hours(*sources: str) -> float:
        rows = [{"family": "x", "name": "x", "data_source": source} for source in sources]
        walk = tiny({f"s{at}": [row] for at, row in enumerate(rows)})
        return burden(walk, [one.id for one in walk.catalog]).full

    assert hours("claims") == pytest.approx(0.04)
    assert hours("chart", "claims") == hours("claims", "chart") == 1.0
    assert hours("claims", "claims", "ehr") == pytest.approx(0.12)

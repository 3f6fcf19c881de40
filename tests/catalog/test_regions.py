"""The CPC+ regions say what is known, from where, and what is not."""

from typing import get_args

import pytest

from measurealign.catalog import Catalog
from measurealign.catalog.efforts import efforts
from measurealign.catalog.figures import figures
from measurealign.catalog.programmes import programme, reach, witness
from measurealign.catalog.regions import ASPECTS, Region, RegionAspect, payers, region, regions
from measurealign.model import MeasureSet
from measurealign.problems import InputError, UsageError


@pytest.fixture(scope="module")
def known(catalog: Catalog) -> tuple[Region, ...]:
    return regions(catalog)


def test_all_eighteen_regions_in_the_order_of_their_names(known: tuple[Region, ...]) -> None:
    assert len(known) == payers().national.regions == 18
    assert [one.name for one in known] == sorted(one.name for one in known)
    assert sorted(one.name for one in known if one.sheet.round == 2) == [
        "Greater Buffalo Region", "Louisiana", "Nebraska", "North Dakota",
    ]  # fmt: skip


def test_every_payer_and_fact_says_where_it_is_from(known: tuple[Region, ...]) -> None:
    whose = {source.key: source.whose for source in payers().sources}
    for one in known:
        for payer in one.sheet.payers:
            told = whose.get(payer.source or "", "recalled")
            assert payer.evidence == told, f"{one.name}: {payer.name}: write evidence: {told}"
        assert set(one.sheet.sources) <= set(whose)
        for fact in one.sheet.facts:
            assert fact.sets, f"{one.name}: {fact.says}"
            assert fact.says.endswith("."), f"{one.name}: {fact.says}"


def test_facts_rest_on_sets_of_the_region(known: tuple[Region, ...]) -> None:
    """On its own sets and efforts, or on CPC+, which was in all regions."""
    for one in known:
        inside = {each.id for each in (*one.sets, *one.efforts)} | {"cpc-plus-2017"}
        cited = {set_id for fact in one.sheet.facts for set_id in fact.sets}
        assert cited <= inside, f"{one.name}: {sorted(cited - inside)}"


def test_every_region_has_a_convener_and_an_obligation(known: tuple[Region, ...]) -> None:
    for one in known:
        assert one.facts("convener") and one.facts("obligation"), one.name


def test_what_was_not_found_is_told(known: tuple[Region, ...]) -> None:
    by_name = {one.name: one for one in known}
    kansas = by_name["Greater Kansas City"]
    assert kansas.read == kansas.listed == 72 and kansas.asked == 1
    assert [one.id for one in kansas.efforts] == [
        "kc-blue-kc-medical-home-2016",
        "ks-kancare-p4p-2015",
        "mo-primary-care-health-homes-2012",
    ]
    told = "was not found of: Blue KC Medical Home, KanCare P4P, MO health homes"
    assert f"the list of measures {told}" in kansas.gaps
    said = "only what the State publishes was read, no list that asks for measures"
    assert said in by_name["Tennessee"].gaps and said not in by_name["Hawaii"].gaps
    one = "beside what the State publishes, one measure that is asked for was read"
    assert one in kansas.gaps and one not in by_name["Nebraska"].gaps
    assert "nothing was found on: revision" in kansas.gaps
    new_jersey = by_name["New Jersey"]
    assert "no measure set shared by several payers was found" in new_jersey.gaps
    assert by_name["Montana"].gaps == ()
    assert "nothing was found on: champions" in by_name["New Jersey"].gaps
    medicare = by_name["Oregon"].facts("attribution")[0].says
    assert medicare.endswith("how the other payers did was not found.")


def test_what_a_state_only_publishes_is_counted_apart(
    known: tuple[Region, ...], catalog: Catalog
) -> None:
    found = figures(catalog)
    assert found.regions == {one.name: one.read for one in known}
    assert all(found.asked[name] <= rows for name, rows in found.regions.items())
    reports = [one for one in catalog if one.part_of == "medicaid-core-set-by-state"]
    assert len(reports) == 6 and {witness(one) for one in reports} == {reports[0].part_of}
    assert all(not m.must and m.role == "monitoring" for one in reports for m in one.measures)
    told = next(line for line in found.says if "publishes" in line)
    assert "Tennessee 0" in told and "Oregon" not in told


def test_statewide_sets_belong_to_every_region_of_the_state(known: tuple[Region, ...]) -> None:
    new_york = [one for one in known if one.sheet.state == "New York"]
    assert len(new_york) == 2
    assert all("ny-qarr-2016" in {each.id for each in one.sets} for one in new_york)


@pytest.mark.parametrize("name", ["Ohio and Northern Kentucky", "ohio", "ohio-and-northern-kentucky"])  # fmt: skip  # noqa: E501
def test_a_region_is_found_by_name_id_or_a_part_of_it(catalog: Catalog, name: str) -> None:
    assert region(catalog, name).name == "Ohio and Northern Kentucky"


@pytest.mark.parametrize(
    ("name", "says"), [("oregano", "did you mean 'oregon'"), ("greater", "choose one of greater-")]
)
def test_an_unknown_or_unclear_region_gets_the_nearest(
    catalog: Catalog, name: str, says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        region(catalog, name)


def test_a_fact_about_a_set_that_is_gone_is_a_problem(catalog: Catalog) -> None:
    with pytest.raises(InputError, match="no such measure set"):
        regions(Catalog.of(one for one in catalog if one.id != "mt-pcmh-2016"))


def test_a_new_set_of_the_region_joins_it(catalog: Catalog) -> None:
    more = MeasureSet(
        id="or-new-2026", name="New", year=2026, sponsor="s", kind="regional", region="Oregon"
    )
    joined = region(catalog.with_sets(more), "Oregon")
    assert more in joined.sets


def test_labels_cover_every_aspect() -> None:
    assert tuple(ASPECTS) == get_args(RegionAspect)


def test_every_region_says_where_it_is_and_how_it_works_or_that_it_is_not_known(
    known: tuple[Region, ...],
) -> None:
    for one in known:
        assert one.geography, one.name
        silent = [label.lower() for aspect, label in ASPECTS.items() if not one.facts(aspect)]
        told = " ".join(one.gaps)
        assert all(label in told for label in silent), f"{one.name}: {silent}"
        assert len(ASPECTS) - len(silent) >= 5, f"{one.name}: tell more than {silent} leaves"
    by_name = {one.name: one for one in known}
    assert by_name["Tennessee"].geography == "the whole of Tennessee; 55 practices"


def test_reach_is_of_a_programme_that_is_known(catalog: Catalog) -> None:
    told = {programme(one) for one in (*catalog, *efforts())}
    keys = {source.key for source in payers().sources}
    for one in payers().reach:
        assert one.programme in told, f"reach: no programme '{one.programme}': correct its id"
        assert one.sets or one.source in keys, f"reach of {one.programme}: name its source"
        assert one.lives or one.practices or one.clinicians, one.programme
    assert reach()["cpc-plus"].practices == 2891

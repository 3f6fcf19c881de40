"""The study tables count what Bazinsky and Bailit counted, by a rule that can be read."""

import pytest
from hypothesis import given
from test_scoring import walks
from tiny import tiny

from measurealign.catalog.programmes import latest, sets_of
from measurealign.compare.origin import ORIGINS, origin, origins, published
from measurealign.compare.study import by_area, by_kind, by_region, by_year, payer_mix, study
from measurealign.crosswalk import Crosswalk
from measurealign.model import Identifier

BP = {"family": "bp", "name": "Controlling High Blood Pressure"}


@pytest.fixture
def states() -> Crosswalk:
    """Four state sets and a national one that is not studied."""
    state = {"kind": "state"}
    return tiny(
        {
            "a-2016": [
                BP | {"ids": (Identifier(scheme="cbe", value="0018"),)},
                {"family": "con", "name": "Contraception", "note": "OHA-developed"},
            ],
            "b-2016": [BP, {"family": "bcs", "name": "Breast ages 40-69"}],
            "c-2017": [BP, {"name": "Kindness"}],
            "d-2017": [{"family": "seal", "name": "Sealants", "note": "modified from DQA"}],
            "hedis-2017": [{"family": "bcs", "name": "Breast ages 50-74", "steward": "NCQA"}],
        },
        areas={"bp": "hypertension", "bcs": "cancer-screening"},
        about={
            "a-2016": state | {"year": 2016, "region": "Oregon"},
            "b-2016": state | {"year": 2016, "region": "Oregon"},
            "c-2017": state | {"year": 2017, "region": "Ohio"},
            "d-2017": {"year": 2017, "kind": "regional"},
            "hedis-2017": {"kind": "national"},
        },
    )


STATES = ["a-2016", "b-2016", "c-2017", "d-2017"]


def test_the_counts_of_2013(states: Crosswalk) -> None:
    found = study(states, STATES)
    assert (found.sets, found.listings, found.distinct) == (4, 7, 5)
    assert found.shared == pytest.approx(1 / 5)
    assert (found.by_third, found.by_third_share) == (1, pytest.approx(1 / 5))
    assert (found.top, found.top_reach) == ("bp", pytest.approx(3 / 4))
    assert found.sets_modifying == pytest.approx(2 / 4)
    assert found.sets_mostly_modified == 2
    assert found.per_set == pytest.approx(7 / 4)
    assert [getattr(found, kind) for kind in ORIGINS] == pytest.approx([2 / 5, 1 / 5, 1 / 5, 1 / 5])


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("a-2016/controlling-high-blood-pressure-0", "standard"),
        ("c-2017/controlling-high-blood-pressure-0", "standard"),
        ("b-2016/breast-ages-40-69-1", "modified"),
        ("hedis-2017/breast-ages-50-74-0", "standard"),
        ("d-2017/sealants-0", "modified"),
        ("a-2016/contraception-1", "homegrown"),
        ("c-2017/kindness-1", "undetermined"),
    ],
)
def test_the_origin_of_a_row_follows_the_stated_rule(
    states: Crosswalk, row: str, kind: str
) -> None:
    assert origin(states, states.catalog.measures[row]) == kind


def test_another_specification_of_a_national_measure_is_a_modified_one() -> None:
    walk = tiny(
        {"hedis-2018": ["HbA1c Control"], "a": ["Blood Sugar", {"name": "Ours", "steward": "Me"}]},
        bonds=[("HbA1c Control", "Blood Sugar", "variant"), ("HbA1c Control", "Ours", "variant")],
        about={"hedis-2018": {"kind": "national"}},
    )
    found = origins(walk)
    assert [found[m.key] for m in walk.listed("a")] == ["modified", "homegrown"]


def test_groups(states: Crosswalk) -> None:
    kinds = [(one.name, one.sets) for one in by_kind(states, STATES)]
    assert kinds == [("regional", 1), ("state", 3)]
    assert [(one.name, one.sets) for one in by_region(states, STATES)] == [
        ("Ohio", 1),
        ("Oregon", 2),
        ("national", 1),
    ]
    years = [(one.name, one.distinct) for one in by_year(states, STATES)]
    assert years == [("2016", 3), ("2017", 3)]
    areas = {one.name: one for one in by_area(states, STATES)}
    assert (areas["hypertension"].sets, areas["hypertension"].top_reach) == (3, 1)


def test_a_payer_mix(states: Crosswalk) -> None:
    found = payer_mix(states, STATES[:3])
    assert (found.contracts, found.unique) == (3, 4)
    assert found.per_contract == pytest.approx(2)
    assert found.distinct_share == pytest.approx(4 / 6)
    assert payer_mix(states, []).distinct_share == 0


@given(walks())
def test_every_share_is_a_share(walk: Crosswalk) -> None:
    found = study(walk, "abcd")
    kinds = [getattr(found, kind) for kind in ORIGINS]
    shares = [found.shared, found.top_reach, found.sets_modifying, found.by_third_share]
    assert all(0 <= share <= 1 for share in shares + kinds)
    assert sum(kinds) == pytest.approx(1 if found.distinct else 0)
    assert found.distinct <= found.listings
    assert found.by_third <= found.shared * found.distinct + 1e-9
    mix = payer_mix(walk, "abcd")
    assert mix.contracts == found.sets
    assert mix.unique == found.distinct


def test_published_figures_say_whether_they_were_seen() -> None:
    known = published()
    keys = {one.key for one in known.studies}
    assert {figure.study for figure in known.figures} <= keys
    seen = known.figure("bazinsky-bailit-2013", "shared")
    assert seen is not None and (seen.value, seen.evidence) == (0.20, "source")
    recalled = known.figure("bazinsky-bailit-2013", "distinct")
    assert recalled is not None and recalled.evidence == "recalled"
    assert known.figure("bazinsky-bailit-2013", "nothing") is None


def test_the_state_and_regional_sets_of_the_catalog(counted: Crosswalk) -> None:
    ids = latest(counted.catalog, sets_of(counted.catalog, ["state", "regional"]))
    found = study(counted, ids)
    assert found.sets >= 15
    assert 0 < found.shared < 1
    assert set(origins(counted).values()) == set(ORIGINS)

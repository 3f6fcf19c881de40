"""What a practice is asked: counted right, never negative, never lower for more payers."""

import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import tiny

from measurealign.burden import burden, data_source, route_weight
from measurealign.burden.effort import Parameters, parameters, shipped_parameters
from measurealign.burden.estimate import estimates, route_gaps, samples
from measurealign.crosswalk import Crosswalk
from measurealign.problems import InputError

POOR = {"family": "a1c poor", "name": "HbA1c Poor Control (>9%)", "data_source": "ehr"}
GOOD = {"family": "a1c good", "name": "HbA1c Control (<8%)"}
BP = {"family": "bp", "name": "Controlling High Blood Pressure", "data_source": "ehr"}


@pytest.fixture
def payers() -> Crosswalk:
    return tiny(
        {
            "mips-a": [POOR, BP, {"name": "Depression Screening", "family": "dep"}],
            "b": [
                GOOD,
                BP | {"name": "Blood Pressure Controlled", "data_source": "hybrid"},
                {"name": "Old one", "role": "retired"},
            ],
            "c": [
                {"name": "Screening for Depression", "family": "dep", "data_source": "registry"},
                {"name": "Depression screening", "family": "dep", "role": "optional"},
            ],
        },
        bonds=[("a1c poor", "a1c good", "variant")],
        subjects={"a1c poor": "sugar", "a1c good": "sugar"},
    )


def test_the_counts(payers: Crosswalk) -> None:
    found = burden(payers, ["mips-a", "b", "c"])
    assert (found.listings, found.choice) == (7, 1)
    assert (found.measures, found.subjects) == (4, 3)
    assert found.specifications == 5
    assert [one.name for one in found.not_asked] == ["Old one"]


def test_what_is_asked_several_times_and_under_which_names(payers: Crosswalk) -> None:
    found = burden(payers, ["mips-a", "b", "c"])
    assert [(one.family, one.sets) for one in found.repeated] == [
        ("bp", ("mips-a", "b")),
        ("dep", ("mips-a", "c")),
    ]
    assert [one.names for one in found.renamed] == [
        ("Controlling High Blood Pressure", "Blood Pressure Controlled"),
        ("Depression Screening", "Screening for Depression"),
    ]


def test_conflicts_name_the_dimension_that_differs(payers: Crosswalk) -> None:
    sharp, mild = burden(payers, ["mips-a", "b", "c"]).conflicts
    assert (sharp.subject, sharp.families) == ("sugar", ("a1c good", "a1c poor"))
    assert "threshold: <8 / >9" in [str(one) for one in sharp.differences]
    assert not sharp.route_only
    assert mild.label in ("Controlling High Blood Pressure", "Blood Pressure Controlled")
    assert mild.route_only
    assert str(mild.differences[0]) == "data source: EHR / hybrid"


def test_the_areas_that_most_ask_about_come_first() -> None:
    areas = {"bp": "hypertension", "x": "cost", "y": "cost"}
    walk = tiny({"a": ["bp", "x"], "b": ["bp", {"name": "y", "role": "retired"}]}, areas=areas)
    found = burden(walk, ["a", "b"]).areas
    assert [(area, [one.family for one in asks]) for area, asks in found.items()] == [
        ("hypertension", ["bp"]),
        ("cost", ["x"]),
    ]


def test_one_set_alone_conflicts_with_nobody() -> None:
    walk = tiny({"a": [POOR, GOOD]}, bonds=[("a1c poor", "a1c good", "variant")])
    assert burden(walk, ["a"]).conflicts == ()


def test_a_data_source_is_inferred_from_the_measures_other_rows_and_marked(
    payers: Crosswalk,
) -> None:
    assert data_source(payers, "bp", ["b"]) == ("hybrid", False)
    assert data_source(payers, "dep", ["mips-a"]) == ("registry", True)
    assert data_source(payers, "a1c good") == (None, False)
    uses = {one.route: one for one in burden(payers, ["mips-a"]).routes}
    assert (uses["ehr"].rows, uses["ehr"].inferred) == (2, 0)
    assert (uses["registry"].rows, uses["registry"].inferred) == (1, 1)
    assert uses["registry"].named_by == ()


def test_most_frequent_source_wins_then_the_alphabet() -> None:
    named = {"a": "ehr", "b": "claims", "c": "ehr"}
    walk = tiny({id_: [{"name": "x", "data_source": word}] for id_, word in named.items()})
    assert data_source(walk, "x") == ("ehr", False)
    assert data_source(walk, "x", ["a", "b"]) == ("claims", False)


def test_a_plans_row_is_inferred_from_plans_before_clinicians() -> None:
    named = {"mips-1": "ehr", "mips-2": "ehr", "medicaid-adult-core-set-2024": "administrative"}
    rows = {id_: [{"name": "x", "data_source": word}] for id_, word in named.items()}
    walk = tiny(rows | {"hedis-2018": ["x"], "a": ["x"]})
    assert data_source(walk, "x", ["hedis-2018"]) == ("administrative", True)
    assert data_source(walk, "x", ["a"]) == ("ehr", True)


SOURCES = st.sampled_from([None, "ehr", "claims", "survey", "hybrid"])
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["X (>9%)", "X (<8%)", "Y ages 3-6", "Y", "Z"]),
            "family": st.sampled_from(["f", "g", "h"]),
            "data_source": SOURCES,
            "role": st.sampled_from([None, "retired", "menu"]),
        }
    ),
    max_size=5,
)


@given(st.fixed_dictionaries(dict.fromkeys(("a", "b", "mips"), ROWS)), st.booleans())
def test_more_payers_never_lower_any_number(
    sets: dict[str, list[dict[str, object]]], joined: bool
) -> None:
    walk = tiny(sets, [("f", "g", "rate")] if joined else [], dict.fromkeys("fgh", "one"))
    few, many = burden(walk, ["a", "mips"]), burden(walk, ["a", "b", "mips"])
    for count in (
        "listings",
        "choice",
        "measures",
        "subjects",
        "specifications",
        "reports",
        "weight",
    ):
        assert 0 <= getattr(few, count) <= getattr(many, count), count
    for found in ("asks", "conflicts", "routes", "repeated", "not_asked"):
        assert len(getattr(few, found)) <= len(getattr(many, found)), found
    more = {one.effort.id: one for one in estimates(many, 2)}
    for one in estimates(few, 2):
        other = more[one.effort.id]
        for part in ("low", "mid", "high"):
            low, high = getattr(one, part), getattr(other, part)
            assert (low is None) == (high is None)
            assert low is None or high is None or 0 <= low <= high


def test_an_estimate_is_the_studys_figure_times_what_it_counts(payers: Crosswalk) -> None:
    found = {one.effort.id: one for one in estimates(burden(payers, ["mips-a", "b", "c"]), 3)}
    hours = found["hours-per-measure"]
    by_route = 0.06 / 0.5 + 1 + 1 + 1  # by EHR; by chart sample, by hand, not told
    assert (hours.low, hours.mid, hours.high) == pytest.approx(
        (5 * by_route * 3, 13.8 * by_route * 3, 25 * by_route * 3)
    )
    assert hours.basis == "assumption"
    assert not hours.beyond
    running = found["programme-running"]
    assert (running.low, running.mid, running.high) == (100 * 3 * 3, None, 4300 * 3 * 3)
    assert found["registry-running"].count == 1
    assert found["mips-dollars-small"].mid == 18466 * 3
    assert "mips-dollars-medium" not in found


def test_a_mips_figure_is_shown_for_mips_only(payers: Crosswalk) -> None:
    assert not [one for one in estimates(burden(payers, ["b", "c"])) if one.effort.only]


def test_recalled_figures_multiply_nothing(payers: Crosswalk) -> None:
    shipped = shipped_parameters()
    recalled = tuple(one.model_copy(update={"evidence": "recalled"}) for one in shipped.efforts)
    given = shipped.model_copy(update={"efforts": recalled})
    assert estimates(burden(payers, ["b"]), 1, given) == ()


def test_the_shipped_figures_name_their_study_and_never_rest_on_memory() -> None:
    shipped = shipped_parameters()
    for figure in (*shipped.efforts, *shipped.samples, *shipped.per_measure, *shipped.ordinary):
        assert shipped.study(figure.study).url.startswith("http")
        assert figure.evidence != "recalled"
    for route in shipped.routes:
        assert route.evidence == "assumption"


def test_the_same_measure_by_two_routes_is_not_the_same_number() -> None:
    claims, hybrid = ({"name": "x", "data_source": word} for word in ("claims", "hybrid"))
    walk = tiny({"a": [claims], "b": [hybrid], "c": ["x"]})
    [(ask, gap)] = route_gaps(burden(walk, ["a", "b"]))
    assert (ask.family, gap.points) == ("x", 20.4)
    assert route_gaps(burden(walk, ["a", "c"])) == ()


def test_the_weight_of_an_electronic_measure_is_the_hospitals_ratio() -> None:
    usd = {one.route: one.usd for one in shipped_parameters().per_measure}
    assert route_weight("ehr") == round(usd["ehr"] / usd["chart"], 2)


def test_a_panel_too_small_is_told(payers: Crosswalk) -> None:
    rows = [{"name": "CollaboRATE"}, {"name": "ED", "data_source": "claims"}]
    walk = tiny({"a": rows})
    found = {one.sample.id: one for one in samples(walk, burden(walk, ["a"]), 100, 4)}
    assert found["collaborate"].share == pytest.approx(190 / 100)
    assert not found["collaborate"].possible
    assert found["claims-physician"].share == pytest.approx(50 / 25)
    large = {one.sample.id: one for one in samples(walk, burden(walk, ["a"]), 1900, 4)}
    assert large["collaborate"].possible


def test_own_figures_replace_the_shipped_ones(tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text(
        "routes: [{id: ehr, label: ours, practice: 0.7, payer: 0, evidence: assumption, why: us}]"
    )
    given = parameters(own)
    assert route_weight("ehr", given) == 0.7
    assert route_weight("chart", given) == route_weight("chart") == 1.0
    assert given.efforts == shipped_parameters().efforts
    assert parameters() == shipped_parameters()


EFFORT = "efforts: [{{id: x, study: {}, unit: hours, count: once, {}, evidence: source, says: s}}]"
BROKEN = [
    (EFFORT.format("nobody", "mid: 3"), "no study has the key 'nobody'"),
    (EFFORT.format("boone2024", "low: 9, mid: 3"), "rising order"),
    (EFFORT.format("boone2024", "year: 2024"), "at least one of them"),
    (
        EFFORT.format("boone2024", "mid: 3").replace("id: x", "id: hours-per-measure"),
        "all hours rest on it: give low, mid and high",
    ),
    (
        "ordinary: [{id: x, median: 3, of: panel, study: nobody, evidence: source}]",
        "x: no study has the key 'nobody'",
    ),
    (
        "gaps_between_routes: [{routes: [ehr, claims], points: 3, measures: 2, study: nobody, "
        "evidence: source, says: s}]",
        "ehr and claims: no study has the key 'nobody'",
    ),
    (
        "per_measure: [{route: ehr, usd: 3, hours: 2, measures: 2, year: 2018, study: nobody, "
        "evidence: source}]",
        "per_measure: ehr: no study has the key 'nobody'",
    ),
    ("routes: [{id: x, label: x, practice: -1, payer: 0, evidence: source, why: w}]", "practice"),
    ("rutes: []", "did you mean 'routes'"),
]


@pytest.mark.parametrize(("text", "says"), BROKEN)
def test_a_broken_parameter_file_is_told(tmp_path: Path, text: str, says: str) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text(text)
    with pytest.raises(InputError, match=says):
        parameters(own)


def test_every_route_of_the_model_has_a_weight() -> None:
    from typing import get_args

    from measurealign.model import DataSource

    known = {route.id for route in shipped_parameters().routes}
    assert {*get_args(DataSource), "unknown"} <= known
    assert route_weight(None) == shipped_parameters().route("unknown").practice
    assert isinstance(shipped_parameters(), Parameters)


def test_the_parameter_file_of_the_manual_works(tmp_path: Path) -> None:
    manual = Path(__file__).parents[2] / "docs" / "data.md"
    found = re.search(r"```yaml\n( +routes:\n.*?)```", manual.read_text(encoding="utf-8"), re.S)
    assert found
    own = tmp_path / "mine.yaml"
    own.write_text(textwrap.dedent(found[1]))
    assert route_weight("ehr", parameters(own)) == 0.3

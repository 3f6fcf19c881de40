"""The rules of the burden, each on a table of a few rows that can be counted on paper."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tiny import tiny

from measurealign.burden import burden
from measurealign.burden.effort import edited, parameters, shipped_parameters
from measurealign.burden.estimate import estimates, samples
from measurealign.crosswalk import Crosswalk, agenda_line
from measurealign.problems import InputError

A1C = {"f": "a1c-control", "g": "a1c-control"}


def row(family: str, **fields: Any) -> dict[str, Any]:
    return {"name": family, "family": family, **fields}


def two_forms(left: Mapping[str, Any], right: Mapping[str, Any], kind: Any = "rate") -> Crosswalk:
    """Two sets that ask two bound forms of one subject."""
    return tiny({"a": [left], "b": [right]}, [("f", "g", kind)], A1C)


def test_two_forms_that_serve_each_other_conflict_though_nothing_tells_how_they_differ() -> None:
    (one,) = burden(two_forms(row("f"), row("g")), ["a", "b"]).conflicts
    assert (one.families, one.bound, one.differences) == (("f", "g"), True, ())
    found = burden(two_forms(row("f"), row("g")), ["a", "b"])
    assert found.line.endswith("0 asked by several, 1 in conflicting ways")
    assert not one.route_only


def test_two_forms_of_other_data_routes_are_more_than_another_route() -> None:
    left, right = row("f", data_source="ehr"), row("g", data_source="claims")
    (one,) = burden(two_forms(left, right), ["a", "b"]).conflicts
    assert {each.dimension for each in one.differences} == {"data source"}
    assert not one.route_only


def test_forms_that_do_not_serve_each_other_do_not_conflict() -> None:
    assert burden(two_forms(row("f"), row("g"), "related"), ["a", "b"]).conflicts == ()


def test_two_forms_in_one_set_are_its_own_matter() -> None:
    walk = tiny({"a": [row("f"), row("g")], "b": [row("x")]}, [("f", "g", "rate")], A1C)
    assert burden(walk, ["a", "b"]).conflicts == ()


def test_a_conflict_is_called_by_its_subject_and_that_of_one_measure_by_the_measure() -> None:
    (both,) = burden(two_forms(row("f"), row("g")), ["a", "b"]).conflicts
    line = agenda_line("a1c-control")
    assert line is not None
    assert both.label == line.label
    rows = {"a": [row("f", name="X (>9%)")], "b": [row("f", name="X (<8%)"), row("g")]}
    (alone,) = burden(tiny(rows, subjects=A1C), ["a", "b"]).conflicts
    assert alone.label in ("X (>9%)", "X (<8%)")
    assert (alone.families, alone.bound) == (("f",), False)


def test_a_conflict_stands_in_the_area_of_its_first_measure() -> None:
    rows = {"a": [row("f")], "b": [row("g")]}
    walk = tiny(rows, [("f", "g", "rate")], A1C, areas={"f": "cost", "g": "access"})
    assert [one.area for one in burden(walk, ["a", "b"]).conflicts] == ["cost"]


def test_the_table_of_what_is_asked() -> None:
    """f is asked by two in conflicting ways, x by all three, y by one; only x names its route."""
    walk = tiny(
        {
            "a": [row("f", name="X (>9%)"), row("x", data_source="ehr")],
            "b": [row("f", name="X (<8%)"), row("x", data_source="claims")],
            "c": [row("x"), row("y")],
        }
    )
    found = burden(walk, ["a", "b", "c"])
    assert [one.family for one in found.asks] == ["x", "f", "y"], "the most widely asked first"
    told = {each["measure"]: each for each in found.rows()}
    assert (told["x"]["routes"], told["f"]["routes"]) == ("claims; ehr", "not stated")
    assert [told[one]["route_inferred"] for one in "xfy"] == [True, False, False]
    assert [told[one]["conflict"] for one in "xfy"] == [False, True, False]
    assert [one.family for one in found.renamed] == ["f"]
    assert (
        found.line
        == "6 rows of 3 sets: 3 distinct measures, 2 asked by several, 1 in conflicting ways"
    )


def test_a_route_that_rows_name_is_not_inferred() -> None:
    walk = tiny({"a": [row("x", data_source="ehr")], "b": [row("x", data_source="ehr")]})
    found = burden(walk, ["a", "b"])
    assert [one.inferred for one in found.asks] == [False]
    assert [one.inferred for one in found.routes] == [0]


def test_a_route_that_other_sets_name_is_inferred_for_each_row() -> None:
    walk = tiny({"a": [row("x"), row("y")], "b": [row("x")], "c": [row("x", data_source="ehr")]})
    found = burden(walk, ["a", "b"])
    assert [(one.family, one.inferred) for one in found.asks] == [("x", True), ("y", False)]
    assert [(one.route, one.rows, one.inferred) for one in found.routes] == [
        ("ehr", 2, 2), (None, 1, 0),
    ]  # fmt: skip


def test_routes_stand_by_the_alphabet_and_what_is_not_told_last() -> None:
    words = ("survey", "hybrid", "claims", "registry", "ehr", "chart")
    sets = {f"s{i}": [row("x", data_source=word)] for i, word in enumerate(words)}
    found = burden(tiny({"n": [row("y")]} | sets), ["n", *sets])
    assert [one.route for one in found.routes] == [*sorted(words), None]
    assert found.asks[0].routes == tuple(sorted(words))


def test_a_panel_just_large_enough_is_possible() -> None:
    walk = tiny({"a": [row("CollaboRATE"), row("ed", data_source="claims"), row("x")]})
    found = {one.sample.id: one for one in samples(walk, burden(walk, ["a"]), 190)}
    assert (found["collaborate"].share, found["collaborate"].possible) == (1, True)
    assert found["collaborate"].families == ("CollaboRATE",)
    claims = found["claims-physician"]
    assert claims.families == ("ed",)
    assert claims.share == pytest.approx(50 / 190), "one clinician unless told otherwise"


def test_a_figure_is_stretched_only_beyond_what_its_study_saw() -> None:
    shipped = shipped_parameters()
    effort = next(one for one in shipped.efforts if one.count == "measures")
    given = shipped.model_copy(update={"efforts": (effort.model_copy(update={"seen_up_to": 2}),)})
    for count, beyond in ((2, False), (3, True)):
        walk = tiny({"a": [row(f"m{i}") for i in range(count)], "b": []})
        (one,) = estimates(burden(walk, ["a"]), given=given)
        assert (one.count, one.clinicians, one.beyond) == (count, 1, beyond)


EFFORT = "efforts: [{id: x, study: boone2024, unit: hours, count: once, evidence: source, says: s, "
SAMPLE = "samples: [{id: x, unit: u, study: boone2024, evidence: source, says: s, "
ROUTE = "routes: [{id: x, label: x, practice: 1, evidence: source, why: w, "
REFUSED = [
    *(f"{EFFORT}{part}: -0.5}}]" for part in ("low", "mid", "high")),
    f"{SAMPLE}least: 0}}]",
    f"{ROUTE}payer: -0.5}}]",
]


@pytest.mark.parametrize("text", REFUSED)
def test_no_figure_is_below_nought(text: str, tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text(text)
    with pytest.raises(InputError):
        parameters(own)


TAKEN = [*(f"{EFFORT}{part}: 0}}]" for part in ("low", "mid", "high")), f"{SAMPLE}least: 1}}]"]


@pytest.mark.parametrize("text", TAKEN)
def test_nought_is_a_figure(text: str, tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text(text)
    known = parameters(own)
    assert known.study("boone2024").key == "boone2024"
    assert not any(one.once_only for one in known.efforts if one.id == "x")


def test_what_a_person_changes_is_an_assumption_and_nothing_else_moves() -> None:
    given = shipped_parameters()
    effort = next(one for one in given.efforts if one.evidence == "source")
    made = edited(given, {"ehr": 0.9}, {effort.id: (1.0, 2.0, 3.0)})
    routes = {one.id: one for one in made.routes}
    assert (routes["ehr"].practice, routes["ehr"].evidence) == (0.9, "assumption")
    assert [one for one in made.routes if one.id != "ehr"] == [
        one for one in given.routes if one.id != "ehr"
    ]
    found = next(one for one in made.efforts if one.id == effort.id)
    assert (found.low, found.mid, found.high, found.evidence) == (1, 2, 3, "assumption")
    assert [one for one in made.efforts if one.id != effort.id] == [
        one for one in given.efforts if one.id != effort.id
    ]
    assert edited(given, {"ehr": given.route("ehr").practice}, {}) == given

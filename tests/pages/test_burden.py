"""The Burden page: the same numbers as the model, ticks, assumptions, the saving."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from measurealign.burden import burden
from measurealign.burden.effort import edited, shipped_parameters
from measurealign.burden.estimate import estimates
from measurealign.burden.payers import by_payer, work
from measurealign.catalog import Catalog
from measurealign.catalog.programmes import programme
from measurealign.crosswalk import Crosswalk
from measurealign.ui.session.state import EXAMPLE
from pages.app import fine, go, opened, tables, view, words

VIEWS = ("By payer", "Asked twice", "In conflict", "Data routes", "Hours and dollars", "Saving",
         "Panel", "Assumptions")  # fmt: skip


def _figures(app: AppTest) -> list[str]:
    return [one.value for one in app.metric[:5]]


def test_the_page_shows_what_the_model_counts(counted: Crosswalk) -> None:
    found = burden(counted, EXAMPLE)
    app = opened("burden")
    sharp = sum(not one.route_only for one in found.conflicts)
    by = work(counted, found)
    told = (found.measures, by.reported, by.claims, len(found.repeated), sharp)
    assert _figures(app) == [str(one) for one in told]
    assert by.reported + by.choice + by.claims + by.untold == found.measures
    (said,) = re.findall(r"(\d+) measures = (.*)\.", words(app))
    assert int(said[0]) == sum(int(one.split()[0]) for one in said[1].split(" + "))
    assert f"{by.untold} with no source stated" in said[1]
    assert list(tables(app)[0]["Measures"]) == [one.measures for one in by_payer(counted, found)]
    view(app, "burden", "Asked twice")
    assert list(tables(app)[0]["Measure"]) == [one.label for one in found.repeated]


def test_a_region_takes_one_edition_of_each_of_its_programmes(catalog: Catalog) -> None:
    app = opened("burden")
    fine(app.selectbox(key="my_region").set_value("colorado").run())
    sets = [catalog.get(id_) for id_ in app.session_state["sets"]]
    assert {one.id for one in sets} == {"cpc-plus-2018", "co-sim-cpc-plus-cqm-2017"}
    fine(app.number_input(key="my_year").set_value(2023).run())
    sets = [catalog.get(id_) for id_ in app.session_state["sets"]]
    assert {"co-acc-rae-kpi-2023", "cpc-plus-2021"} <= {one.id for one in sets}
    assert len({programme(one) for one in sets}) == len(sets)


def test_what_a_programme_only_watches_is_not_asked_of_a_practice() -> None:
    app = opened("burden", "my_region=Oregon")
    assert list(app.session_state["sets"]) == ["cpc-plus-2018", "or-cco-incentive-2018"]
    assert "Only watched or published, so not taken: Oregon state test 2015" in words(app)
    by_payer = next(one for one in tables(app) if "One payer alone" in one.columns)
    told = zip(by_payer["Who asks"], by_payer["Several payers ask"], by_payer["One payer alone"],
               by_payer["Measures"], strict=True)  # fmt: skip
    for who, several, alone, measures in told:
        assert int(several) + int(alone) == int(measures)
        assert int(alone) == 0 or "Medicare" not in who, "CPC+ is asked by Medicare and by payers"


def test_a_link_that_names_a_region_alone_takes_its_lists() -> None:
    app = opened("burden", "my_region=Colorado")
    assert "co-sim-cpc-plus-cqm-2017" in app.session_state["sets"]
    assert "or-cco-incentive-2018" not in app.session_state["sets"]


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_opens_by_its_address(name: str) -> None:
    app = opened("burden", f"burden={name}")
    assert app.session_state["burden"] == name
    assert tables(app) or app.number_input


def test_ticks_are_the_sets_at_the_table_and_survive() -> None:
    app = opened("burden")
    before = _figures(app)
    app.session_state["sets"] = [*EXAMPLE, "mips-family-medicine-2018"]
    app.run()
    after = _figures(fine(app))
    assert int(after[0]) > int(before[0])
    go(go(app, "regions"), "burden")
    assert _figures(app) == after


def test_the_conflict_names_its_dimensions() -> None:
    app = opened("burden", "burden=In conflict")
    told = words(app)
    assert "A1c control" in told
    assert "threshold" in told
    assert any("≠ threshold" in one.columns for one in tables(app))


def test_clinicians_multiply_the_hours(counted: Crosswalk) -> None:
    app = opened("burden", "burden=Hours and dollars&clinicians=4")
    found = estimates(burden(counted, EXAMPLE), 4)
    assert list(tables(app)[0]["Low"]) == [f"{one.low:,.0f}" for one in found]
    go(go(app, "align"), "burden")
    assert app.number_input(key="clinicians").value == 4


def test_the_clinicians_are_told_on_every_view_and_in_the_saving() -> None:
    app = opened("burden")
    fine(app.number_input(key="clinicians").set_value(4).run())
    view(app, "burden", "Saving")
    assert "a practice of 4 clinicians would answer" in words(app)
    assert [one.key for one in app.number_input].count("clinicians") == 1
    go(app, "align")
    assert app.session_state["clinicians"] == 4, "the files of Align are for other clinicians"


def test_the_saving_is_that_of_the_rules_on_align() -> None:
    app = opened("align", "size_rule=exactly …&size=5")
    go(app, "burden")
    view(app, "burden", "Saving")
    assert "The aligned set: 5 measures" in words(fine(app))


def test_assumptions_can_be_changed_and_taken_back() -> None:
    app = opened("burden", "burden=Assumptions")
    app.number_input(key="weight_unknown").set_value(0.0)
    next(one for one in app.button if one.label == "Use these").click().run()
    view(app, "burden", "Data routes")
    table = tables(fine(app))[0]
    assert list(table.loc[table["Route"] == "not stated", "Weight"]) == [0.0]
    view(app, "burden", "Assumptions")
    next(one for one in app.button if one.label.startswith("Back to")).click().run()
    assert app.number_input(key="weight_unknown").value == 0.5


def test_edited_parameters_leave_the_rest_as_it_is() -> None:
    shipped = shipped_parameters()
    other = edited(shipped, {"chart": 0.8}, {"hours-per-measure": (1.0, 2.0, 3.0)})
    assert other.route("chart").practice == 0.8
    assert other.route("ehr") == shipped.route("ehr")
    changed = [one for one, was in zip(other.efforts, shipped.efforts, strict=True) if one != was]
    assert [(one.id, one.low, one.mid, one.high) for one in changed] == [
        ("hours-per-measure", 1.0, 2.0, 3.0)
    ]
    assert edited(shipped, {}, {}) == shipped


def test_the_patients_of_a_practice_are_no_rule_of_the_proposal() -> None:
    """What a project keeps of Burden bars no measure on Align, where a panel is a rule."""
    app = opened("burden", "burden=Panel&patients=100")
    assert app.number_input(key="patients").value == 100
    again = opened("align", f"project={app.session_state['_project']}")
    assert "100 patients" not in words(again)
    assert "100 patients" in words(opened("align", "panel=100"))


def test_a_link_whose_year_is_none_takes_the_usual_year() -> None:
    usual = opened("burden", "my_region=Louisiana").session_state["sets"]
    app = opened("burden", "my_region=Louisiana&my_year=x")
    assert app.session_state["sets"] == usual

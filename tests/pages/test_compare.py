"""The Compare page shows the model's numbers, in every view, and keeps what was picked."""

import pytest
from streamlit.testing.v1 import AppTest

from measurealign.catalog import Catalog
from measurealign.charts.heatmap import PICK, heat_map
from measurealign.charts.upset import upset_chart
from measurealign.compare.combinations import combinations
from measurealign.compare.matrix import matrix
from measurealign.crosswalk import Crosswalk
from measurealign.scoring import overlap
from measurealign.shown import PARTED
from measurealign.ui import parts
from pages.app import fine, go, opened, tables, view, words

TABLE = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018")
NAMES = {
    "cpc-plus-2018": "CPC+ 2018",
    "hedis-2018": "HEDIS 2018",
    "or-cco-incentive-2018": "Oregon",
}


def test_the_pair_shows_the_numbers_of_the_overlap(walk: Crosswalk) -> None:
    found = overlap(walk.only(TABLE), "cpc-plus-2018", "hedis-2018")
    app = opened("compare")
    assert [one.value for one in app.metric] == [
        f"{found.left_met} of {found.left_size}", f"{found.right_met} of {found.right_size}",
        f"{found.jaccard:.0%}",
    ]  # fmt: skip
    lists = app.segmented_control(key="pair_list").options
    assert f"Same measure ({len(found.same)})" == lists[0].replace("\\", "")
    near = len(found.partly) + len(found.related)
    assert lists[1] == f"{PARTED} \\({near}\\)", "Compare and My list have one word for it"
    same = tables(app)[0]
    assert len(same) == len(found.same)
    assert "Breast Cancer Screening" in set(same["CPC+ 2018"])


def test_another_pair_is_kept_while_other_pages_are_open() -> None:
    app = opened("compare")
    fine(app.selectbox(key="right").set_value("or-cco-incentive-2018").run())
    app = go(go(app, "review"), "compare")
    assert app.selectbox(key="right").value == "or-cco-incentive-2018"


@pytest.mark.parametrize("look", ["Measures", "Shared by whom", "Areas", "Gaps"])
def test_every_view_opens_and_shows_rows(look: str) -> None:
    app = view(opened("compare"), "look", look)
    assert len(tables(app)[0]) > 3


def test_measures_down_sets_across(walk: Crosswalk) -> None:
    table = walk.only(TABLE)
    app = view(opened("compare"), "look", "Measures")
    rows = tables(fine(app.selectbox(key="closeness").set_value("strict").run()))[0]
    assert len(rows) == len(table.families)
    for id_, name in zip(TABLE, ("CPC+ 2018", "HEDIS 2018", "Oregon CCO 2018"), strict=True):
        assert (rows[name] != "").sum() == len(table.families_in(id_))


def test_the_path_leads_on_to_ones_list_and_not_back_to_it() -> None:
    def ways(app: AppTest) -> list[str]:
        return [one.proto.label for one in app.get("page_link") if "Next" in one.proto.label]

    assert ways(opened("compare")) == ["Next: bring my list"]
    app = opened("mylist")
    app.text_area(key="pasted").set_value("Measure\nBreast Cancer Screening\nFlu shot\n")
    fine(app.run())
    fine(next(one for one in app.button if one.label.startswith("Go on with")).click().run())
    assert ways(app) == ["Next: see it beside others"]
    assert ways(go(app, "compare")) == []
    assert "**3 See it beside others** → 4 Download the workbook" in words(app)


def test_one_set_alone_is_told_what_to_do() -> None:
    said = words(opened("compare", "sets=HEDIS+2018"))
    assert "Pick at least 2 sets" in said


def test_the_map_holds_every_pair_and_tells_it_in_words(walk: Crosswalk) -> None:
    table = matrix(walk.only(TABLE), "strict", TABLE)
    sizes = {id_: len(walk.only(TABLE).families_in(id_)) for id_ in TABLE}
    chart = heat_map(table, NAMES, sizes).to_dict()
    (rows,) = chart["datasets"].values()
    assert len(rows) == 6
    assert {row["overlap"] for row in rows} == {
        table.jaccard[i, j] for i in range(3) for j in range(3) if i != j
    }
    assert chart["params"][0]["name"] == PICK
    found = overlap(walk.only(TABLE), "cpc-plus-2018", "hedis-2018", "strict")
    said = f"{found.left_met} of {found.left_size} of CPC+ 2018 are asked by HEDIS 2018 too"
    assert said in chart["description"]


def test_the_combinations_are_drawn_once_each(walk: Crosswalk) -> None:
    found = combinations(walk.only(TABLE), TABLE)
    chart = upset_chart(found, TABLE, NAMES).to_dict()
    bars = next(rows for rows in chart["datasets"].values() if "measures" in rows[0])
    assert [row["measures"] for row in bars] == [len(one.labels) for one in found]


def test_where_no_row_counts_nothing_is_combined(catalog: Catalog) -> None:
    read = (one.id for one in catalog if {row.evidence for row in one.measures} == {"primary"})
    one, two, *_ = read
    recalled = parts.STANDING["recalled"]
    app = opened("compare", f"look=Shared by whom&sets={one}&sets={two}&rows={recalled}")
    assert "has a row that counts" in words(app)

"""The Catalog page: filters narrow, a set opens with its lines, marks and sources."""

from measurealign.catalog import Catalog
from pages.app import fine, go, opened, tables, view, words


def test_all_sets_are_listed_and_filters_narrow(catalog: Catalog) -> None:
    app = opened("catalog")
    assert len(tables(app)[0]) == len(catalog)
    fine(app.multiselect(key="kind").set_value(["payer"]).run())
    payers = [one for one in catalog if one.kind == "payer"]
    assert len(tables(app)[0]) == len(payers)
    app = go(go(app, "compare"), "catalog")
    assert app.multiselect(key="kind").value == ["payer"], "the filter was lost on the way"


def test_a_search_reads_measures_too(catalog: Catalog) -> None:
    app = opened("catalog", "find=CMS165")
    found = {one.id for one in catalog if "CMS165" in one.model_dump_json()}
    shown = tables(app)[0]
    assert 0 < len(shown) <= len(found)


def test_an_opened_set_shows_every_line_with_its_standing(catalog: Catalog) -> None:
    app = opened("catalog")
    app.session_state["set"] = "cpc-plus-2018"
    fine(app.run())
    one = catalog.get("cpc-plus-2018")
    rows = tables(app)[1]
    assert list(rows["Measure"]) == [m.name for m in one.measures]
    assert sum(mark.startswith("○") for mark in rows["Standing"]) == 3
    assert one.sources[0].title in words(view(app, "set_part", "sources"))


def test_nothing_found_says_what_to_do() -> None:
    assert "Clear one of them" in words(opened("catalog", "find=zzzzzz"))

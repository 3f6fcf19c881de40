"""The Catalog page: filters narrow, a set opens with its lines, marks and sources."""

from types import SimpleNamespace
from typing import Any

import pytest

from measurealign.catalog import Catalog
from measurealign.ui.parts import tables as parts_tables
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


def test_an_opened_set_shows_every_line_with_its_standing(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = catalog.get("cpc-plus-2018")
    place: int | None = [each.id for each in catalog].index(one.id)
    draw = parts_tables._drawn

    def drawn(**told: Any) -> object:
        draw(**told)
        return SimpleNamespace(row=place)

    monkeypatch.setattr(parts_tables, "_drawn", drawn)  # a click, which only a browser makes
    app = opened("catalog")
    rows = tables(app)[1]
    assert list(rows["Measure"]) == [m.name for m in one.measures]
    assert sum(mark.startswith("○") for mark in rows["Standing"]) == 3
    assert one.sources[0].title in words(view(app, "set_part", "sources"))
    place = None
    assert len(tables(fine(app.run()))) == 1, "picked once more, it is closed"


def test_nothing_found_says_what_to_do() -> None:
    assert "Clear one of them" in words(opened("catalog", "find=zzzzzz"))

"""Tables are text: each names what it is, and gives every row all of its words."""

import json

import pytest

from measurealign.ui.parts import tables
from pages.app import fine, opened


@pytest.mark.parametrize("page", ["compare", "burden", "align", "catalog", "regions", "study"])
def test_every_table_says_what_it_is_and_has_all_cells(page: str) -> None:
    drawn = [json.loads(one.proto.json) for one in fine(opened(page)).get("bidi_component")]
    assert drawn
    for one in drawn:
        assert one["alt"] and all(one["columns"])
        assert {len(row) for row in one["rows"]} == {len(one["columns"])}


def test_rows_are_told_apart_by_the_first_column_that_can() -> None:
    rows = [{"Tier": "core", "Measure": name} for name in ("Asthma", "Falls")]
    assert tables._named(rows) == 1
    assert tables._named([{"Tier": "core"}, {"Tier": "core"}]) == 0


def test_other_rows_are_another_table_so_that_nothing_stays_picked() -> None:
    rows: list[tables.Row] = [{"Measure": "Asthma"}]
    told = tables._told(rows, "Measures", 12)
    assert tables._key("x", told) == tables._key("x", tables._told(rows, "Others", 3))
    assert tables._key("x", told) != tables._key("x", tables._told([*rows, *rows], "Measures", 12))


def test_what_nobody_told_is_an_empty_cell() -> None:
    told = tables._told([{"Low": None, "High": 2.5, "By": ("a",)}], "Hours", 12)
    assert told["rows"] == [["", 2.5, "('a',)"]]


@pytest.mark.parametrize("page", ["compare", "compare?look=Areas", "burden", "align"])
def test_every_figure_says_what_it_is(page: str) -> None:
    name, _, query = page.partition("?")
    figures = opened(name, query).metric
    assert figures and all(one.help for one in figures)

"""Charts: their data are the model's numbers, and each tells itself in words."""

import tomllib
from pathlib import Path

import altair as alt
import pytest

from measurealign.alignment import Goal, align, frontier
from measurealign.burden import burden
from measurealign.burden.effort import shipped_parameters
from measurealign.burden.estimate import estimates
from measurealign.catalog import Catalog
from measurealign.catalog.regions import regions
from measurealign.charts import palette
from measurealign.charts.cost import cost_chart
from measurealign.charts.frontier import SERVED, frontier_chart
from measurealign.charts.programmes import PARTS, programmes_chart
from measurealign.charts.regions import TILES, regions_map
from measurealign.charts.routes import routes_chart
from measurealign.charts.saving import saving_chart
from measurealign.crosswalk import Crosswalk

ROOT = Path(__file__).parent.parent
SETS = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018")


def _data(chart: alt.LayerChart | alt.Chart) -> list[dict[str, object]]:
    """Return all rows that a chart holds."""
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows]


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", ["BLUE", "ORANGE", "GREEN", "PURPLE", "GREY"])
def test_colours_hold_on_both_grounds(name: str) -> None:
    mine, word = _luminance(getattr(palette, name)), _luminance(palette.ON_COLOUR)
    assert (mine + 0.05) / (word + 0.05) >= 4.5
    for ground in map(_luminance, palette.GROUNDS):
        high, low = max(mine, ground), min(mine, ground)
        assert (high + 0.05) / (low + 0.05) >= 3


def test_the_frontier_has_a_point_a_size_and_curve(counted: Crosswalk) -> None:
    points = frontier(counted, SETS, Goal(), until=12)
    chart = frontier_chart(points, 9)
    rows = [row for row in _data(chart) if "share" in row]
    assert len(rows) == 2 * len(points)
    served = [row["share"] for row in rows if row["curve"] == SERVED]
    assert served == [one.served / one.wishes for one in points]
    assert "The proposal has 9: of that size the best serves" in chart.to_dict()["description"]


def test_an_empty_frontier_says_so() -> None:
    assert "No size" in frontier_chart((), 3).to_dict()["description"]


def test_each_programmes_bar_adds_up_to_its_page(counted: Crosswalk) -> None:
    found = align(counted, SETS, Goal())
    chart = programmes_chart(found.programmes)
    for one in found.programmes:
        mine = [row["measures"] for row in _data(chart) if row["programme"] == one.label]
        assert mine == [len(getattr(one, part)) for part in PARTS]
        assert f"{one.label}: keeps {len(one.keeps)}" in chart.to_dict()["description"]


def test_burden_charts_hold_the_models_figures(counted: Crosswalk) -> None:
    whole, given = counted, shipped_parameters()
    found = burden(whole, SETS)
    labels = {use.route: given.route(use.route).label for use in found.routes}
    chart = routes_chart(found.routes, labels)
    assert sum(int(str(row["rows"])) for row in _data(chart)) == found.listings
    costs = estimates(found, 3)
    hours = [one for one in costs if one.effort.unit == "hours"]
    rows = _data(cost_chart(costs, "hours"))
    assert [row["mid"] for row in rows] == [one.mid for one in hours]
    assert all(one.study.name in cost_chart(costs, "hours").to_dict()["description"]
               for one in hours)  # fmt: skip
    answer = align(whole, SETS, Goal())
    chart = saving_chart(answer.saving, 4)
    (bars, _) = chart.to_dict()["datasets"].values()
    counts = [row["count"] for row in bars if row["stage"] == "today"]
    assert counts == [found.reported, found.measures - found.reported]
    assert chart.to_dict()["description"] == answer.saving.sentence(4)
    end = chart.to_dict()["layer"][0]["encoding"]["x"]["scale"]["domain"][1]
    assert end >= 1.3 * max(counts[0] + counts[1], 1), "the hours behind the longest bar are cut"


def test_a_chart_made_ready_holds_against_the_schema_and_has_the_pages_ink(
    counted: Crosswalk,
) -> None:
    costs = estimates(burden(counted, SETS), 3)
    spec = palette.ready(cost_chart, costs, "hours")
    alt.Chart.from_dict(spec, validate=True)
    assert {one["labelColor"] for one in (spec["config"]["axis"], spec["config"]["legend"])} == {
        palette.INK
    }
    theirs = {name: value for name, value in spec.items() if name not in ("config", "datasets")}
    plain = cost_chart(costs, "hours").to_dict()
    assert theirs == {name: plain[name] for name in theirs}


def test_words_on_the_primary_colour_can_be_read_in_both_themes() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    for theme, ink in (("light", "#ffffff"), ("dark", palette.ON_COLOUR)):
        one = _luminance(config["theme"][theme]["primaryColor"])
        other = _luminance(ink)
        assert (max(one, other) + 0.05) / (min(one, other) + 0.05) >= 4.5, theme


def test_every_region_has_a_tile_of_its_own_and_tells_what_is_asked(catalog: Catalog) -> None:
    found = regions(catalog)
    assert set(TILES) == {one.sheet.id for one in found}
    assert len({(column, row) for column, row, _ in TILES.values()}) == len(TILES)
    chart = regions_map(found, "oregon")
    rows = {str(row["id"]): row for row in _data(chart)}
    assert {id_: row["asked"] for id_, row in rows.items()} == {
        one.sheet.id: one.asked for one in found
    }
    assert [id_ for id_, row in rows.items() if row["open"]] == ["oregon"]
    assert all(f"{one.name}: {one.asked}" in chart.description for one in found)

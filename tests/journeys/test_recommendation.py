"""The shortest way: pick three sets, get the recommendation, take it home as YAML."""

from pathlib import Path

import yaml

from journeys.browser import Screen
from measurealign.alignment.file import read_recommendation


def test_three_sets_become_a_recommendation(screen: Screen, tmp_path: Path) -> None:
    screen.open()
    screen.clear("Sets at the table")
    screen.choose("Sets at the table", "CPC+ 2018", "HEDIS 2018", "Oregon CCO 2018")
    screen.go("Align")
    screen.sees("agreed requests")
    screen.sees("Why it is in")
    screen.snap("recommendation", whole=True)
    path = screen.download("Proposal (YAML)", tmp_path)
    record = yaml.safe_load(path.read_text())
    sets = ["cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018"]
    assert [one["id"] for one in record["inputs"]["sets"]] == sets
    assert record["status"] == "optimal"
    core = {one["subject"] for one in record["tiers"] if one["tier"] == "core"}
    assert {"a1c-control", "bp-control"} <= core
    labels = {one["facts"]["label"] for one in record["chosen"]}
    assert {"Controlling High Blood Pressure", "Colorectal Cancer Screening"} <= labels
    assert read_recommendation(path).says.startswith(f"{len(labels)} measures serve ")

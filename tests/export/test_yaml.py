"""YAML that people read and edit: ids stay text."""

import csv
import json
import re
from io import StringIO
from pathlib import Path

import pytest
import yaml as pyyaml

import measurealign
from measurealign import load_catalog
from measurealign.alignment import Recommendation
from measurealign.alignment.file.schema import schema_text
from measurealign.alignment.recommendation import VERSION
from measurealign.catalog.reader import read_sets
from measurealign.export.measures import measures_csv
from measurealign.export.yaml import recommendation_file, to_yaml
from measurealign.writing import write


def test_every_shipped_set_survives_writing_and_reading(tmp_path: Path):
    for one in load_catalog():
        write(tmp_path / "set.yaml", to_yaml(one))
        assert read_sets([tmp_path / "set.yaml"]) == (one,)


@pytest.mark.parametrize("text", ["0018", "0034", "12:30", "1e3", "NO", "0x1F", "2372", "null"])
def test_an_id_is_text_for_every_reader(text: str):
    written = to_yaml({"ids": {"cbe": text, "cms": [text]}})
    assert pyyaml.safe_load(written) == {"ids": {"cbe": text, "cms": [text]}}
    assert f'"{text}"' in written


def test_what_is_absent_is_not_written():
    assert to_yaml({"a": None, "b": (), "c": "", "d": 0, "e": False}) == "d: 0\ne: false\n"


def test_a_proposal_tells_its_version_and_a_schema_that_is_there(main_job: Recommendation):
    head = [line for line in recommendation_file(main_job).splitlines() if line.startswith("#")]
    (address,) = re.findall(r"\$schema: (\S+)", "\n".join(head))
    root = Path(measurealign.__file__).parents[1]
    assert (root / address).read_text("utf-8") == schema_text()
    assert json.loads(schema_text())["properties"]["version"]["const"] == VERSION
    assert any(f"Version {VERSION} " in line for line in head)


def test_a_proposal_opens_with_its_verdict(main_job: Recommendation):
    assert recommendation_file(main_job).splitlines()[0] == f"# {main_job.says}."


def test_in_a_proposal_the_measures_come_first_and_the_decisions_last(main_job: Recommendation):
    names = list(pyyaml.safe_load(recommendation_file(main_job)))
    assert names[:3] == ["version", "status", "chosen"] and names[-1] == "decisions"


def test_the_table_tells_tier_subject_ids_who_lists_and_what_was_decided(
    main_job: Recommendation,
):
    first = main_job.decisions[0]
    told = first.model_copy(update={"state": "final", "votes_for": 7, "note": "=1+1"})
    found = main_job.model_copy(update={"decisions": (told, *main_job.decisions[1:])})
    rows = list(csv.DictReader(StringIO(measures_csv(found))))
    assert [row["measure"] for row in rows] == [one.facts.label for one in found.chosen]
    row = next(row for row in rows if row["family"] == first.family)
    assert (row["decision"], row["votes_for"], row["note"]) == ("final", "7", "'=1+1")
    assert {row["decision"] for row in rows} == {"final", "open"}
    for row, one in zip(rows, found.chosen, strict=True):
        assert (row["tier"], row["subject"]) == (one.tier, one.facts.subject_label)
        assert row["listed_by"].split("; ") == list(one.facts.listed_by)
        told_ids = " ".join(row[name] for name in ("cbe", "cms", "mips", "hedis", "other_ids"))
        assert all(id_ in told_ids for ids in one.facts.ids.values() for id_ in ids)

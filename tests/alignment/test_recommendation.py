"""The recommendation file: it says everything, survives a round trip, and can be checked."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from tiny_table import table

from measurealign.alignment import Decision, Goal, Recommendation, Rule, Which, align
from measurealign.alignment.ask.goal import Score, Wanted
from measurealign.alignment.file import read_any, read_recommendation
from measurealign.alignment.file.diff import diff
from measurealign.alignment.file.old import Old
from measurealign.alignment.file.old import changed as told_of_old
from measurealign.alignment.file.own_sets import with_inputs
from measurealign.alignment.file.schema import recommendation_schema, schema_text
from measurealign.alignment.file.verify import again, verify
from measurealign.alignment.file.votes import with_decisions
from measurealign.catalog import Catalog
from measurealign.catalog.shipped import data_folder
from measurealign.crosswalk import crosswalk
from measurealign.export.yaml import to_yaml
from measurealign.model import Judgement
from measurealign.problems import InputError
from measurealign.writing import write

THREE = ["cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018"]


@pytest.fixture(scope="module")
def three(main_job: Recommendation) -> Recommendation:
    return main_job


def test_the_published_schema_is_in_step_with_the_types():
    shipped = (data_folder() / "schema" / "recommendation.schema.json").read_text("utf-8")
    remedy = "run `measurealign verify --schema > data/schema/recommendation.schema.json`"
    assert shipped == schema_text(), remedy


GOALS = [
    Goal(),
    Goal(size=2, scores=({"measure": "dm1", "criterion": "high_impact", "score": 2},)),
    Goal(max_size=1, keep_required=True, panel=900),
    Goal(core=0.6, rules=(Rule(at_most=3, of=Which(area="dm")), Rule(at_least=9)), horizon="short"),
]


@pytest.mark.parametrize("goal", GOALS, ids=range(len(GOALS)))
def test_every_recommendation_fits_the_schema_and_survives_the_file(goal: Goal, tmp_path: Path):
    walk = table({"a": ["dm1", "bp1", "flu1"], "b": ["dm1", "bp1"], "c": ["flu2", "bp1"]})
    found = align(walk, "abc", goal)
    text = to_yaml(found)
    jsonschema.Draft202012Validator(recommendation_schema()).validate(
        yaml.load(text, yaml.CSafeLoader)
    )
    write(tmp_path / "r.yaml", text)
    assert read_recommendation(tmp_path / "r.yaml") == found


def test_the_main_recommendation_survives_the_file(three: Recommendation, tmp_path: Path):
    write(tmp_path / "r.yaml", to_yaml(three))
    assert read_recommendation(tmp_path / "r.yaml") == three
    jsonschema.Draft202012Validator(recommendation_schema()).validate(
        json.loads(three.model_dump_json())
    )


def test_what_is_right_is_verified_in_silence(three: Recommendation, catalog: Catalog):
    assert verify(three, catalog) == ()


def changed(found: Recommendation, **values: object) -> Recommendation:
    return found.model_copy(update=values)


def test_each_changed_figure_is_found(three: Recommendation, catalog: Catalog):
    load = three.saving.today.model_copy(update={"required": 99})
    saving = three.saving.model_copy(update={"today": load})
    first = three.chosen[0]
    other = first.model_copy(update={"facts": first.facts.model_copy(update={"reach": 999})})
    for wrong, says in (
        (changed(three, agreement=0.1), "agreement: the file says 0.1"),
        (changed(three, saving=saving), "saving.today.required: the file says 99"),
        (changed(three, chosen=three.chosen[1:]), f"chosen ({first.facts.label}): is missing"),
        (changed(three, chosen=(other, *three.chosen[1:])), "facts.reach: the file says 999"),
        (changed(three, status="feasible"), "status: the file says feasible, its inputs give opt"),
    ):
        found = verify(wrong, catalog)
        assert len(found) == 1
        assert says in found[0]


def test_decisions_are_peoples_own_and_not_checked(three: Recommendation, catalog: Catalog):
    log = tuple(one.model_copy(update={"state": "final"}) for one in three.decisions)
    assert verify(changed(three, decisions=log), catalog) == ()


def test_a_set_that_changed_since_is_named(three: Recommendation, catalog: Catalog):
    sets = tuple(
        one.model_copy(update={"digest": "old"}) if one.id == THREE[0] else one
        for one in three.inputs.sets
    )
    wrong = changed(three, inputs=three.inputs.model_copy(update={"sets": sets}))
    assert verify(wrong, catalog) == (
        f"inputs: the set {THREE[0]} has changed since (its digest was old)",
    )


BROKEN = [
    ("", "the file is empty"),
    ("a: [", "not YAML"),
    ("status: optimal\n", "inputs: this key is missing"),
    ("status: best\ninputs: 1\n", "unknown word"),
    ("- 1\n", "r.yaml:1:1"),
]


@pytest.mark.parametrize("text, says", BROKEN, ids=[row[1] for row in BROKEN])
def test_a_mangled_file_gets_sentences(text: str, says: str, tmp_path: Path):
    (tmp_path / "r.yaml").write_text(text)
    with pytest.raises(InputError) as error:
        read_recommendation(tmp_path / "r.yaml")
    assert says in str(error.value)


def rounds() -> tuple[Recommendation, Recommendation]:
    old = table({"a": ["dm1", "bp1"], "b": ["dm1", "bp1"], "c": ["dm2"], "d": ["flu1"]})
    new = table(
        {"a": ["dm2", "bp1", "flu1"], "b": ["dm2"], "c": ["dm2"], "d": ["flu1", "gout1"]},
        [("dm1", "dm2", "variant")],
    )
    return align(old, "ab"), align(new, "abd", Goal(exclude=("gout1",), menu=0.4))


def test_two_rounds_are_told_apart_in_words():
    told = diff(*rounds())
    assert told[:6] == (
        "at the table: d joined",
        "at the table: a has changed",
        "at the table: b has changed",
        "rule dropped: menu: measured by at least 33%, and 2 programmes",
        "rule added: menu: measured by at least 40%, and 2 programmes",
        "rule added: “gout1” must not be in",
    )
    assert "dm1: dm1 → dm2" in told
    assert "dropped: bp1 [core]" in told
    assert "added: flu1 [core]" in told
    assert "bp1: core → on deck (agreement 100% → 33%)" in told
    assert any(one.startswith("B 2018: keeps 2 → 1") for one in told)


#: Another value of each field of a goal.
OTHERWISE: dict[str, object] = {
    "core": 0.6, "menu": 0.4, "least": 3, "choice": 0.25, "elsewhere": False, "never_core": (),
    "weigh": "lives", "weights": {"a": 2}, "role_weights": {"menu": 0.1}, "floor": 0.75,
    "per_subject": 2, "audience": ("adult",), "horizon": "short", "panel": 900, "attribute": False,
    "only": (Which(type="outcome"),), "max_size": 9, "size": 8, "keep": ("dm1",),
    "exclude": ("bp1",), "keep_required": True, "outcomes_first": True,
    "rules": (Rule(at_most=1, of=Which(area="diabetes")),), "prefer": ("burden",),
    "criteria": {"x": 1}, "scores": (Score(measure="dm1", criterion="x", score=2),),
    "additions": Wanted(cost=1), "seconds": 9,
}  # fmt: skip


@pytest.mark.parametrize("field", Goal.model_fields)
def test_every_rule_that_changes_is_told_in_words(field: str, three: Recommendation):
    other = Goal.model_validate({field: OTHERWISE[field]})
    assert other != three.inputs.goal
    then = three.model_copy(update={"inputs": three.inputs.model_copy(update={"goal": other})})
    told = diff(three, then)
    assert told and not any("_" in one or "None" in one or "=" in one for one in told), told


WITH_DEFAULT = [
    name
    for name, field in Goal.model_fields.items()
    if field.get_default(call_default_factory=True) not in (None, (), {}, "")
]


@pytest.mark.parametrize("field", WITH_DEFAULT)
def test_what_differs_from_a_default_is_read_back_as_it_was(
    field: str, three: Recommendation, tmp_path: Path
):
    empty = isinstance(Goal.model_fields[field].default, tuple)
    goal = Goal.model_validate({field: () if empty else OTHERWISE[field]})
    inputs = three.inputs.model_copy(update={"goal": goal})
    write(tmp_path / "r.yaml", to_yaml(three.model_copy(update={"inputs": inputs})))
    assert read_recommendation(tmp_path / "r.yaml").inputs.goal == goal


def test_equal_rounds_differ_in_nothing(three: Recommendation):
    assert diff(three, three) == ()


def test_a_decision_is_told_when_it_changes():
    old, _ = rounds()
    final = tuple(one.model_copy(update={"state": "final"}) for one in old.decisions)
    assert diff(old, changed(old, decisions=final)) == (
        "decided: bp1, open → final",
        "decided: dm1, open → final",
    )


def test_decisions_survive_a_new_run():
    walk = table({"a": ["dm1", "bp1"], "b": ["dm1", "bp1"]})
    old = align(walk, "ab")
    log = (
        Decision(family="renamed", label="bp1", state="final", votes_for=7, votes_against=1),
        Decision(family="dm1", label="dm1", state="tentative", follow_up="ask the plans"),
        Decision(family="gone", label="gone", state="rejected", note="too few patients"),
        Decision(family="blank", label="blank"),
    )
    kept = with_decisions(old, log).decisions
    assert [(one.family, one.state) for one in kept] == [
        ("bp1", "final"),
        ("dm1", "tentative"),
        ("gone", "rejected"),
    ]
    assert kept[0].votes_for == 7
    again = with_decisions(align(walk, "ab"), kept).decisions
    assert again == kept


def test_a_bare_day_is_understood(tmp_path: Path):
    found = align(table({"a": ["dm1"], "b": ["dm1"]}), "ab")
    text = to_yaml(found).replace("state: open", 'state: final\n    "on": 2024-05-01')
    (tmp_path / "r.yaml").write_text(text)
    assert read_recommendation(tmp_path / "r.yaml").decisions[0].on == "2024-05-01"


def test_peoples_judgements_are_held_in_the_file(catalog: Catalog, tmp_path: Path):
    sets = ["cpc-plus-2018", "or-cco-incentive-2018"]
    slug = "preventive-care-and-screening-tobacco-use-screening-and-cessation-intervention"
    left = f"{sets[0]}/{slug}"
    right = f"{sets[1]}/cigarette-smoking-prevalence-bundled-measure"
    same = Judgement(left=left, right=right, verdict="accepted", relation="same", by="me")
    judged = crosswalk(catalog, [same]).only()
    found = with_inputs(align(judged, sets), (), judgements=[same])
    write(tmp_path / "r.yaml", to_yaml(found))
    assert verify(read_recommendation(tmp_path / "r.yaml"), catalog) == ()
    forgotten = with_inputs(found, ())
    assert verify(forgotten, catalog)


def test_the_same_inputs_give_the_same_bytes_whatever_the_hash_seed(tmp_path: Path):
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from tiny_table import table\n"
        "from measurealign.alignment import Goal, align\n"
        "from measurealign.export.yaml import to_yaml\n"
        "from alignment.test_solve import larger\n"
        "for seed in (1, 3, 4):\n"
        "    asked = larger(seed).choices.asked\n"
        "    found = align(asked.walk, [one.set for one in asked.table], asked.goal)\n"
        "    sys.stdout.write(to_yaml(found))\n"
    )
    folder = str(Path(__file__).parents[1])
    told = [
        subprocess.run(
            [sys.executable, "-c", program, folder],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    ]
    assert len(told[0]) > 1000
    assert told[0] == told[1] == told[2]


OLD = """\
status: optimal
inputs:
  sets:
    - {id: cpc-plus-2018, name: CPC+, year: 2018, digest: x}
    - {id: hedis-2018, name: HEDIS, year: 2018, digest: y}
    - {id: or-cco-incentive-2018, name: Oregon, year: 2018, digest: z}
  goal: {tier: harmonized, shared_by: 2}
  shared_by: 2
  evidence: [source, inferred]
chosen:
  - facts: {family: f1, label: Controlling High Blood Pressure, area: hypertension, reach: 9}
  - facts: {family: f2, label: Use of High-Risk Medications in the Elderly, area: other, reach: 9}
coverage: []
before: {listings: 1}
decisions:
  - {family: f1, label: Controlling High Blood Pressure, state: final, votes_for: 9}
"""


def test_a_file_of_version_1_is_read_and_told_what_changed(catalog: Catalog, tmp_path: Path):
    file = tmp_path / "old.yaml"
    file.write_text(OLD)
    old = read_any(file)
    assert isinstance(old, Old)
    told = list(told_of_old(old, again(old, catalog)))
    assert told[0].startswith("a file of version 1: it asked for one measure a set and area")
    assert "kept: Controlling High Blood Pressure" in told
    assert "added: Colorectal Cancer Screening (core)" in told
    assert any(one.startswith("dropped: Use of High-Risk Medications") for one in told)
    assert told[-1] == "1 decisions of people are kept when align writes over the file"
    with pytest.raises(InputError):
        read_recommendation(file)


def test_the_file_puts_measures_first_and_votes_last(three: Recommendation):
    record = list(yaml.safe_load(to_yaml(three)))
    assert record[:3] == ["version", "status", "chosen"]
    assert record[-1] == "decisions"
    for key in ("additions", "tiers", "left_out", "open_questions", "programmes", "saving",
                "solves", "inputs", "sources"):  # fmt: skip
        assert key in record
    assert all(one.digest for one in three.inputs.sets)
    assert three.inputs.rules and three.inputs.year == 2018

"""The Python door: the same numbers as the command line and the app, words that help, tables."""

import csv
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
from pages.app import opened, tables, words
from test_cases import CASES

import measurealign as ma
from measurealign.alignment import Goal, Recommendation, Rule
from measurealign.alignment.chosen import COLUMNS
from measurealign.burden import Burden
from measurealign.catalog import Catalog
from measurealign.catalog.imports.own import beside
from measurealign.cli import main
from measurealign.crosswalk import Crosswalk, crosswalk
from measurealign.export.measures import BESIDE
from measurealign.inventory import Inventory
from measurealign.model import DEFAULT_STANDING, MeasureSet, Overlap

THREE = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018")


class Door(NamedTuple):
    """What the door answers by default."""

    overlap: Overlap
    burden: Burden
    found: Recommendation


class Told(NamedTuple):
    """What the command line prints, and the table that it writes."""

    compare: str
    burden: str
    align: str
    table: list[dict[str, str]]

    def pair(self, at: int) -> str:
        """The part of the line of the first two sets: 1 of first, 4 of second, 7 Jaccard."""
        cells = re.split(r"\s{2,}", re.search(r"^A B .*$", self.compare, re.M)[0])
        return cells[at]

    def asked(self, what: str) -> str:
        return re.search(rf"^\s*{what}\s+(\d+)", self.burden, re.M)[1]


class Shown(NamedTuple):
    """What the app's pages show."""

    compare: list[str]
    lists: list[str]
    burden: list[str]
    align: str
    measures: list[str]


@pytest.fixture(scope="module")
def door(walk: Crosswalk) -> Door:
    return Door(
        ma.overlap(walk, *THREE[:2]), ma.burden(walk, list(THREE)), ma.align(walk, list(THREE))
    )


@pytest.fixture(scope="module")
def once(walk: Crosswalk, catalog: Catalog):
    """The command line in this process, the shipped catalog read and linked once."""
    with pytest.MonkeyPatch.context() as patch:
        link = ma.crosswalk
        load = ma.load_catalog
        patch.setattr(
            ma, "load_catalog", lambda *of, **also: load(*of, **also) if of or also else catalog
        )
        patch.setattr(
            ma, "crosswalk", lambda of, said=(): walk if of == catalog else link(of, said)
        )
        yield patch


@pytest.fixture
def run(once: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    def told(*given: object) -> str:
        once.setattr(sys, "argv", ["measurealign", *map(str, given)])
        try:
            main()
        except SystemExit as done:
            assert not done.code
        return capsys.readouterr().out

    return told


@pytest.fixture(scope="module")
def told(once: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What the verbs print: one of them as a process of its own, which links by itself."""
    file = tmp_path_factory.mktemp("align") / "measures.csv"

    def out(*given: object) -> str:
        once.setattr(sys, "argv", ["measurealign", *map(str, given)])
        with redirect_stdout(StringIO()) as printed, pytest.raises(SystemExit) as done:
            main()
        assert not done.value.code
        return printed.getvalue()

    code = "from measurealign.cli import main; main()"
    words = [sys.executable, "-c", code, "align", *THREE, "--table", str(file)]
    align = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    with file.open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    return Told(out("compare", *THREE), out("burden", *THREE), " ".join(align.split()), rows)


@pytest.fixture(scope="module")
def shown() -> Shown:
    compare, burden, align = opened("compare"), opened("burden"), opened("align")
    lines = re.search(r"Asked for in (\d+) lines", burden.metric[0].help)
    assert lines
    found = [one for one in tables(align) if "Measure" in one.columns]
    return Shown(
        [one.value for one in compare.metric],
        [one.replace("\\", "") for one in compare.segmented_control(key="pair_list").options],
        [*(one.value for one in burden.metric), lines[1]],
        words(align),
        [str(one) for one in found[0]["Measure"]],
    )


class Question(NamedTuple):
    """One question and where its answer stands: in Python, on the command line, on screen."""

    asks: str
    door: Callable[[Door], str]
    told: Callable[[Told], str]
    shown: Callable[[Shown], str]


QUESTIONS = (
    Question(
        "how many of CPC+ 2018 HEDIS 2018 has",
        lambda one: f"{one.overlap.left_met} of {one.overlap.left_size}",
        lambda one: one.pair(2),
        lambda one: one.compare[0],
    ),
    Question(
        "how many of HEDIS 2018 CPC+ 2018 has",
        lambda one: f"{one.overlap.right_met} of {one.overlap.right_size}",
        lambda one: one.pair(5),
        lambda one: one.compare[1],
    ),
    Question(
        "their Jaccard",
        lambda one: f"{one.overlap.jaccard:.0%}",
        lambda one: one.pair(8).replace(" ", ""),
        lambda one: one.compare[2],
    ),
    Question(
        "how many measures are the same",
        lambda one: str(len(one.overlap.same)),
        lambda one: one.pair(1).split()[0],
        lambda one: re.search(r"Same measure \((\d+)\)", " ".join(one.lists))[1],
    ),
    Question(
        "how many rows are asked",
        lambda one: str(one.burden.listings),
        lambda one: one.asked("rows that ask for a measure"),
        lambda one: one.burden[5],
    ),
    Question(
        "how many distinct measures",
        lambda one: str(one.burden.measures),
        lambda one: one.asked("distinct measures"),
        lambda one: one.burden[0],
    ),
    Question(
        "how many are asked twice",
        lambda one: str(len(one.burden.repeated)),
        lambda one: re.search(r"(\d+) asked by two sets or more", one.burden)[1],
        lambda one: one.burden[3],
    ),
    Question(
        "how many in conflicting ways",
        lambda one: str(sum(not each.route_only for each in one.burden.conflicts)),
        lambda one: one.asked("asked in conflicting ways"),
        lambda one: one.burden[4],
    ),
    Question(
        "how large the aligned set is",
        lambda one: one.found.says,
        lambda one: re.search(r"\d+ measures serve [^(]+\([^)]+\)", one.align)[0],
        lambda one: re.search(r"\d+ measures serve [^(]+\([^)]+\)", one.align)[0],
    ),
    Question(
        "which measures are in it",
        lambda one: "; ".join(each.facts.label for each in one.found.chosen),
        lambda one: "; ".join(row["measure"] for row in one.table),
        lambda one: "; ".join(one.measures),
    ),
)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.asks)
def test_door_command_line_and_app_agree(
    question: Question, door: Door, told: Told, shown: Shown
) -> None:
    answer = question.door(door)
    assert answer
    assert question.told(told) == answer
    assert question.shown(shown) == answer


def test_recalled_rows_count_where_they_are_asked_for(walk: Crosswalk, door: Door, run) -> None:
    every = ma.burden(walk, THREE, recalled=True)
    assert every.listings > door.burden.listings
    out = run("burden", *THREE, "--recalled")
    assert re.search(r"rows that ask for a measure\s+(\d+)", out)[1] == str(every.listings)
    evidence = {row.evidence for ask in door.burden.asks for row in ask.rows}
    assert evidence <= set(DEFAULT_STANDING)
    wide = ma.align(walk, THREE, recalled=True)
    assert "recalled" in wide.inputs.evidence
    assert "recalled" not in door.found.inputs.evidence


def test_rules_are_stated_as_on_the_command_line(walk: Crosswalk, run, tmp_path: Path) -> None:
    file = tmp_path / "measures.csv"
    sentence = "at most 2 measures of area diabetes"
    run(
        "align", *THREE, "--preset", "massachusetts-core-2018", "--max-size", 8, "--rule", sentence,
        "--cost", 1, "--table", file,
    )  # fmt: skip
    found = ma.align(
        walk, THREE, preset="massachusetts-core-2018", max_size=8, rules=[sentence],
        additions={"cost": 1},
    )  # fmt: skip
    with file.open(encoding="utf-8") as table:
        assert [row["measure"] for row in csv.DictReader(table)] == [
            one.facts.label for one in found.chosen
        ]
    assert found.inputs.preset == "massachusetts-core-2018"
    assert found.inputs.goal.max_size == 8
    assert found.inputs.goal.additions.cost == 1


def test_a_goal_a_rules_file_and_words_ask_the_same(walk: Crosswalk, tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text("max_size: 4\nkeep: [Breast Cancer Screening]\n", encoding="utf-8")
    asked = [
        ma.align(walk, THREE, Goal(max_size=4, keep=("Breast Cancer Screening",))),
        ma.align(walk, THREE, rules),
        ma.align(walk, THREE, max_size=4, keep=["Breast Cancer Screening"]),
    ]
    assert len({one.model_dump_json(exclude={"inputs"}) for one in asked}) == 1
    floor = Rule.model_validate({"at_least": 1, "of": {"area": "depression"}})
    told = ma.align(walk, THREE, rules, rules=[floor]).inputs.goal
    assert (told.max_size, told.rules, told.keep) == (4, (floor,), ("Breast Cancer Screening",))


def test_an_own_list_is_a_set_like_any_other(tmp_path: Path, run, catalog: Catalog) -> None:
    with pytest.warns(UserWarning):
        mine = ma.read_set(CASES / "34-contract.xlsx")
    more, (id_,) = beside(catalog, [mine])
    found = ma.overlap(ma.crosswalk(more), id_, "hedis-2018")
    out = run("compare", CASES / "34-contract.xlsx", "hedis-2018")
    assert f"{found.left_met} of {found.left_size}" in out
    assert f"{found.right_met} of {found.right_size}" in out
    proposal = ma.align(ma.crosswalk(more), [id_, "hedis-2018", "cpc-plus-2018"])
    assert [one.id for one in proposal.inputs.sets if one.content] == [id_]
    ma.export(proposal, tmp_path / "r.yaml")
    assert run("verify", tmp_path / "r.yaml").endswith("every figure is what its inputs give\n")


SET = """\
id: {id}
name: Mine
year: 2018
sponsor: Me
kind: payer
operation: Mine alone.
sources: [{{key: s, title: A list}}]
measures:
  - {{name: Controlling High Blood Pressure, source: s, evidence: primary}}
"""


def written(folder: Path, *ids: str) -> list[Path]:
    files = [folder / f"{id_}.yaml" for id_ in ids]
    for file in files:
        file.write_text(SET.format(id=file.stem), encoding="utf-8")
    return files


def test_a_catalog_is_loaded_from_one_path_many_or_a_folder(tmp_path: Path) -> None:
    one, two = written(tmp_path, "one-2018", "two-2018")
    for paths in (tmp_path, str(tmp_path), [one, two], [str(one), two]):
        assert [each.id for each in ma.load_catalog(paths)] == ["one-2018", "two-2018"]
    assert [each.id for each in ma.load_catalog(str(one))] == ["one-2018"]
    mine = ma.read_set(two)
    for also in (two, str(two), mine, [two], [mine]):
        assert len(ma.load_catalog(one, also=also)) == 2
    assert len(ma.load_catalog(one, also=[one])) == 1
    other = mine.model_copy(update={"id": "one-2018"})
    with pytest.warns(UserWarning, match="another set 'one-2018': yours is 'one-2018-own'") as told:
        assert [one.id for one in ma.load_catalog(one, also=other)] == ["one-2018", "one-2018-own"]
    assert told[0].filename == __file__, "who called is shown"


def test_a_file_of_several_sets_is_read_by_name(tmp_path: Path) -> None:
    file = tmp_path / "lists.csv"
    file.write_text(
        "Set,Year,Measure\nAcme,2019,Breast Cancer Screening\nBeta,2019,Statin Therapy\n", "utf-8"
    )
    with pytest.raises(ma.UsageError, match="holds 2 sets: name one, only="):
        ma.read_set(file)
    both = ma.load_catalog(written(tmp_path, "one-2018"), also=file)
    assert [one.id for one in both] == ["acme-2019", "beta-2019", "one-2018"]
    assert ma.read_set(file, only="beta-2019").measures[0].name == "Statin Therapy"
    with pytest.raises(ma.UsageError, match="did you mean 'beta-2019'"):
        ma.read_set(file, only="bta-2019")


def test_a_verb_wins_over_its_room_and_the_room_opens_by_from() -> None:
    from measurealign.burden.estimate import estimates

    assert callable(ma.burden) and callable(estimates)
    assert "from measurealign.burden.estimate import estimates" in ma.burden.__doc__


@pytest.mark.parametrize("stated", [
    {"sets": ["hedis-2018"]}, {"clinicians": 3}, {"recalled": True},
])  # fmt: skip
def test_what_a_whole_file_cannot_heed_is_refused(
    door: Door, walk: Crosswalk, tmp_path: Path, stated: dict
) -> None:
    for what in (door.found, walk.catalog.get("hedis-2018")):
        with pytest.raises(ma.UsageError, match="is written whole"):
            ma.export(what, tmp_path / "x.yaml", **stated)
    assert not list(tmp_path.iterdir())


def test_an_earlier_crosswalk_is_of_the_same_inventory_and_ids(walk: Crosswalk) -> None:
    small = Catalog.of([walk.catalog.get("cpc-plus-2018")])
    for before, stated in (
        (walk, {"use_ids": False}),
        (walk, {"inventory": Inventory.of([*walk.inventory][:9])}),
    ):
        with pytest.raises(ma.UsageError, match="before was made with another"):
            crosswalk(small, before=before, **stated)
    assert crosswalk(small, before=walk).families


WRONG = (
    (lambda w: ma.burden(w, ["hedis-2018", "hedis-2018"]), "a set is named twice"),
    (lambda w: ma.overlap(w, "CPC+ 2018", "hedis-2018"), "did you mean 'cpc-plus-2018'?"),
    (lambda w: ma.overlap(w, "cpc-plus-2081", "hedis-2018"), "did you mean 'cpc-plus-2018'?"),
    (lambda w: ma.overlap(w, *THREE[:2], "Strict"), "no closeness: did you mean 'strict'?"),
    (lambda w: ma.align(w, "cpc-plus-2018"), "sets is a list of ids: write ['cpc-plus-2018', ...]"),
    (lambda w: ma.burden(w, "cpc-plus-2018"), "sets is a list of ids"),
    (
        lambda w: ma.align(w, THREE, max_sise=3),
        "a goal has no 'max_sise': did you mean 'max_size'?",
    ),
    (lambda w: ma.align(w, THREE, keep="a"), "keep is a list: write ['a'], not 'a'"),
    (lambda w: ma.align(w, THREE, core=80), "core: Input should be less than 1"),
    (lambda w: ma.align(w, THREE, rules=["few"]), "is no rule"),
    (lambda w: ma.align(w, THREE, preset="rhode-island"), "did you mean 'rhode-island-core-menu'?"),
    (lambda w: ma.align(w.catalog, THREE), "a crosswalk is wanted, not a Catalog"),
    (lambda w: ma.crosswalk("hedis-2018"), "a catalog is wanted, not 'hedis-2018'"),
    (lambda w: ma.export(w, "x.pptx", THREE), "not written as '.pptx': choose one of"),
    (lambda w: ma.export(w, "x.html"), "a brief tells of a proposal"),
)


@pytest.mark.parametrize(("wrong", "says"), WRONG)
def test_wrong_words_get_the_nearest_right_one(
    walk: Crosswalk, wrong: Callable[[Crosswalk], object], says: str
) -> None:
    with pytest.raises(ma.UsageError) as caught:
        wrong(walk)
    assert says in str(caught.value)


def test_a_missing_file_is_told_with_its_name() -> None:
    for wrong in (lambda: ma.load_catalog("nowhere.yaml"), lambda: ma.read_set("nowhere.xlsx")):
        with pytest.raises(ma.InputError, match="nowhere"):
            wrong()


def test_everything_shows_itself_in_a_line(catalog: Catalog, walk: Crosswalk, door: Door) -> None:
    lines = int(re.search(r"([\d,]+) lines", repr(catalog))[1].replace(",", ""))
    assert lines == len(catalog.measures)
    for one in (catalog, catalog.get(THREE[0]), walk, *door):
        assert len(repr(one)) < 300
        assert "\n" not in repr(one)
        assert str(one) == repr(one)


def test_everything_is_a_frame(catalog: Catalog, walk: Crosswalk, door: Door) -> None:
    frames = [one.to_frame() for one in (catalog, walk, *door, catalog.get(THREE[0]))]
    assert all(isinstance(one, pd.DataFrame) for one in frames)
    assert len(frames[0]) == len(catalog.measures)
    assert set(frames[0].loc[frames[0]["set"] == THREE[0], "year"]) == {2018}
    assert frames[1]["key"].is_unique
    same = frames[1].groupby("measure")["key"].apply(tuple)
    assert all(set(same[family.id]) == set(family.members) for family in walk.families)
    assert frames[2]["relation"].value_counts()["same"] == len(door.overlap.same)
    assert list(frames[3]["measure"]) == [ask.family for ask in door.burden.asks]
    assert frames[3]["rows"].sum() == door.burden.listings
    assert tuple(frames[4].columns) == COLUMNS
    assert list(frames[4]["measure"]) == [one.facts.label for one in door.found.chosen]
    bp = frames[5].set_index("name").loc["Controlling High Blood Pressure"]
    assert bp["cms"] == "CMS165v6"


def test_a_notebook_shows_a_table_that_runs_nothing(tmp_path: Path) -> None:
    (file,) = written(tmp_path, "one-2018")
    file.write_text(
        file.read_text("utf-8").replace("Controlling", "<script>alert(1)</script> Controlling"),
        "utf-8",
    )
    shown = ma.read_set(file)._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert shown.count("<tr>") == 2


def test_a_long_table_says_that_there_is_more(catalog: Catalog) -> None:
    shown = catalog._repr_html_()
    assert shown.count("<tr>") == 13
    assert ".to_frame()" in shown
    assert Catalog.of(())._repr_html_().count("<tr>") == 1


@pytest.mark.parametrize("ending", ["xlsx", "tsv", "json", "html", "docx", "graphml"])
def test_the_door_writes_what_the_command_line_writes(
    ending: str, walk: Crosswalk, tmp_path: Path, run
) -> None:
    verb = {"tsv": "sssom", "json": "fhir", "html": "brief", "docx": "brief"}.get(ending, ending)
    ours, theirs = tmp_path / f"ours.{ending}", tmp_path / f"theirs.{ending}"
    ma.export(walk, ours, THREE)
    run("export", verb, *THREE, "--out", theirs)
    assert ours.read_bytes() == theirs.read_bytes()


def test_a_recommendation_and_a_set_are_written_and_read(
    walk: Crosswalk, door: Door, catalog: Catalog, tmp_path: Path, run
) -> None:
    ma.export(door.found, tmp_path / "ours.yaml")
    run("align", *THREE, "--out", tmp_path / "theirs.yaml")
    assert (tmp_path / "ours.yaml").read_bytes() == (tmp_path / "theirs.yaml").read_bytes()
    ma.export(catalog.get(THREE[0]), tmp_path / "set.yaml")
    assert ma.read_set(tmp_path / "set.yaml") == catalog.get(THREE[0])
    ma.export(door.found, tmp_path / "measures.csv")
    assert list(pd.read_csv(tmp_path / "measures.csv").columns) == [*COLUMNS, *BESIDE]


def test_what_people_decided_in_the_file_is_kept(door: Door, tmp_path: Path) -> None:
    file = tmp_path / "r.yaml"
    ma.export(door.found, file)
    text = file.read_text("utf-8")
    file.write_text(text.replace("    state: open", "    state: final", 1), encoding="utf-8")
    ma.export(door.found, file)
    assert file.read_text("utf-8").count("    state: final") == 1


def test_the_graph_holds_links_and_their_evidence(walk: Crosswalk) -> None:
    graph = walk.only(THREE).to_graph()
    line = "line:cpc-plus-2018/controlling-high-blood-pressure"
    assert graph.nodes["set:cpc-plus-2018"]["kind"] == "set"
    told = graph.edges[line, f"measure:{walk.family_of(line[5:]).id}"]
    assert told["relation"] == "link"
    assert told["says"]


def loaded(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout.strip()


def test_a_mapping_file_needs_no_solver() -> None:
    code = (
        "import sys, measurealign.export.sssom\n"
        "heavy = ('scipy.optimize', 'measurealign.alignment')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    assert loaded(code) == "[]"


def test_verbs_stay_verbs_when_the_rooms_of_their_names_are_opened() -> None:
    code = (
        "import measurealign as ma, measurealign.burden.estimate, measurealign.export.xlsx\n"
        "import measurealign.crosswalk\n"
        "print(all(callable(one) for one in (ma.burden, ma.export, ma.crosswalk)))"
    )
    assert loaded(code) == "True"


def test_types_are_published() -> None:
    assert (Path(ma.__file__).parent / "py.typed").is_file()
    assert isinstance(ma.MeasureSet, type) and ma.MeasureSet is MeasureSet
    assert all(hasattr(ma, name) for name in ma.__all__)

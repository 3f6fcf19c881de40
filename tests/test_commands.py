"""Every command that a page prints is run as it is printed, or stands here with why it is not."""

import importlib.util
import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import pytest
from click.testing import Result
from fuzz.readers import READERS
from printed import ROOT, Printed, printed
from typer.testing import CliRunner

from measurealign.alignment import Recommendation
from measurealign.catalog import kept
from measurealign.cli import app
from measurealign.export.project import Project, project_file
from measurealign.export.yaml import recommendation_file
from measurealign.judgements import judgements_file
from measurealign.model import Judgement
from measurealign.problems import UsageError
from measurealign.store import Store, alone

#: What stands for something of the reader's own, and what is taken for it here.
PLACES = (
    (r"export (\w+)$", r"export \1 SET SET"),  # a verb named: the whole catalog takes minutes
    (r"\[PATH\.\.\.\]", ""),
    (r"\[(\w+(?:\.\.\.)?|\"TITLE\")\]", r"\1"),
    (r"(align|burden) \.\.\.", r"\1 SET SET"),
    (r"\bSET SET(\.\.\.)?", "cpc-plus-2018 hedis-2018"),
    (r"\bSET(\.\.\.)?(?= |$)", "cpc-plus-2018"),
    (r"judge LINE", "judge cpc-plus-2018/controlling-high-blood-pressure"),
    (r"diff OLD NEW", "diff recommendation.yaml recommendation.yaml"),
    (r"changes OLD NEW", "changes hedis-2017 hedis-2018"),
    (r"verify FILE", "verify recommendation.yaml"),
    (r"qpp FILE", "qpp measures-data-2018.json"),
    (r"fhir FILE", "fhir measure.json"),
    (r"validate FILE", "validate mine-2018.yaml"),
    (r"\bFILE\b", "acme.csv"),
    (r"LIST\.xlsx", "my-contract.xlsx"),
    (r"<folder>/<id>", "payer/mine-2018"),
    (r"(--preset|presets) (ID|NAME)", r"\1 massachusetts-core-2018"),
    (r"\bLEFT\b", "acme.csv"),
    (r"\bRIGHT\b", "cpc-plus-2018"),
    (r"\bREGION\b", "oregon"),
    (r"\bTITLE\b|\bNAME\b", "Eye Exam"),
    (r"\bMEASURE\b", "controlling-high-blood-pressure"),
    (r"sample N --seed S", "sample 5 --seed 1"),
    (r"--project P --by WHO", "--project 'Core set' --by Pat"),
    (r"--by WHO", "--by Pat"),
    (r"--why WHY", "--why 'as read'"),
    (r"restore core.zip --store postgresql://\S+", "restore core.zip --store the-groups.db"),
    (r" --store postgresql://\S+", ""),
    (r" --engine dask --scheduler tcp://HOST:8786", ""),
)


def _target(words: list[str]) -> bool:
    done = subprocess.run(["make", "-n", *words[1:]], cwd=ROOT, capture_output=True, check=False)
    return done.returncode == 0


def _module(words: list[str]) -> bool:
    if words[2] == "pytest":
        return _exists(words[2:])
    found = importlib.util.find_spec(words[2])
    return bool((found and found.origin and "__main__" in Path(found.origin).read_text("utf-8"))
                or importlib.util.find_spec(f"{words[2]}.__main__"))  # fmt: skip


def _exists(words: list[str]) -> bool:
    return all((ROOT / one).exists() for one in words[1:] if not one.startswith("-"))


def _extra(words: list[str]) -> bool:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = re.findall(r"\[(\w+)\]", words[2])
    return words[1] == "install" and set(named) <= set(told["optional-dependencies"])


def _file(name: str) -> Callable[[list[str]], bool]:
    return lambda words: (ROOT / name).exists()


def _help(words: list[str]) -> bool:
    options = [one for one in words[1:] if one.startswith("--")]
    shown = CliRunner().invoke(app, [words[1], "--help"], env={"COLUMNS": "200"}).output
    return all(one in shown for one in options)


#: What is not run: how it begins, why, and what is held of it instead.
NOT_RUN: tuple[tuple[str, str, Callable[[list[str]], bool]], ...] = (
    ("make", "sets up, takes minutes or listens; its recipes are run by CI", _target),
    ("python -m", "takes minutes, or is a part of this very suite", _module),
    (".venv/bin/python -m", "is a part of this very suite", _module),
    ("pytest", "is a part of this very suite", _exists),
    ("lint-imports", "`make test` runs it", _file("pyproject.toml")),
    ("pip", "installs", _extra),
    ("pre-commit", "installs, and is not ours", _file(".pre-commit-config.yaml")),
    ("git clone", "fetches", _file("README.md")),
    ("docker", "builds and serves; tests/test_deploy.py reads the file", _file("compose.yaml")),
    ("pg_dump", "asks for a server of the reader's own", _file("compose.yaml")),
    ("sqlite3", "is not ours; tests/store copies a store", _file("compose.yaml")),
    ("measurealign app", "listens; tests/test_app_start.py starts it", _help),
    ("measurealign serve", "listens; tests/test_deploy.py starts it", _help),
)
COMMANDS = list(printed())
RUN = [one for one in COMMANDS if not any(one.text.startswith(begin) for begin, *_ in NOT_RUN)]


def test_pages_print_commands_and_what_is_not_run_is_held_all_the_same() -> None:
    assert len({one.text for one in COMMANDS}) > 100
    assert len({one.text for one in RUN}) > 70
    assert {one.program for one in RUN} == {"measurealign"}
    for begin, why, holds in NOT_RUN:
        told = {one.text for one in COMMANDS if one.text.startswith(begin)}
        assert told, f"no page prints {begin!r} any more"
        wrong = [one for one in told if not holds(shlex.split(one))]
        assert not wrong, f"not run, for it {why}; and wrong as printed"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, main_job: Recommendation) -> Path:
    """A folder with the files that the pages name, and a store with the project that they name."""
    data = (ROOT / "docs" / "data.md").read_text("utf-8")
    one = Judgement(left="hedis-2018/controlling-high-blood-pressure",
                    right="cpc-plus-2018/controlling-high-blood-pressure", verdict="accepted",
                    by="Ada", why="as read")  # fmt: skip
    project = project_file(Project(name="Core set of last year", year=2018, judgements=(one,)))
    texts = {
        "acme.csv": re.findall(r"```csv\n(.*?)```", data, re.DOTALL)[0],
        "lists.csv": "Measure\nEye Exam\nDiabetes: Eye Exam\n",
        "recommendation.yaml": recommendation_file(main_job),
        "project.yaml": project, "decisions.yaml": judgements_file([one]),
        "mine.yaml": (ROOT / "data" / "burden.yaml").read_text("utf-8"),
    }  # fmt: skip
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    shipped = ROOT / "data" / "measure_sets" / "federal" / "cpc-plus-2018.yaml"
    shutil.copy(shipped, tmp_path / "mine-2018.yaml")
    shutil.copy(ROOT / "tests" / "cases" / "34-contract.xlsx", tmp_path / "my-contract.xlsx")
    shutil.copy(ROOT / "tests" / "extracts" / "qpp-2018.json", tmp_path / "measures-data-2018.json")
    (tmp_path / "measure.json").write_bytes(next(iter(READERS["FHIR (JSON)"].seeds())))
    (tmp_path / "data" / "measure_sets" / "payer").mkdir(parents=True)
    monkeypatch.setenv("MEASUREALIGN_STORE", str(tmp_path / "store.db"))
    monkeypatch.setattr(kept, "prepared_folder", lambda: tmp_path / "prepared")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def pages() -> Iterator[tuple[str, list[Printed]]]:
    """Yield what each page prints: it is run in one folder, in the page's order."""
    seen: set[str] = set()
    for page, group in groupby(RUN, key=lambda one: one.page):
        told = [one for one in group if one.in_block or one.text not in seen]
        seen |= {one.text for one in told}
        if told:
            yield page, told


def run(words: list[str]) -> Result:
    return CliRunner().invoke(app, words, input="y\n")


def with_project(here: Path) -> None:
    """Have the project that the pages name, with somebody who convenes it."""
    if run(["project", "show", "Core set"]).exit_code:
        Store(str(here / "store.db")).create(alone(), "Core set", Project(name="Core set"))
        run(["project", "invite", "Core set", "ada@example.org", "--role", "convener"])


@pytest.mark.usefixtures("linked_once")
@pytest.mark.parametrize(("page", "told"), pages(), ids=[page for page, _ in pages()])
def test_a_printed_command_runs(page: str, told: list[Printed], here: Path) -> None:
    wrong = []
    for one in told:
        if "project new" not in one.text:
            with_project(here)
        plain = one.text
        for place, ours in PLACES:
            plain = re.sub(place, ours, plain)
        words = shlex.split(plain)[1:]
        done = run(words)
        bare = one.text.split()[1:]
        missing = done.exit_code == 2 or isinstance(done.exception, UsageError)
        if missing and all(word.isalpha() for word in bare):
            done = run([*bare, "--help"])  # a verb that is named without what it wants
        if done.exit_code:
            wrong.append(f"{one.text}\n{done.output[-600:]}\n{done.exception!r}")
    assert not wrong, "\n\n".join(wrong)

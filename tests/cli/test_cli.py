"""The command line as a whole: quick to answer, honest exit codes, documented verbs."""

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from measurealign.cli import app, made
from measurealign.cli.verbs import VERBS

ROOT = Path(__file__).parents[2]
Run = Callable[..., tuple[object, str, str]]
HEAVY = ("pandas", "sklearn", "scipy", "streamlit", "altair", "networkx", "rapidfuzz")


def program(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a person does: a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "measurealign", *words], capture_output=True, text=True, timeout=120
    )


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, measurealign.cli\n"
        "try: measurealign.cli.app(['--help'])\n"
        "except SystemExit: pass\n"
        f"print('HEAVY', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert "HEAVY []" in done.stdout, done.stdout[-300:] + done.stderr


def test_the_list_of_verbs_opens_no_verb() -> None:
    code = (
        "import sys, measurealign.cli\n"
        "sys.argv = ['measurealign', '--help']\n"
        "measurealign.cli.main()\n"
        "print('OPEN', [name for name in ('typer', 'pydantic', 'rich') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert "OPEN []" in done.stdout, done.stdout[-300:] + done.stderr
    assert all(f"\n  {verb} " in done.stdout for verb in VERBS)


@pytest.mark.parametrize("words", [("sets",), ("compare", "cpc-plus-2018", "hedis-2018")])
def test_a_verb_that_was_asked_before_opens_what_it_uses(words: tuple[str, ...]) -> None:
    dear = (*HEAVY, "yaml", "numpy")
    code = (
        "import sys, measurealign.cli\n"
        f"sys.argv = ['measurealign', *{words!r}]\n"
        "try: measurealign.cli.main()\n"
        "except SystemExit: pass\n"
        f"print('DEAR', [name for name in {dear!r} if name in sys.modules])"
    )
    for _ in ("the first time it may make ready", "then it reads what was kept"):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, timeout=300
        )
    assert "DEAR []" in done.stdout, done.stdout[-300:] + done.stderr


def test_the_list_says_of_each_verb_what_the_verb_says() -> None:
    said = {
        one.name or one.callback.__name__: (one.help or one.callback.__doc__).split("\n")[0]
        for one in app.registered_commands
        if one.callback
    }
    said |= {one.name: one.typer_instance.info.help for one in app.registered_groups}
    assert said == {verb: does for verb, (_, does) in VERBS.items()}


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_is_in_its_file(verb: str) -> None:
    one = made([VERBS[verb][0]])
    names = {each.name or each.callback.__name__ for each in one.registered_commands}
    assert verb in names | {group.name for group in one.registered_groups}


def test_every_verb_is_told() -> None:
    verbs = [one.name or one.callback.__name__ for one in app.registered_commands if one.callback]
    groups = [group.name for group in app.registered_groups]
    told = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    missing = [v for v in verbs + groups if f"measurealign {v}" not in told]
    assert not missing, f"docs/commands.md does not mention: {missing}"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("show", "cpc-plus-2081"), 2, "did you mean 'cpc-plus-2018'?"),
        (("compare", "hedis-2018", "hedis-20018"), 2, "did you mean 'hedis-2018'?"),
        (("align", "cpc-plus-2018", "no-such-file.yaml"), 1, "no-such-file.yaml"),
        (("validate", "no-such-file.yaml"), 1, "there is no such file"),
        (("align", "cpc-plus-2018", "--tierr", "strict"), 2, "tierr"),
    ],
)
def test_bad_input_gets_a_sentence(words: tuple[str, ...], code: int, says: str) -> None:
    done = program(*words)
    assert done.returncode == code, done.stderr
    assert says in re.sub(r"\s+", " ", done.stderr)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [("-h",), ("align", "-h"), ("import", "spreadsheet", "-h")])
def test_a_short_h_is_help(words: tuple[str, ...]) -> None:
    done = program(*words)
    assert done.returncode == 0 and "Usage" in done.stdout


def test_completion_can_be_installed() -> None:
    assert "--install-completion" in program("--help").stdout


@pytest.mark.parametrize(
    "words",
    [("--json", "show", "cpc-plus-2018"), ("show", "cpc-plus-2018", "--json"),
     ("sets", "--year", "2018", "--json"), ("explain", "Eye Exam", "--json"),
     ("match", "cpc-plus-2018", "or-cco-incentive-2018", "--json"),
     ("link", "cpc-plus-2018", "--json"), ("project", "list", "--json")],
)  # fmt: skip
@pytest.mark.usefixtures("linked_once")
def test_what_is_printed_can_be_json(run: Run, words: tuple[str, ...]) -> None:
    parts = json.loads(run(*words)[1])
    assert parts and all(part.keys() & {"title", "text", "rows"} for part in parts)
    for part in parts:
        assert all(len(row) == len(part["columns"]) for row in part.get("rows", ()))


def test_json_tells_the_same_pairs_as_the_table() -> None:
    words = ("match", "cpc-plus-2018", "or-cco-incentive-2018")
    (table,) = json.loads(program(*words, "--json").stdout)
    lines = list(csv.reader(StringIO(program(*words).stdout)))
    assert [table["columns"], *table["rows"]] == lines and len(lines) > 2


def test_a_preset_is_json_when_asked(run: Run) -> None:
    told = json.loads(run("presets", "rhode-island-core-menu", "--json")[1])
    assert told["id"] == "rhode-island-core-menu" and told["sources"]


def test_quiet_says_nothing_unless_something_is_wrong(tmp_path: Path) -> None:
    out = tmp_path / "set.yaml"
    (tmp_path / "a.csv").write_text("Measure\nEye Exam\n")
    words = ("import", "spreadsheet", str(tmp_path / "a.csv"), "--out", str(out))
    assert program(*words).stderr
    done = program(*words, "--quiet")
    assert (done.stderr, done.returncode) == ("", 0) and out.is_file()
    assert "did you mean" in program("--quiet", "show", "cpc-plus-2081").stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("words", [("sets",), ("export", "sssom", "cpc-plus-2018")])
def test_a_full_disk_is_told(words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "measurealign", *words],
            stdout=full, stderr=subprocess.PIPE, text=True, timeout=120,
        )  # fmt: skip
    assert done.returncode == 1
    assert "cannot be written" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("told", "says"),
    [(("--on", "yesterday"), "YYYY-MM-DD"), (("--on", "2018-13-01"), "YYYY-MM-DD"),
     (("--by", " "), "--by is empty")],
)  # fmt: skip
def test_a_judgement_needs_a_person_and_a_day(run: Run, told: tuple[str, str], says: str) -> None:
    pair = ("cpc-plus-2018/controlling-high-blood-pressure", "controlling-high-blood-pressure")
    words = {"--by": "Ann", "--why": "w", "--on": "2018-01-01"} | dict([told])
    options = (part for one in words.items() for part in one)
    code, _, err = run("judge", *pair, "accepted", *options)
    assert code == 2 and says in err
    assert not (ROOT / "decisions.yaml").exists()


def test_no_colour_in_a_file_or_where_it_is_not_wanted() -> None:
    env = {**os.environ, "NO_COLOR": "1", "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    done = subprocess.run(
        [sys.executable, "-m", "measurealign", "--help"],
        capture_output=True, text=True, timeout=60, env=env,
    )  # fmt: skip
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", done.stdout)

"""The command line as a whole: quick to answer, honest exit codes, documented verbs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from measurealign.cli import app, made
from measurealign.cli.verbs import VERBS

ROOT = Path(__file__).parents[2]
HEAVY = ("pandas", "sklearn", "scipy", "streamlit", "altair", "networkx", "rapidfuzz")


def run(*words: str) -> subprocess.CompletedProcess[str]:
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


def test_every_verb_is_in_the_readme() -> None:
    verbs = [one.name or one.callback.__name__ for one in app.registered_commands if one.callback]
    groups = [group.name for group in app.registered_groups]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [v for v in verbs + groups if f"measurealign {v}" not in readme]
    assert not missing, f"README.md does not mention: {missing}"


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
    done = run(*words)
    assert done.returncode == code, done.stderr
    assert says in re.sub(r"\s+", " ", done.stderr)
    assert "Traceback" not in done.stderr

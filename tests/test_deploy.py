"""What a server needs, as far as it can be tried without Docker: its files and commands."""

import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from measurealign.cli import app

ROOT = Path(__file__).parents[1]
#: Where Streamlit tells whether it is ready.
HEALTH = "/_stcore/health"


def steps() -> list[tuple[str, str]]:
    """The Dockerfile's instructions, each with its words; lines that go on are joined."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text("utf-8"), flags=re.MULTILINE)
    lines = text.replace("\\\n", " ").splitlines()
    return [(one.split(None, 1)[0], one.split(None, 1)[1]) for one in lines if one.strip()]


def last(word: str) -> str:
    return next(rest for name, rest in reversed(steps()) if name == word)


def context() -> set[str]:
    """The files that .dockerignore lets into the image."""
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    return {one[1:] for one in lines if one.startswith("!")}


def test_the_image_runs_without_rights_and_tells_its_health() -> None:
    names = [name for name, _ in steps()]
    assert last("USER") == "10001"
    assert names.index("USER") > max(at for at, name in enumerate(names) if name == "RUN")
    assert last("VOLUME") == "/data"
    assert HEALTH in last("HEALTHCHECK")
    assert last("EXPOSE") in last("HEALTHCHECK") and last("EXPOSE") in last("CMD")
    code = yaml.safe_load(last("HEALTHCHECK").split("CMD", 1)[1])[2]
    compile(code, "HEALTHCHECK", "exec")


def test_the_image_begins_a_command_that_there_is() -> None:
    program, verb, *options = yaml.safe_load(last("CMD"))
    assert program == "measurealign"
    told = CliRunner().invoke(app, [verb, "--help"], env={"COLUMNS": "200"}).output
    assert all(one in told for one in options if one.startswith("--"))


def test_the_image_is_built_of_what_is_let_in(tmp_path: Path) -> None:
    """What is copied is let in, and a wheel with app and data comes of it alone."""
    copied = {
        name
        for word, rest in steps()
        if word == "COPY" and "--from" not in rest
        for name in rest.split()[:-1]
    }
    assert {one.split("/")[0] for one in context()} == copied
    for one in context():
        source, target = ROOT / one, tmp_path / one
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    assert {"measurealign/app.py", "measurealign/.streamlit/config.toml"} <= inside
    assert any(one.startswith("measurealign/data/measure_sets/") for one in inside)


def test_compose_closes_what_it_can() -> None:
    told = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    served, database = told["services"]["app"], told["services"]["db"]
    assert served["read_only"] is True
    assert served["cap_drop"] == ["ALL"]
    assert all(one.startswith("127.0.0.1:") for one in served["ports"]), "TLS is the proxy's"
    assert "ports" not in database, "nobody but the app speaks to the database"
    address = served["environment"]["MEASUREALIGN_STORE"]
    user, host, name = re.fullmatch(
        r"postgresql://(\w+):\$\{DB_PASSWORD:\?\}@(\w+)/(\w+)", address
    ).groups()
    set_ = database["environment"]
    assert (user, name) == (set_["POSTGRES_USER"], set_["POSTGRES_DB"])
    assert host in told["services"]
    volumes = [one.split(":") for each in (served, database) for one in each["volumes"]]
    named = {source for source, *_ in volumes if not source.startswith(".")}
    assert named == set(told["volumes"])
    assert ["./secrets.toml", "/data/.streamlit/secrets.toml", "ro"] in volumes


def lines() -> list[list[str]]:
    """The commands of measurealign on the page, word by word."""
    page = (ROOT / "docs" / "deploy.md").read_text("utf-8")
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", page, re.DOTALL))
    return [
        shlex.split(one, comments=True)[1:]
        for one in blocks.splitlines()
        if one.startswith("measurealign ")
    ]


@pytest.mark.parametrize("words", lines(), ids=" ".join)
def test_every_command_of_the_page_is_one(words: list[str]) -> None:
    verb = words[:2] if words[0] == "project" else words[:1]
    told = CliRunner().invoke(app, [*verb, "--help"], env={"COLUMNS": "200"})
    assert told.exit_code == 0
    assert all(one.split("=")[0] in told.output for one in words if one.startswith("--"))

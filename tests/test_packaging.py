"""The wheel alone is the product: data, app and command, in any folder."""

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_carries_every_shipped_file(unpacked: Path) -> None:
    shipped = {p.relative_to(ROOT) for p in (ROOT / "data").rglob("*") if p.is_file()}
    package = unpacked / "measurealign"
    inside = {p.relative_to(package) for p in package.rglob("*") if p.is_file()}
    assert shipped <= inside, f"not in the wheel: {sorted(map(str, shipped - inside))[:5]}"
    beside_code = {
        p.relative_to(ROOT / "measurealign")
        for p in (ROOT / "measurealign").rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    assert Path("export/brief/handout.html.jinja") in beside_code
    assert beside_code <= inside, f"not in the wheel: {sorted(map(str, beside_code - inside))[:5]}"
    assert Path("app.py") in inside
    assert Path(".streamlit/config.toml") in inside


def test_the_command_works_from_the_wheel_in_any_folder(unpacked: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "measurealign", "show", "cpc-plus-2018"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "Controlling High Blood Pressure" in done.stdout


def test_an_installation_that_was_prepared_opens_what_it_has(
    unpacked: Path, tmp_path: Path
) -> None:
    env = {**os.environ, "PYTHONPATH": str(unpacked), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    for words in (
        ["-m", "measurealign", "prepare"],
        ["-c", "import measurealign as ma; print(ma.crosswalk(ma.load_catalog()))"],
    ):
        command = [sys.executable, *words]
        done = subprocess.run(
            command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120
        )
        assert (done.returncode, done.stderr) == (0, "")
    assert not list(tmp_path.rglob("*.json")), "nothing had to be made for the user"
    kinds = {one.name.split("-")[0] for one in unpacked.rglob("prepared/*.json")}
    assert kinds >= {"inventory", "links", "sets", "subjects", "vocabulary"}


#: Rooms that need the extra `app`.
SCREENS = ("ui", "charts")


def _declared() -> dict[str, set[str]]:
    """The others' distributions that pyproject.toml names: of the engine ("") and of each extra."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = {"": told["dependencies"], **told["optional-dependencies"]}
    name = re.compile(r"[\w.-]+")
    named = {key: {_plain(name.match(one)[0]) for one in group} for key, group in groups.items()}
    return {key: group - {"measurealign"} for key, group in named.items()}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def _distributions() -> Mapping[str, list[str]]:
    """The distributions of each package that is installed (looked up once: it reads them all)."""
    return packages_distributions()


def _imported(path: Path) -> set[str]:
    """The distributions that a module imports from, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name.split(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    known = _distributions()
    outside = found - sys.stdlib_module_names - {"measurealign"}
    return {_plain(known[one][0]) if one in known else one for one in outside}


def test_what_is_imported_is_declared_and_no_more() -> None:
    declared = _declared()
    engine, screens = set(), _imported(ROOT / "app.py")
    for path in (ROOT / "measurealign").rglob("*.py"):
        room = path.relative_to(ROOT / "measurealign").parts[0]
        target = screens if room in SCREENS else engine
        target |= _imported(path)
    parts_of_pydantic = {"pydantic-core"}
    extras = declared["fhir"] | declared["parquet"] | declared["cluster"]
    assert engine - parts_of_pydantic <= declared[""] | extras
    assert screens <= declared[""] | declared["app"]
    assert declared[""] <= engine | screens
    assert declared["app"] <= screens


def test_the_engine_needs_no_screens() -> None:
    code = (
        "import pkgutil, sys, importlib\n"
        "for name in ('streamlit', 'altair'): sys.modules[name] = None\n"
        "import measurealign\n"
        "for one in pkgutil.walk_packages(measurealign.__path__, 'measurealign.'):\n"
        f"    if one.name.split('.')[1] not in {(*SCREENS, '__main__')!r}:\n"
        "        importlib.import_module(one.name)\n"
        "sys.argv = ['measurealign', 'app']\n"
        "from measurealign.cli import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip() == "the screens are not installed: pip install 'measurealign[app]'"

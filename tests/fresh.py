"""The wheel in an empty environment, on every Python from 3.11 on that is here (`make fresh`).

Builds the wheel, installs it with all that it needs into an environment of its own, and runs there
what a person runs first, in an empty folder. Exit 1 if anything fails on any Python.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
THREE = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018")
DOOR = f"""
import measurealign as ma
walk = ma.crosswalk(ma.load_catalog())
print(ma.overlap(walk, {THREE[0]!r}, {THREE[1]!r}))
print(len(ma.align(walk, {list(THREE)!r}).chosen), "measures")
"""
#: What is run: the words after `measurealign`, or code; what its output must hold.
RUNS: tuple[tuple[tuple[str, ...] | str, str], ...] = (
    (("--version",), r"\d+\.\d+"),
    (("sets",), "cpc-plus-2018"),
    (("align", *THREE, "--out", "recommendation.yaml"), r"\d+ measures serve"),
    (("verify", "recommendation.yaml"), ""),
    (DOOR, r"\n\d+ measures"),
)


def pythons() -> Iterator[Path]:
    """Yield one program a version, from 3.11 on, found on the path or kept by pyenv."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for minor in range(11, 20):
        found = sorted(kept.glob(f"3.{minor}.*/bin/python3"))
        on_path = shutil.which(f"python3.{minor}")
        places = [*found[-1:], *([Path(on_path)] if on_path else ())]
        yield from [one for one in places if _runs(one)][:1]


def _runs(program: Path) -> bool:
    asked = [str(program), "-c", "import venv, ensurepip"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def fresh(program: Path, wheel: Path, folder: Path) -> list[str]:
    """Return what failed with the wheel in an environment made by a Python."""
    _run([str(program), "-m", "venv", str(folder / "venv")], folder)
    inside = folder / "venv" / "bin"
    _run([str(inside / "python"), "-m", "pip", "install", "-q", str(wheel)], folder)
    wrong = []
    for what, holds in RUNS:
        command = ([str(inside / "python"), "-c", what] if isinstance(what, str)
                   else [str(inside / "measurealign"), *what])  # fmt: skip
        done = _run(command, folder, check=False)
        if done.returncode or not re.search(holds, done.stdout):
            wrong.append(f"{' '.join(command)[:90]}: exit {done.returncode}\n{done.stderr[-800:]}")
    return wrong


def _run(
    command: list[str], folder: Path, check: bool = True
) -> "subprocess.CompletedProcess[str]":
    """Run something as if nothing but the environment were there."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    own = {**env, "XDG_CACHE_HOME": str(folder / "cache")}
    done = subprocess.run(command, cwd=folder, env=own, capture_output=True, text=True, check=False)
    if check and done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stderr[-2000:]}")
    return done


def main() -> int:
    """Try every Python; tell each."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="fresh-") as scratch:
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", scratch]
        subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
        (wheel,) = Path(scratch).glob("*.whl")
        for program in pythons():
            folder = Path(scratch) / program.parent.parent.name
            folder.mkdir()
            asked = [str(program), "-c", "import platform; print(platform.python_version())"]
            version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
            wrong = fresh(program, wheel, folder)
            failed += bool(wrong)
            print(f"Python {version.strip()}: {len(RUNS) - len(wrong)} of {len(RUNS)} run")
            print("".join(f"  {one}\n" for one in wrong), end="", flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())

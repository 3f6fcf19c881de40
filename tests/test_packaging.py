"""The wheel alone is the product: data, app and command, in any folder."""

import os
import subprocess
import sys
import zipfile
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

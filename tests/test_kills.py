"""Writers killed at any moment, and many at once: nothing acknowledged is lost, nothing is half.

MEASUREALIGN_KILLS says how often each kind of writer is killed (the suite: 5), MEASUREALIGN_WRITES
how much each of eight writers writes (the suite: 10). Votes: tests/store/test_crash.py.
"""

import os
import random
import signal
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from pydantic import TypeAdapter
from tiny_table import table

from measurealign import judgements
from measurealign.alignment import Recommendation, align
from measurealign.alignment.file import read_recommendation
from measurealign.catalog import kept
from measurealign.export.project import Project, project_file, read_project
from measurealign.export.proposal import write_proposal
from measurealign.model import Judgement
from measurealign.writing import write

KILLS = int(os.environ.get("MEASUREALIGN_KILLS", "5"))
WRITERS, EACH = 8, int(os.environ.get("MEASUREALIGN_WRITES", "10"))
_NUMBERS: TypeAdapter[list[int]] = TypeAdapter(list[int])


def _judge(folder: Path, name: str, at: int) -> None:
    one = Judgement(left=f"{name}/{at}", right="b/y", verdict="accepted", by=name, why="x" * 200)
    judgements.keep(folder / "decisions.yaml", one)


def _judged(folder: Path, names: list[str]) -> set[str]:
    found = judgements.read_judgements(folder / "decisions.yaml")
    return {side for one in found for side in (one.left, one.right)} - {"b/y"}


def _export(folder: Path, name: str, at: int) -> None:
    write(folder / f"{name}.yaml", project_file(Project(name=f"{name}/{at}")))


def _exported(folder: Path, names: list[str]) -> set[str]:
    return {str(read_project((folder / f"{name}.yaml").read_bytes(), name).name) for name in names}


def _cache(folder: Path, name: str, at: int) -> None:
    kept.keep("numbers", name, _NUMBERS.dump_json(list(range(at))).decode())


def _cached(folder: Path, names: list[str]) -> set[str]:
    found = [kept.once("numbers", name, _NUMBERS, lambda: [-1]) for name in names]
    return {f"{name}/{len(one)}" for name, one in zip(names, found, strict=True) if one != [-1]}


@cache
def _found() -> Recommendation:
    return align(table({"a": ["dm1", "bp1"], "b": ["dm1", "bp1"]}), "ab")


def _align(folder: Path, name: str, at: int) -> None:
    inputs = _found().inputs.model_copy(update={"preset": f"{name}/{at}"})
    write_proposal(folder / f"{name}.yaml", _found().model_copy(update={"inputs": inputs}))


def _aligned(folder: Path, names: list[str]) -> set[str]:
    found = [read_recommendation(folder / f"{name}.yaml") for name in names]
    return {str(one.inputs.preset) for one in found}


#: What writes, and what of it is there: all that was written ("judge"), or the last of a name.
Writes = Callable[[Path, str, int], None]
KINDS: dict[str, tuple[Writes, Callable[[Path, list[str]], set[str]]]] = {
    "judge": (_judge, _judged), "export": (_export, _exported), "align": (_align, _aligned),
    "cache": (_cache, _cached),
}  # fmt: skip


def writer(writes: Writes, folder: Path, name: str, count: int) -> tuple[int, int]:
    """Begin a process that writes and says what it wrote; return it and where it says so."""
    here, there = os.pipe()
    child = os.fork()
    if child:
        os.close(there)
        return child, here
    try:
        for at in range(1, count + 1):
            writes(folder, name, at)
            os.write(there, b"%d\n" % at)
    finally:
        os._exit(0)


def said(here: int) -> list[int]:
    with os.fdopen(here) as told:
        return [int(line) for line in told.read().split("\n") if line]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    _found()  # made once, before anybody is killed
    return tmp_path


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_acknowledged_outlives_a_kill(kind: str, folder: Path) -> None:
    writes, there = KINDS[kind]
    chance, acknowledged = random.Random(kind), set[str]()
    for kill in range(KILLS):
        name = f"k{kill}"
        child, here = writer(writes, folder, name, 100_000)
        assert os.read(here, 2) == b"1\n", "the first is acknowledged"
        time.sleep(chance.uniform(0, 0.2))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        last = [1, *said(here)][-1]
        found = there(folder, [name])
        # One more may be there: written, and killed before it could say so.
        assert found & {f"{name}/{last}", f"{name}/{last + 1}"}
        if kind == "judge":
            acknowledged |= {f"{name}/{at}" for at in range(1, last + 1)}
            assert acknowledged <= found
        if kind != "cache":  # each name's own cache: the oldest go
            writes(folder, name, last + 2)
    left = [one.name for one in folder.rglob(".*")]
    assert not left or kind == "cache", "the next write sweeps what the killed left"


def test_eight_writers_lose_nothing(folder: Path) -> None:
    children = [writer(_judge, folder, f"w{one}", EACH) for one in range(WRITERS)]
    for child, here in children:
        assert said(here) == list(range(1, EACH + 1))
        os.waitpid(child, 0)
    found = _judged(folder, [])
    assert found == {f"w{one}/{at}" for one in range(WRITERS) for at in range(1, EACH + 1)}
    assert [one.name for one in folder.iterdir()] == ["decisions.yaml"]

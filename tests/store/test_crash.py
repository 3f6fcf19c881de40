"""Many write at once and are killed at any moment: nothing acknowledged is lost.

MEASUREALIGN_KILLS says at how many moments a writer is killed (the suite: 5; at release: 200),
MEASUREALIGN_WRITES how often each writes (100; 250).
"""

import itertools
import os
import random
import signal
import time
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from measurealign.store import KeptProject, Store
from measurealign.store.kinds import JUDGEMENTS, VOTES
from store.samples import ALONE
from store.writer import write

TESTS = Path(__file__).parents[1]
WRITERS, EACH = 4, int(os.environ.get("MEASUREALIGN_WRITES", "100"))
KILLS = int(os.environ.get("MEASUREALIGN_KILLS", "5"))
#: Writers come from a process that has read all modules once.
READY = get_context("forkserver")


@pytest.fixture(autouse=True)
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that writers come from is begun with the first of them, and finds the modules."""
    monkeypatch.setenv("PYTHONPATH", f"{TESTS}{os.pathsep}{TESTS.parent}")
    READY.set_forkserver_preload(["pytest", "store.writer"])


@dataclass
class Writer:
    """A process that judges and votes; what was acknowledged to it stands in a file."""

    name: str
    process: ForkServerProcess
    told: Path

    def acknowledged(self) -> set[str]:
        text = self.told.read_text() if self.told.exists() else ""
        return {f"{self.name}/{at}" for at in text.split("\n")[:-1]}

    def begun(self) -> None:
        while not self.acknowledged() and self.process.is_alive():
            time.sleep(0.01)

    def ended(self, seconds: float) -> int | None:
        """Wait until it has ended; return how."""
        self.process.join(seconds)
        return self.process.exitcode


def writer(address: str, project: str, name: str, folder: Path) -> Writer:
    told = folder / name
    process = READY.Process(target=write, args=(address, project, name, EACH, told))
    process.start()
    return Writer(name, process, told)


def test_of_four_writers_killed_at_any_moment_nothing_is_lost(
    store: Store, address: str, tmp_path: Path
) -> None:
    """Again and again one of four is killed, and another takes its place; the last four finish."""
    project, chance = store.create(ALONE, "x"), random.Random(2018)
    fresh = (writer(address, project.id, f"k{n}", tmp_path) for n in itertools.count())
    at_work = list(itertools.islice(fresh, WRITERS))
    acknowledged: set[str] = set()
    killed = 0
    while killed < KILLS:
        one = at_work.pop(chance.randrange(WRITERS))
        one.begun()
        time.sleep(chance.uniform(0, 0.3))
        one.process.kill()
        killed += one.ended(60) == -signal.SIGKILL
        acknowledged |= one.acknowledged()
        assert acknowledged <= kept(project)
        at_work.append(next(fresh))
    for one in at_work:
        assert one.ended(540) == 0
        assert len(one.acknowledged()) == EACH
        acknowledged |= one.acknowledged()
    found = kept(project)
    assert acknowledged <= found
    assert len(found - acknowledged) <= killed, "of each killed writer one answer was under way"
    words = len(project.all(JUDGEMENTS)) + len(project.all(VOTES))
    assert (len(project.history()), project.revision()) == (words + 1, words)
    print(f"\n{killed} killed, {2 * len(acknowledged)} words acknowledged, 0 lost")


def kept(project: KeptProject) -> set[str]:
    """Which pairs of a judgement and a vote are in the store."""
    judged = {each.value.left for each in project.all(JUDGEMENTS)}
    return judged & {f"{each.value.by}/{each.value.family[1:]}" for each in project.all(VOTES)}

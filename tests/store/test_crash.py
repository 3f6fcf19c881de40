"""Many write at once and are killed at any moment: nothing acknowledged is lost.

MEASUREALIGN_KILLS says at how many moments a writer is killed (the suite: 5; at release: 100).
"""

import itertools
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from measurealign.store import KeptProject, Store
from measurealign.store.kinds import JUDGEMENTS, VOTES
from store.samples import ALONE

TESTS = Path(__file__).parents[1]
WRITERS, EACH = 4, 250
KILLS = int(os.environ.get("MEASUREALIGN_KILLS", "5"))


@dataclass
class Writer:
    """A process that judges and votes; what was acknowledged to it stands in a file."""

    name: str
    process: subprocess.Popen[bytes]
    told: Path

    def acknowledged(self) -> set[str]:
        return {f"{self.name}/{at}" for at in self.told.read_text().split("\n")[:-1]}

    def begun(self) -> None:
        while not self.acknowledged() and self.process.poll() is None:
            time.sleep(0.01)


def writer(address: str, project: str, name: str, folder: Path) -> Writer:
    command = [sys.executable, "-m", "store.writer", address, project, name, str(EACH)]
    env = {**os.environ, "PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent}"}
    told = folder / name
    with told.open("wb") as out:
        return Writer(name, subprocess.Popen(command, stdout=out, env=env), told)


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
        killed += one.process.wait(60) == -signal.SIGKILL
        acknowledged |= one.acknowledged()
        assert acknowledged <= kept(project)
        at_work.append(next(fresh))
    for one in at_work:
        assert one.process.wait(540) == 0
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

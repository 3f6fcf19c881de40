"""Many writers at once, and writers killed at any moment: nothing acknowledged is lost.

MEASUREALIGN_KILLS says at how many moments a writer is killed (the suite: 5; at release: 100).
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from measurealign.store import Store
from measurealign.store.kinds import JUDGEMENTS, VOTES
from store.samples import ALONE

TESTS = Path(__file__).parents[1]
WRITERS, EACH = 4, 250
KILLS = int(os.environ.get("MEASUREALIGN_KILLS", "5"))


def writer(address: str, project: str, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "store.writer", address, project, name, str(count)]
    paths = f"{TESTS}{os.pathsep}{TESTS.parent}"
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}
    )


def test_four_writers_lose_nothing(store: Store, address: str) -> None:
    project = store.create(ALONE, "x")
    writers = [writer(address, project.id, f"w{n}", EACH) for n in range(WRITERS)]
    for one in writers:
        said, _ = one.communicate(timeout=540)
        assert one.returncode == 0
        assert said.split() == [str(at) for at in range(EACH)]
    assert len(project.all(JUDGEMENTS)) == len(project.all(VOTES)) == WRITERS * EACH
    assert len(project.history()) == 2 * WRITERS * EACH + 1
    assert project.revision() == 2 * WRITERS * EACH


def test_what_was_acknowledged_outlives_a_kill(store: Store, address: str) -> None:
    project, chance = store.create(ALONE, "x"), random.Random(2018)
    acknowledged: set[str] = set()
    for kill in range(KILLS):
        name = f"k{kill}"
        one = writer(address, project.id, name, 100_000)
        assert one.stdout is not None
        first = one.stdout.readline()
        time.sleep(chance.uniform(0, 0.3))
        one.kill()
        rest, _ = one.communicate(timeout=60)
        acknowledged |= {f"{name}/{at}" for at in (first + rest).splitlines() if at}
        # The other side of the promise: half a change is never seen.
        judged = {each.value.left for each in project.all(JUDGEMENTS)}
        voted = {f"{each.value.by}/{each.value.family[1:]}" for each in project.all(VOTES)}
        assert acknowledged <= judged & voted
        assert len(project.history()) == len(judged) + len(voted) + 1
    assert len(acknowledged) >= KILLS

"""Many people at the screens while the worst lists that are taken are uploaded (`make soak`).

python tests/soak.py [--people N] [--minutes M] [--uploads K]. One person alone is measured first;
then N people, each with a project, open pages for M minutes, and K others bring the worst accepted
list again and again, each time with other lines, and go on with it: it is read, looked up and shown
beside other sets.
Prints errors, how long a page took (median, 95 %) beside the one person, and the server's memory.
Exit 1 on any error. Seconds are told, not judged: they are the machine's.
"""

import argparse
import itertools
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from visitor import Visitor, app

from measurealign.catalog.imports.own import MOST_LINES

PAGES = ("", "catalog", "compare", "burden", "align", "regions", "study", "mylist", "review")


@dataclass
class Told:
    """What came of a time: seconds of each page, what went wrong, megabytes now and then."""

    pages: list[float] = field(default_factory=list)
    uploads: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    def join(self, other: "Told") -> None:
        """Take in what came of another's time."""
        self.pages += other.pages
        self.uploads += other.uploads
        self.errors += other.errors

    @property
    def slow(self) -> float:
        """Seconds within which 95 of 100 pages came."""
        return statistics.quantiles(self.pages, n=20)[-1]

    def __str__(self) -> str:
        return (
            f"{len(self.pages)} pages, median {statistics.median(self.pages):.3f} s, 95 % "
            f"{self.slow:.3f} s; {len(self.uploads)} uploads"
            + (f", at most {max(self.uploads):.1f} s" if self.uploads else "")
            + f"; {len(self.errors)} errors"
        )


def worst_list(number: int) -> bytes:
    """Return the longest list that the screens take: each line a title that nobody has brought."""
    rows = (f"Share of adults of group {at} of {number} with condition {at * 7} seen in {at % 90} "
            "days\n" for at in range(MOST_LINES))  # fmt: skip
    return ("Measure\n" + "".join(rows)).encode()


def together(
    address: str, pid: int, people: int, uploads: int, seconds: float, pause: float = 4
) -> Told:
    """Let people open pages, at most `pause` seconds apart, and others bring lists, for so long."""
    told, end = Told(), time.monotonic() + seconds
    reads = partial(_noted, _reads, address, end, pause)
    brings = partial(_noted, _brings, address, end)
    # Who brings lists has a process of their own: what they make and read holds no reader's clock.
    with ThreadPoolExecutor(people) as readers, ProcessPoolExecutor(max(uploads, 1)) as bringers:
        work = [*(readers.submit(reads, at) for at in range(people)),
                *(bringers.submit(brings, at) for at in range(uploads))]  # fmt: skip
        while not all(one.done() for one in work):
            told.memory.append(_megabytes(pid))
            time.sleep(2)
    for one in work:
        told.join(one.result())
    return told


def _noted(work: Callable[..., None], *given: object) -> Told:
    """Return what came of a work, with what ended it before its time."""
    told = Told()
    try:
        work(*given, told)
    except Exception as error:
        told.errors.append(f"{type(error).__name__}: {error}")
    return told


def _reads(address: str, end: float, pause: float, number: int, told: Told) -> None:
    chance = random.Random(number)
    time.sleep(chance.uniform(0, pause))  # people do not come all at once
    with Visitor(address) as one:
        one.go()
        while time.monotonic() < end:
            told.pages.append(one.go(chance.choice(PAGES), one.query))
            time.sleep(chance.uniform(pause / 4, pause))
        told.errors += one.errors


def _brings(address: str, end: float, number: int, told: Told) -> None:
    lists = itertools.count(number, 100)
    while time.monotonic() < end:
        content = worst_list(next(lists))
        with Visitor(address) as one:
            one.go()
            one.go("mylist")
            read = one.upload("Your contract", "worst.csv", content)
            told.uploads.append(read + one.press("Go on with this list"))
            told.errors += one.errors


def _megabytes(pid: int) -> float:
    """Return the memory of the server, without the processes in which it reads files."""
    text = Path(f"/proc/{pid}/status").read_text("utf-8")
    return next(int(line.split()[1]) / 1000 for line in text.splitlines() if "VmRSS" in line)


def _tenths(memory: list[float]) -> list[str]:
    """Return the median of each tenth of the time: flat is what no longer grows."""
    ends = [len(memory) * at // 10 for at in range(11)]
    parts = (memory[a:b] for a, b in itertools.pairwise(ends) if b > a)
    return [f"{statistics.median(part):.0f}" for part in parts]


def main() -> int:
    """Measure one person, then all."""
    asked = argparse.ArgumentParser(prog="soak")
    asked.add_argument("--people", type=int, default=10)
    asked.add_argument("--minutes", type=float, default=2)
    asked.add_argument("--uploads", type=int, default=5)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, app(Path(folder)) as (address, pid):
        with Visitor(address) as warm:
            for page in PAGES:
                warm.go(page)
        # Seldom apart: a minute gives a hundred pages to tell 95 in 100 of.
        alone = together(address, pid, 1, 0, 60 * min(given.minutes, 1), pause=0.8)
        print(f"one person: {alone}", flush=True)
        many = together(address, pid, given.people, given.uploads, 60 * given.minutes)
    print(f"{given.people} people and {given.uploads} who bring lists: {many}")
    print(f"95 % beside the one person's: {many.slow / alone.slow:.1f} x")
    print(f"memory in MB, the median of each tenth of the time: {', '.join(_tenths(many.memory))}; "
          f"{many.memory[0]:.0f} at first, {max(many.memory):.0f} at most")  # fmt: skip
    print("".join(f"  {one}\n" for one in many.errors[:10]), end="")
    return int(bool(alone.errors or many.errors))


if __name__ == "__main__":
    sys.exit(main())

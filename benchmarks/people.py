"""How the app holds when many people work at once: `python -m benchmarks.people [PEOPLE]`.

Each is a session of its own that does what a browser does over the websocket, a project of its own
open: it looks for a while, then changes a choice or goes to another page. Told are the seconds
until the server has said the whole page, and the server's memory. The people are threads of this
process, on the same machine as the server.
"""

import os
import random
import statistics
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from streamlit.proto.WidgetStates_pb2 import WidgetState
from visitor import Visitor, app

from benchmarks.app import high

PEOPLE, SECONDS = 25, 120.0
#: Seconds that somebody looks at a page, at least and at most.
LOOKS = (3.0, 7.0)
#: The 95th percentile of an action may take so many seconds; the memory may grow by such a share
#: from the end of the first quarter, when everybody has had each page once, to the end.
ALLOWED, GROWTH = 1.0, 0.1
#: What can be changed on each page: the kind of choice and the words on it.
CHOICES = {
    "compare": (("button_group", "View"), ("selectbox", "What counts as agreeing")),
    "burden": (("button_group", "View"), ("selectbox", "My CPC+ region")),
    "align": (("button_group", "View"), ("selectbox", "Rules of")),
    "regions": (("selectbox", "Open region"),),
    "study": (("button_group", "Count"),),
}  # fmt: skip


def memory(process: int) -> int:
    """Return the bytes of memory that a process holds."""
    told = Path(f"/proc/{process}/statm").read_text("utf-8").split()
    return int(told[1]) * os.sysconf("SC_PAGE_SIZE")


def offered(one: Visitor, page: str) -> list[tuple[str, str]]:
    """Return the choices that the page offers: a region with one list leaves little to compare."""
    drawn = [(key.split(":")[0], widget.label) for key, widget in one.seen.items()]
    return [(kind, words) for kind, words in CHOICES[page]
            if any(kind == known and words in label for known, label in drawn)]  # fmt: skip


def act(one: Visitor, page: str, draw: random.Random) -> tuple[str, float]:
    """Change a choice of the page; return its words and the seconds until the page was told."""
    kind, label = draw.choice(offered(one, page))
    found = one.find(kind, label)
    state = WidgetState(id=found.id)
    if kind == "selectbox":
        state.string_value = draw.choice(found.options)
    else:
        state.string_array_value.data.append(draw.choice(found.options).content)
    return f"{page}: {label}", one.act(state)


def work(address: str, seed: int, until: float) -> list[tuple[str, float]]:
    """Be one person until a time; return what was done and how many seconds each took."""
    draw, took = random.Random(seed), list[tuple[str, float]]()
    with Visitor(address) as one:
        time.sleep(draw.uniform(0, LOOKS[1]))  # people do not come all at once
        one.go()
        page = draw.choice(list(CHOICES))
        took.append((f"open {page}", one.go(page, one.query)))
        while time.monotonic() < until:
            time.sleep(draw.uniform(*LOOKS))
            if draw.random() < 0.2 or not offered(one, page):
                page = draw.choice(list(CHOICES))
                took.append((f"open {page}", one.go(page, one.query)))
            else:
                took.append(act(one, page, draw))
        assert not one.errors, one.errors
    return took


def watch(process: int, until: float, seen: list[int]) -> None:
    """Note the memory of a process once a second."""
    while time.monotonic() < until:
        seen.append(memory(process))
        time.sleep(1)


def measure(people: int) -> tuple[list[tuple[str, float]], list[int]]:
    """Let people work; return what each action took, and the memory at each second."""
    seen = list[int]()
    with tempfile.TemporaryDirectory() as folder, app(Path(folder)) as (address, process):
        with Visitor(address) as first:
            for page in CHOICES:  # the server is warm: nobody comes to a fresh one with 24 others
                first.go(page)
        until = time.monotonic() + SECONDS
        threading.Thread(target=watch, args=(process, until, seen)).start()
        with ThreadPoolExecutor(people) as all_:
            done = all_.map(lambda seed: work(address, seed, until), range(people))
            took = [each for one in done for each in one]
    return took, seen


def main() -> int:
    """Print the seconds of each action and the memory; return 1 if too slow or growing."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    took, seen = measure(people)
    by_name: dict[str, list[float]] = {}
    for name, seconds in took:
        by_name.setdefault(name, []).append(seconds)
    print(f"{'seconds from choice to told page':36} {'times':>6} {'median':>8} {'95 %':>8}")
    every = [seconds for _, seconds in took]
    for name, each in (*sorted(by_name.items()), ("all actions", every)):
        worst = high(each) if len(each) > 1 else each[0]
        print(f"{name:36} {len(each):6} {statistics.median(each):8.2f} {worst:8.2f}")
    early, late = seen[len(seen) // 4], seen[-1]
    print(f"memory of the server: {seen[0] / 1e6:.0f} MB at the start, {early / 1e6:.0f} MB after "
          f"a quarter, {late / 1e6:.0f} MB at the end")  # fmt: skip
    print(f"{people} people, {SECONDS:.0f} s, {len(took)} actions: 95 % within "
          f"{high(every):.2f} s (allowed {ALLOWED:g})")  # fmt: skip
    return int(high(every) > ALLOWED or late > early * (1 + GROWTH))


if __name__ == "__main__":
    sys.exit(main())

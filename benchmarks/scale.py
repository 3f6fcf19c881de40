"""How work grows with lines: `python -m benchmarks.scale [--sizes 1000 10000] [--out FILE]`.

Each job runs in a process of its own on one core; told are the seconds of CPU and by the clock,
and the most memory that it held. What a job needs before (the lists, the inventory) is not
counted. Nothing that was kept from an earlier run is used.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from math import log
from pathlib import Path
from time import perf_counter

from benchmarks.jobs import JOBS

SIZES = (1_000, 10_000, 100_000)
#: A job is not tried where it would take longer, told by its growth so far: seconds of CPU.
LONGEST = 1_200.0
OUT = Path(__file__).parent / "RESULTS.md"
#: The power of lines with which a job grows, where it is not linear (splink: pairs with the
#: square, but starting and learning take most of a short list's time).
POWER = {"token_sort": 2, "tf_idf": 2, "splink": 1.8, "dedupe": 2}


def run(name: str, size: int) -> dict[str, float]:
    """Return what a job took with its processes: CPU and clock in seconds, peak memory in MB.

    The memory is that of the largest of its processes.
    """
    job = JOBS[name][1](size)
    clock, cpu = perf_counter(), _cpu()
    job()
    took = {"cpu": _cpu() - cpu, "clock": perf_counter() - clock}
    peaks = (resource.getrusage(who).ru_maxrss for who in _WHO)
    return took | {"memory": max(peaks) / 1024}


_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _cpu() -> float:
    return sum(one.ru_utime + one.ru_stime for one in map(resource.getrusage, _WHO))


def measured(names: Iterable[str], sizes: Iterable[int]) -> dict[str, dict[int, dict[str, float]]]:
    """Return what each job took at each size; what would take too long is left out."""
    found: dict[str, dict[int, dict[str, float]]] = {name: {} for name in names}
    for size in sorted(sizes):
        for name, told in found.items():
            last = max(told, default=0)
            if last and told[last]["cpu"] * (size / last) ** POWER.get(name, 1) > LONGEST:
                continue
            took = _apart(name, size)
            if took is not None:
                told[size] = took
            print(f"{JOBS[name][0]}, {size:,}: {took}", file=sys.stderr, flush=True)
    return found


def _apart(name: str, size: int) -> dict[str, float] | None:
    """Return what a job took in a process of its own, None where it could not be done."""
    with tempfile.TemporaryDirectory() as empty:
        alone = {
            "XDG_CACHE_HOME": empty,
            "TMPDIR": empty,
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
        }
        words = [sys.executable, "-m", "benchmarks.scale", "--job", name, "--sizes", str(size)]
        done = subprocess.run(words, env={**os.environ, **alone}, capture_output=True, text=True)
    if done.returncode:
        print(done.stderr.strip().rsplit("\n", 1)[-1], file=sys.stderr)
        return None
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def growth(told: Mapping[int, Mapping[str, float]], size: int) -> str:
    """Return the exponent of a job's CPU from the size before to this one.

    >>> growth({10: {"cpu": 1.0}, 100: {"cpu": 10.0}}, 100)
    '1.0'
    """
    last = max((one for one in told if one < size), default=0)
    if not last:
        return ""
    return f"{log(told[size]['cpu'] / told[last]['cpu']) / log(size / last):.1f}"


def told_right(names: Iterable[str]) -> dict[str, float]:
    """Return the F1 that jobs reach on the labelled listings, reworded (benchmarks.accuracy)."""
    from benchmarks.accuracy import called_by
    from benchmarks.gold import load, scores
    from benchmarks.peers import PEERS, peers
    from benchmarks.train import called_same, cross_validated, gather, rarity

    gold = load()
    data = gather(gold, rarity(gold))
    called = {"pairs": called_same(data, cross_validated(gold, data))}
    for job in sorted({*names} & _PEERS.keys()):
        for _, chances in peers(gold, these={_PEERS[job]: PEERS[_PEERS[job]]}):
            called[job] = called_by(gold, chances)
    return {job: scores(gold, pairs)["reworded"].f1 for job, pairs in called.items()}


#: Jobs that are peers in benchmarks/peers.py, too.
_PEERS = {
    "token_sort": "rapidfuzz token_sort", "tf_idf": "TF-IDF words", "splink": "splink",
    "dedupe": "dedupe",
}  # fmt: skip


_SAYS = (
    "Written by `python -m benchmarks.scale`: distinct names, one core where it is not said "
    "otherwise, each job in a process of its own and without anything kept. Growth: the exponent "
    "of CPU since the size before (1 is linear, 2 quadratic). F1: on the labelled listings, "
    "reworded, by cross-validation (docs/method.md). docs/scale.md says what follows."
)


def page(found: Mapping[str, Mapping[int, Mapping[str, float]]], right: Mapping[str, float]) -> str:
    """Return the figures as a Markdown page."""
    rows = [
        f"| {JOBS[name][0]} | {size:,} | {took['cpu']:.1f} | {took['clock']:.1f} "
        f"| {took['memory']:.0f} | {growth(told, size)} "
        f"| {f'{right[name]:.2f}' if name in right else ''} |"
        for name, told in found.items()
        for size, took in told.items()
    ]
    return "\n".join(
        (
            "# How work grows with lines",
            "",
            _SAYS,
            "",
            f"Python {platform.python_version()}, {platform.machine()}, "
            f"load when it was written {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores.",
            "",
            "| job | lines | CPU s | clock s | peak MB | growth | F1 |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
        )
    )


def main() -> None:
    """Run the jobs and write the page; with --job one of them, its figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--jobs", nargs="+", choices=JOBS, default=tuple(JOBS))
    parser.add_argument("--job", choices=JOBS)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    if args.job:
        print(json.dumps(run(args.job, args.sizes[0])))
        return
    text = page(measured(args.jobs, args.sizes), told_right(args.jobs))
    args.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()

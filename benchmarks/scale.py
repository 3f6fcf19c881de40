"""How work grows with lines: `python -m benchmarks.scale [--sizes 1000 10000] [--out FILE]`.

Each job runs in a process of its own on one core; told are the seconds of CPU and by the clock,
and the most memory that it held. What a job needs before (the lists, the inventory) is not
counted. Nothing that was kept from an earlier run is used.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from math import log
from pathlib import Path
from time import perf_counter, process_time

SIZES = (1_000, 10_000)
#: A job is not tried where it would take longer, told by its growth so far: seconds of CPU.
LONGEST = 1_800.0
OUT = Path(__file__).parent / "RESULTS.md"
ADDED = 40
#: The power of lines with which a job grows, where it is not linear.
POWER = {"token_sort": 2}

Job = Callable[[int], Callable[[], object]]


def pairs(size: int) -> Callable[[], object]:
    """Compare all wordings: relation and confidence of every pair among the candidates."""
    from benchmarks.sizes import lines
    from measurealign.matching.wordings import PairTable

    table = lines(size)
    return lambda: PairTable.of(table, use_ids=False)


def links(size: int) -> Callable[[], object]:
    """Look all lines up in the inventory, its index made ready first."""
    from benchmarks.sizes import lines
    from measurealign.crosswalk import shipped_inventory
    from measurealign.matching.families import printed
    from measurealign.matching.linking.index import Index
    from measurealign.matching.linking.linker import Linker

    table = [printed(line, 2024) for line in lines(size)]
    return lambda: list(Linker(Index.of(shipped_inventory().measures)).links(table))


def extend(size: int) -> Callable[[], object]:
    """Add a list of 40 lines to a crosswalk of so many."""
    from benchmarks.sizes import lines
    from measurealign import crosswalk
    from measurealign.catalog import Catalog
    from measurealign.model import Measure, MeasureSet

    def listed(id_: str, some: Iterable[Measure]) -> MeasureSet:
        named = [{"key": f"{id_}/{n}", "name": one.name, "evidence": "primary"}
                 for n, one in enumerate(some)]  # fmt: skip
        told = {"id": id_, "name": id_, "year": 2024, "sponsor": "x", "kind": "payer"}
        return MeasureSet.model_validate({**told, "measures": named})

    table = lines(size + ADDED)
    whole = Catalog.of([listed("whole-2024", table[:size])])
    before = crosswalk(whole)
    return lambda: crosswalk(whole.with_sets(listed("more-2024", table[size:])), before=before)


def token_sort(size: int) -> Callable[[], object]:
    """Compare all titles with all by rapidfuzz (cdist, token_sort_ratio), one core."""
    from rapidfuzz import fuzz
    from rapidfuzz.process import cdist

    titles = _titles(size)

    def run() -> int:
        return sum(
            int((cdist(titles[at : at + 256], titles, scorer=fuzz.token_sort_ratio,
                       workers=1) > 80).sum())
            for at in range(0, size, 256)
        )  # fmt: skip

    return run


def tf_idf(size: int) -> Callable[[], object]:
    """Find the 20 nearest titles by the cosine of TF-IDF of words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    from measurealign.matching.candidates import _nearest

    titles = _titles(size)
    return lambda: sum(map(len, _nearest(TfidfVectorizer().fit_transform(titles), 20, 0.0)))


def _titles(size: int) -> list[str]:
    from benchmarks.sizes import lines

    return [line.name.lower() for line in lines(size)]


JOBS: Mapping[str, tuple[str, Job]] = {
    "pairs": ("measurealign, wordings with wordings", pairs),
    "links": ("measurealign, lines with the inventory", links),
    "extend": (f"measurealign, {ADDED} more lines", extend),
    "token_sort": ("rapidfuzz cdist token_sort", token_sort),
    "tf_idf": ("TF-IDF words, 20 nearest", tf_idf),
}


def run(name: str, size: int) -> dict[str, float]:
    """Return what a job took, in this process: CPU and clock in seconds, peak memory in MB."""
    import resource

    job = JOBS[name][1](size)
    clock, cpu = perf_counter(), process_time()
    job()
    took = {"cpu": process_time() - cpu, "clock": perf_counter() - clock}
    return took | {"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def measured(names: Iterable[str], sizes: Iterable[int]) -> dict[str, dict[int, dict[str, float]]]:
    """Return what each job took at each size; what would take too long is left out."""
    found: dict[str, dict[int, dict[str, float]]] = {name: {} for name in names}
    for size in sorted(sizes):
        for name, told in found.items():
            last = max(told, default=0)
            if last and told[last]["cpu"] * (size / last) ** POWER.get(name, 1) > LONGEST:
                continue
            told[size] = _apart(name, size)
            print(f"{JOBS[name][0]}, {size:,}: {told[size]}", file=sys.stderr, flush=True)
    return found


def _apart(name: str, size: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as empty:
        alone = {"XDG_CACHE_HOME": empty, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        words = [sys.executable, "-m", "benchmarks.scale", "--job", name, "--sizes", str(size)]
        done = subprocess.run(
            words, env={**os.environ, **alone}, capture_output=True, text=True, check=True
        )
    found: dict[str, float] = json.loads(done.stdout)
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


def page(found: Mapping[str, Mapping[int, Mapping[str, float]]]) -> str:
    """Return the figures as a Markdown page."""
    rows = [
        f"| {JOBS[name][0]} | {size:,} | {took['cpu']:.1f} | {took['clock']:.1f} "
        f"| {took['memory']:.0f} | {growth(told, size)} |"
        for name, told in found.items()
        for size, took in told.items()
    ]
    return "\n".join(
        (
            "# How work grows with lines",
            "",
            "Written by `python -m benchmarks.scale`: distinct names, one core, each job in a "
            "process of its own and without anything kept. Growth: the exponent of CPU since the "
            "size before (1 is linear, 2 quadratic). docs/scale.md says what follows.",
            "",
            f"Python {platform.python_version()}, {platform.machine()}, "
            f"load when it was written {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores.",
            "",
            "| job | lines | CPU s | clock s | peak MB | growth |",
            "|---|---|---|---|---|---|",
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
    text = page(measured(args.jobs, args.sizes))
    args.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()

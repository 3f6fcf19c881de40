"""How well lines of real payers' lists are linked, beside plain matchers over the same names.

    python -m benchmarks.linking [--lists FOLDER]

FOLDER holds lists.csv and names.csv (list_id, year, printed_name, printed_id, target, note): real
lists, labelled by people. Those that the project has are in data/gold/lists. Without them only the
inventory's own names are tested: each hidden in turn and looked up among the rest, and whole
measures hidden, so that the right answer is none. No weight is learnt from the lists.

right: sure, and an id of the target (a part: of the same measure). confirm: put before a person
with the right one first. wrong: sure, and another measure. local: lines that are no known measure
and were surely linked to one.
"""

import argparse
import csv
import random
import re
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.altered import altered
from benchmarks.left_out import counted, lessons, outcomes_out, said
from benchmarks.linker import held_out, name_lessons, outcomes
from measurealign.inventory import KnownMeasure, shipped
from measurealign.inventory.identities import identities
from measurealign.matching.linking.index import Index
from measurealign.matching.linking.linker import Linker
from measurealign.matching.linking.spanish import to_english
from measurealign.matching.linking.title import Printed

LISTS = Path(__file__).parents[2] / "shared" / "lists"
#: Sureness from which a peer's best name counts as a link: the best of these is printed.
CUTS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
Id = tuple[str, str]


@dataclass(frozen=True)
class Labelled:
    """A line of a real list with the ids of its measure; none for a local measure."""

    printed: Printed
    target: frozenset[Id]
    part: bool
    local: bool


@dataclass(frozen=True)
class Answer:
    """What a matcher says of a line: the ids of its best measure, and whether it is sure."""

    ids: frozenset[Id]
    status: str


def labelled(folder: Path) -> Iterator[Labelled]:
    """Yield the lines whose measure an expert can tell."""
    with (folder / "names.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            target = row["target"].strip()
            if target not in ("", "?"):
                printed = Printed(row["printed_name"], row["printed_id"], (), int(row["year"]))
                ids = frozenset(plain(one) for one in target.split("|") if ":" in one)
                local = target.startswith("none")
                yield Labelled(printed, ids, "/" in target.split("|")[0], local)


def plain(identity: str) -> Id:
    """Return an identity without its part, leading noughts and version."""
    scheme, _, value = identity.strip().partition(":")
    value = re.sub(r"^(?:CMS|ACO-)|V\d+$", "", value.partition("/")[0].upper())
    return scheme.lower(), value.lstrip("0")


def ours(lines: Sequence[Labelled], linker: Linker) -> list[Answer]:
    """Return what the linker says."""
    found = linker.links([one.printed for one in lines])
    known = linker.index.measures
    return [
        Answer(
            _ids(known[linker.index.place[one.measure]]) if one.measure else frozenset(),
            one.status,
        )
        for one in found
    ]


def _ids(one: KnownMeasure) -> frozenset[Id]:
    """Return the ids by which a label may call a measure: its own, and the inventory's (inv)."""
    told = (*identities(one).split("|"), f"inv:{one.id}")
    return frozenset(plain(text) for text in told if ":" in text)


def nearest(
    lines: Sequence[Labelled],
    index: Index,
    best: Callable[[Sequence[str]], Iterator[tuple[int, float]]],
) -> list[tuple[frozenset[Id], float]]:
    """Return the ids of the name that a plain matcher finds nearest, with its likeness."""
    found = best([one.printed.name for one in lines])
    return [(_ids(index.measures[int(index.owner[n])]), like) for n, like in found]


def by_letters(
    names: Sequence[str], scorer: Callable[..., float]
) -> Callable[..., Iterator[tuple[int, float]]]:
    """Return rapidfuzz's extractOne over all names."""
    lower = [name.lower() for name in names]

    def best(texts: Sequence[str]) -> Iterator[tuple[int, float]]:
        for text in texts:
            hit = process.extractOne(text.lower(), lower, scorer=scorer)
            yield (hit[2], hit[1] / 100) if hit else (0, 0.0)

    return best


def by_ngrams(names: Sequence[str]) -> Callable[..., Iterator[tuple[int, float]]]:
    """Return the nearest by TF-IDF of three and four letters."""
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), lowercase=True)
    table = vectors.fit_transform(names)

    def best(texts: Sequence[str]) -> Iterator[tuple[int, float]]:
        near = (vectors.transform(texts) @ table.T).toarray()
        yield from ((int(row.argmax()), float(row.max())) for row in near)

    return best


def figures(lines: Sequence[Labelled], answers: Sequence[Answer]) -> Counter[str]:
    """Count right, confirm, wrong, missed, and what local lines were linked to."""
    found: Counter[str] = Counter()
    for line, answer in zip(lines, answers, strict=True):
        sure = answer.status == "sure" and bool(answer.ids)
        hit = bool(line.target & answer.ids)
        if line.local:
            found["local"] += 1
            found["local linked"] += sure
            continue
        found["known"] += 1
        kind = "right" if hit else "wrong"
        found[kind if sure else "confirm" if hit and answer.status == "confirm" else "missed"] += 1
    return found


def told(name: str, found: Counter[str], seconds: float | None = None) -> str:
    """Return a line of the table."""
    known, local = max(found["known"], 1), max(found["local"], 1)
    shares = "  ".join(f"{found[k] / known:7.1%}" for k in ("right", "confirm", "wrong", "missed"))
    cpu = f"{seconds:8.1f} s" if seconds is not None else ""
    return f"{name:34} {shares}  {found['local linked'] / local:7.1%}{cpu}"


def pace(linker: Linker, count: int = 10_000) -> str:
    """Return how long many lines take, each another: names of the inventory, altered."""
    dice, names = random.Random(1), linker.index.names
    lines = [Printed(f"{altered(dice.choice(names), dice)} {n}") for n in range(count)]
    taken = []
    for size in (count // 4, count):
        start = time.process_time()
        deque(linker.links(lines[:size]), maxlen=0)
        taken.append(f"{size:,} lines {time.process_time() - start:.1f} s")
    return f"CPU: {', '.join(taken)}"


HEAD = f"{'':34}   right  confirm    wrong   missed    local  CPU"


def peers(lines: Sequence[Labelled], index: Index) -> Iterator[str]:
    """Yield a line for each plain matcher, at the cut where right minus wrong is best."""
    for name, best in (
        ("rapidfuzz token_sort", by_letters(index.names, fuzz.token_sort_ratio)),
        ("rapidfuzz token_set", by_letters(index.names, fuzz.token_set_ratio)),
        ("rapidfuzz WRatio", by_letters(index.names, fuzz.WRatio)),
        ("TF-IDF, 3 and 4 letters", by_ngrams(index.names)),
    ):
        start = time.process_time()
        near = nearest(lines, index, best)
        cpu = time.process_time() - start
        tables = [
            figures(lines, [Answer(ids, "sure" if like >= cut else "none") for ids, like in near])
            for cut in CUTS
        ]
        yield told(name, max(tables, key=lambda one: one["right"] - one["wrong"]), cpu)


def kinds(lines: Sequence[Labelled], answers: Sequence[Answer]) -> Iterator[str]:
    """Yield our figures by kind of line."""
    tests: dict[str, Callable[[Labelled], bool]] = {
        "  whole measures": lambda one: not one.part,
        "  parts": lambda one: one.part,
        "  Spanish": lambda one: bool(to_english(one.printed.name)),
    }
    for name, test in tests.items():
        kept = [n for n, line in enumerate(lines) if test(line)]
        yield told(name, figures([lines[n] for n in kept], [answers[n] for n in kept]))


def main() -> None:
    """Print the table."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("--lists", type=Path, default=LISTS)
    folder = ask.parse_args().lists
    index = Index.of(shipped().measures)
    linker = Linker(index)
    by = linker.weights
    print("The inventory's own names hidden in turn, and lists left out (learnt without them):")
    told_names, out = outcomes(index), outcomes_out(linker)
    print(held_out(told_names, lessons(out)))
    print(said(counted(out, name_lessons(told_names), by.sure, by.confirm)))
    print(pace(linker))
    if not (folder / "names.csv").is_file():
        print(f"no labelled lists in {folder}: nothing more to compare")
        return
    lines = list(labelled(folder))
    start = time.process_time()
    answers = ours(lines, linker)
    print(f"\nReal lists, {len(lines)} lines:\n{HEAD}")
    print(told("measurealign", figures(lines, answers), time.process_time() - start))
    print("\n".join([*kinds(lines, answers), *peers(lines, index)]))


if __name__ == "__main__":
    main()

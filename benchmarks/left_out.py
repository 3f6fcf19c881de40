"""Lists left out: how lines of a payer, state or region are linked that nobody has read before.

For each programme of a payer, state or region, the names that only its lists print are hidden
(titles excepted), and its own measures; then its lines are looked up. What they are is told by the
whole inventory. And each body's own measures (`data/measures`, registries' aside) are hidden with
their parts and looked up by the names that the body prints: linking one to a known measure is
wrong, however alike they are.
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from sklearn.linear_model import LogisticRegression

from measurealign import load_catalog
from measurealign.catalog.programmes import yearless
from measurealign.matching.families import printed
from measurealign.matching.linking.index import Index
from measurealign.matching.linking.linker import LEAST, LEAST_ASKED, Linker, Printed
from measurealign.matching.linking.names import key
from measurealign.matching.linking.standing import standing
from measurealign.matching.linking.title import read_off
from measurealign.matching.linking.weights import Sureness, told
from measurealign.model import chance

KINDS = ("state", "payer", "regional")
FOLDS = 5
#: A local name teaches a third as much as a line: there are three times as many.
LOCAL = 0.35
SHARES = ("right", "confirm", "wrong", "missed")


@dataclass(frozen=True)
class LineOut:
    """A line with its measure (None: a body's own, hidden), its maker, and the names hidden."""

    printed: Printed
    measure: int | None
    maker: str
    hidden: frozenset[int]


@dataclass(frozen=True)
class Outcome:
    """What became of a line: figures of sureness, and whether its best measure is the right one.

    `open`: the best is no body's own; `likely`, `askable`: likely enough alone to be sure, asked.
    """

    maker: str
    local: bool
    figures: dict[str, float]
    right: bool
    open: bool
    likely: bool
    askable: bool

    @property
    def fold(self) -> int:
        """The fold in which a maker's lines are tested: the same on every machine."""
        return zlib.crc32(self.maker.encode()) % FOLDS


def lines_out(linker: Linker) -> Iterator[LineOut]:
    """Yield the lines of lists left out, then the names of bodies' own measures."""
    yield from _listed(linker)
    yield from _own(linker.index)


def _listed(linker: Linker) -> Iterator[LineOut]:
    index, names = linker.index, _names(linker.index)
    printers: dict[str, set[str]] = defaultdict(set)
    lines: dict[tuple[str, str, str], Printed] = {}
    for one in load_catalog():
        for line in one.measures:
            printers[_key(linker, line.name)].add(yearless(one.id))
            if one.kind in KINDS and line.grain == "measure":
                asked = printed(line, one.year)
                lines.setdefault((asked.programme, asked.name, str(asked.ids)), asked)
    for asked, link in zip(lines.values(), linker.links(list(lines.values())), strict=True):
        place = index.place[link.measure] if link.measure and link.status == "sure" else None
        if place is None or index.local[place]:
            continue
        own = {n for i in _makes(index, asked.programme) for n in names[i]}
        text = _key(linker, asked.name)
        if printers[text] == {asked.programme} and index.titles[place] != text:
            own |= index.made_of(place, text)
        yield LineOut(replace(asked, programme=""), place, asked.programme, frozenset(own))


def _own(index: Index) -> Iterator[LineOut]:
    names, family = _names(index), defaultdict(list)
    for i in range(len(index.kin)):
        family[_head(index, i)] += names[i]
    for i, one in enumerate(index.measures):
        ids = {id_.scheme for each in index.kin[i] for id_ in index.measures[each].ids}
        if index.local[i] and "qcdr" not in ids:
            hidden = frozenset(family[_head(index, i)])
            texts = {key(name): name for name in [n.name for n in one.names] or [one.title]}
            for text in texts.values():
                yield LineOut(Printed(text), None, one.steward or "", hidden)


def _key(linker: Linker, name: str) -> str:
    return key(read_off(name, frozenset(linker.index.codes)).text)


def _names(index: Index) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for n, measure in enumerate(index.owner.tolist()):
        found[measure].append(n)
    return found


def _makes(index: Index, maker: str) -> list[int]:
    return [i for i, makers in enumerate(index.makers) if index.local[i] and makers == {maker}]


def _head(index: Index, place: int) -> int:
    return min(index.kin[place] - {place}, default=place)


def outcomes_out(linker: Linker) -> list[Outcome]:
    """Return what becomes of each line; the likeness is the shipped one."""
    lines = list(lines_out(linker))
    found = linker.weighed([one.printed for one in lines], [one.hidden for one in lines])
    index, outcomes = linker.index, []
    for line, (asked, choices) in zip(lines, found, strict=True):
        if choices:
            best, place = choices[0], choices[0].candidate.measure
            stands = standing(index, asked.texts[-1], place, best.how, line.hidden)
            right = line.measure is not None and bool(index.kin[place] & index.kin[line.measure])
            outcomes.append(Outcome(
                line.maker, line.measure is None, told(best.score, linker.lead(choices), stands),
                right, not index.local[place], best.confidence >= LEAST,
                best.confidence >= LEAST_ASKED,
            ))  # fmt: skip
    return outcomes


@dataclass(frozen=True)
class Lesson:
    """What one line teaches: figures, whether its best measure is right, and how much it counts."""

    figures: dict[str, float]
    right: bool
    weight: float


def lessons(outcomes: Sequence[Outcome], but: int | None = None) -> list[Lesson]:
    """Return what lists left out teach, without those of one fold."""
    return [
        Lesson(one.figures, one.right, LOCAL if one.local else 1.0)
        for one in outcomes
        if one.fold != but
    ]


def sureness(taught: Sequence[Lesson]) -> Sureness:
    """Learn how the figures of the best measure tell that it is the right one."""
    names = list(taught[0].figures)
    table = np.array([list(one.figures.values()) for one in taught])
    model = LogisticRegression(C=1.0, max_iter=2000)
    weight = [one.weight for one in taught]
    model.fit(table, [one.right for one in taught], sample_weight=weight)
    learnt = {n: round(float(x), 4) for n, x in zip(names, model.coef_[0], strict=True)}
    return Sureness(start=round(float(model.intercept_[0]), 4), **learnt)


def counted(
    outcomes: Sequence[Outcome], names: Sequence[Lesson], sure: float, confirm: float
) -> Counter[str]:
    """Count what becomes of the lines; each maker's are judged by what the others taught.

    `names` is what names hidden teach (benchmarks/linker.py).
    """
    counts: Counter[str] = Counter()
    for k in range(FOLDS):
        by = sureness([*lessons(outcomes, k), *names])
        for one in outcomes:
            if one.fold == k:
                total = by.start + sum(getattr(by, n) * x for n, x in one.figures.items())
                counts[_judged(one, chance(total), sure, confirm)] += 1
    return counts


def _judged(one: Outcome, confidence: float, sure: float, confirm: float) -> str:
    taken = confidence >= sure and one.open and one.likely
    if one.local:
        return "local linked" if taken else "local"
    if taken:
        return "right" if one.right else "wrong"
    return "confirm" if one.right and one.askable and confidence >= confirm else "missed"


def said(counts: Counter[str]) -> str:
    """Return the figures in a line."""
    known = max(1, sum(counts[kind] for kind in SHARES))
    local = counts["local"] + counts["local linked"]
    shares = "  ".join(f"{kind} {counts[kind] / known:.1%}" for kind in SHARES)
    linked = counts["local linked"] / max(1, local)
    return f"{known} lines of lists left out: {shares}; {local} local names: linked {linked:.1%}"

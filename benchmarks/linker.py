"""Learn the linker's weights from the inventory alone: names hidden, measures hidden.

    python -m benchmarks.linker          prints the held-out figures and writes data/linker.yaml

Every published name of a measure with several is taken out in turn and looked up among the rest;
and whole measures are taken out with their kin, so that the right answer is none. Half of the
lines are altered as people alter names. So likeness is learnt; when it is enough to be sure is
learnt mostly from whole lists left out (left_out.py). No labelled list is read here.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from benchmarks.altered import altered
from benchmarks.left_out import Lesson, counted, lessons, outcomes_out, said, sureness
from measurealign.catalog.shipped import data_folder
from measurealign.inventory import shipped
from measurealign.matching.linking.index import Index
from measurealign.matching.linking.likeness import Candidate, Likeness
from measurealign.matching.linking.linker import Linker
from measurealign.matching.linking.standing import NameStanding, standing
from measurealign.matching.linking.weights import LEAD, Weights, weights
from measurealign.matching.linking.weights import told as figures_of
from measurealign.model import chance

SEED = 20261126
#: Names taken out of each measure; share of measures taken out whole.
EACH, STRANGERS = 4, 0.35
FOLDS = 5
#: A wrong part of the right measure is half an error: it teaches less.
KIN = 0.3
#: Of what is sure a name hidden teaches a tenth of a line left out: there are ten times as many.
NAME = 0.1

#: What is stated, not learnt: what ids, acronyms and equal names say (log odds).
DECLARED = {"id": 6.0, "other id": -3.0, "code": 4.0, "common code": 1.0, "other code": -1.5,
            "local": -5.0, "own list": 1.0, "spoken": -2.0, "too early": -4.0}  # fmt: skip
EQUAL = {"same name": 3.0, "same terms": 1.0}
SURE, CONFIRM = 0.65, 0.03
_HEAD = """\
# The linker: log odds that a line is a known measure = intercept + sum of weight x figure.
# Written by `python -m benchmarks.linker`; `declared` and the equal names are stated, not learnt.
"""


@dataclass(frozen=True)
class Query:
    """A line whose measure is known (None: none of the inventory), and the names hidden from it."""

    text: str
    measure: int | None
    group: int
    hidden: frozenset[int]


@dataclass(frozen=True)
class Rows:
    """Candidates of queries as rows: figures, whether they are right, what each row teaches."""

    figures: np.ndarray
    right: np.ndarray
    weight: np.ndarray


def queries(index: Index, seed: int = SEED) -> Iterator[Query]:
    """Yield names taken out of the index, and names of measures taken out whole."""
    dice = random.Random(seed)
    head = [min(kin - {i}, default=i) for i, kin in enumerate(index.kin)]
    names: dict[int, list[int]] = {}
    family: dict[int, list[int]] = {}
    for n, measure in enumerate(index.owner.tolist()):
        if not index.coded[n] and index.roots[n] == index.bags[n].text:
            names.setdefault(measure, []).append(n)
        family.setdefault(head[measure], []).append(n)
    for measure, own in names.items():
        texts = {index.bags[n].text: n for n in own}
        group = head[measure]
        for text in dice.sample(sorted(texts), min(EACH, len(texts))) if len(texts) > 1 else ():
            hidden = index.made_of(measure, text)
            yield Query(altered(index.names[texts[text]], dice), measure, group, hidden)
        if dice.random() < STRANGERS:
            stranger = texts[dice.choice(sorted(texts))]
            yield Query(index.names[stranger], None, group, frozenset(family[group]))


def looked_up(index: Index, asked: Sequence[Query]) -> list[list[Candidate]]:
    """Return the candidates of each query, its own names hidden."""
    texts = [index.spelling.mend(query.text) for query in asked]
    hidden = [query.hidden for query in asked]
    return list(Likeness(index).candidates(texts, without=hidden))


def rows(
    index: Index, asked: Sequence[Query], found: Sequence[Sequence[Candidate]], names: Sequence[str]
) -> Rows:
    """Return the candidates of some queries as rows to learn from."""
    figures, right, weight = [], [], []
    for query, candidates in zip(asked, found, strict=True):
        for one in candidates:
            same = one.measure == query.measure
            figures.append([one.figures.get(name, 0.0) for name in names])
            right.append(same)
            weight.append(KIN if not same and _kin(index, one.measure, query.measure) else 1.0)
    return Rows(np.array(figures), np.array(right), np.array(weight))


def _kin(index: Index, one: int, other: int | None) -> bool:
    return other is not None and bool(index.kin[one] & index.kin[other])


def learnt_figures(found: Sequence[Sequence[Candidate]]) -> list[str]:
    """Return the names of the figures that are learnt.

    That names are equal is stated, not learnt: all equal names of a measure are hidden.
    """
    return sorted({name for each in found for one in each for name in one.figures} - EQUAL.keys())


def fit(taught: Rows) -> LogisticRegression:
    """Fit the weights."""
    model = LogisticRegression(C=1.0, max_iter=3000)
    return model.fit(taught.figures, taught.right, sample_weight=taught.weight)


@dataclass(frozen=True)
class Outcome:
    """What became of a query: score and lead of the best measure, whether it is the right one."""

    group: int
    stranger: bool
    score: float
    lead: float
    stands: NameStanding
    right: bool


def outcomes(index: Index, seed: int = SEED) -> list[Outcome]:
    """Return the outcome of each query, judged by weights that its group taught nothing."""
    asked = list(queries(index, seed))
    found = looked_up(index, asked)
    names = learnt_figures(found)
    fold = np.array([query.group % FOLDS for query in asked])
    told = []
    for k in range(FOLDS):
        inside = np.flatnonzero(fold != k)
        model = fit(rows(index, [asked[i] for i in inside], [found[i] for i in inside], names))
        weights = dict(zip(names, model.coef_[0].tolist(), strict=True)) | EQUAL
        for i in np.flatnonzero(fold == k):
            if found[i]:
                start = float(model.intercept_[0])
                told.append(_outcome(index, asked[i], found[i], weights, start))
    return told


def _outcome(
    index: Index, query: Query, found: Sequence[Candidate], weights: dict[str, float], start: float
) -> Outcome:
    scored = sorted(
        ((start + _sum(weights, one) + _prior(index, one), one.measure) for one in found),
        reverse=True,
    )
    best, measure = scored[0]
    rival = max((s for s, m in scored if not _kin(index, m, measure)), default=best - LEAD)
    right = _kin(index, measure, query.measure)
    lead = min(best - rival, LEAD)
    stands = standing(index, query.text, measure, "likeness", query.hidden)
    return Outcome(query.group, query.measure is None, best, lead, stands, right)


def _sum(weights: dict[str, float], one: Candidate) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in one.figures.items())


def _prior(index: Index, one: Candidate) -> float:
    return (
        DECLARED["local"] * index.local[one.measure] + DECLARED["spoken"] * index.spoken[one.name]
    )


def name_lessons(told: Sequence[Outcome], but: int | None = None) -> list[Lesson]:
    """Return what names hidden teach, without those of one fold."""
    return [
        Lesson(figures_of(one.score, one.lead, one.stands), one.right, NAME)
        for one in told
        if one.group % FOLDS != but
    ]


def held_out(told: Sequence[Outcome], lists: Sequence[Lesson]) -> str:
    """Return the figures at the shipped cuts; the sureness of each fold is learnt without it.

    `lists` is what lists left out teach.
    """
    counts: Counter[str] = Counter()
    for k in range(FOLDS):
        by = sureness([*lists, *name_lessons(told, k)])
        for one in told:
            if one.group % FOLDS == k:
                counts[_judged(one, chance(by.of(one.score, one.lead, one.stands)))] += 1
    known = sum(counts[kind] for kind in KINDS)
    strangers = counts["stranger"] + counts["stranger linked"]
    shares = "  ".join(f"{kind} {counts[kind] / known:.1%}" for kind in KINDS)
    linked = counts["stranger linked"] / max(strangers, 1)
    return f"{known} names hidden: {shares}; {strangers} measures hidden: linked {linked:.1%}"


KINDS = ("right", "confirm", "wrong", "missed")


def _judged(one: Outcome, confidence: float) -> str:
    if one.stranger:
        return "stranger linked" if confidence >= SURE else "stranger"
    if confidence >= SURE:
        return "right" if one.right else "wrong"
    return "confirm" if one.right and confidence >= CONFIRM else "missed"


def learnt(index: Index) -> Weights:
    """Learn how likeness counts, from names hidden; the rest is as it was."""
    asked = list(queries(index))
    found = looked_up(index, asked)
    names = learnt_figures(found)
    model = fit(rows(index, asked, found, names))
    coefficients = {n: round(float(x), 4) for n, x in zip(names, model.coef_[0], strict=True)}
    likeness = dict(sorted((coefficients | EQUAL).items(), key=lambda each: -abs(each[1])))
    return weights().model_copy(update={
        "intercept": round(float(model.intercept_[0]), 4), "likeness": likeness,
        "declared": DECLARED, "sure": SURE, "confirm": CONFIRM,
    })  # fmt: skip


def main() -> None:
    """Learn the weights from the shipped inventory and write data/linker.yaml."""
    index = Index.of(shipped().measures)
    known = learnt(index)
    told, out = outcomes(index), outcomes_out(Linker(index, known))
    found = known.model_copy(update={"sureness": sureness([*lessons(out), *name_lessons(told)])})
    print(held_out(told, lessons(out)))
    print(said(counted(out, name_lessons(told), SURE, CONFIRM)))
    text = _HEAD + yaml.safe_dump(found.model_dump(), sort_keys=False)
    (data_folder() / "linker.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

"""Learn the linker's weights from the inventory alone: names hidden, measures hidden.

    python -m benchmarks.linker [--folder data/measures] [--write]

Every published name of a measure with several is taken out in turn and looked up among the rest;
and whole measures are taken out, so that the right answer is none. No payer's list is read here.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from measurealign.catalog.shipped import data_folder
from measurealign.inventory import shipped
from measurealign.matching.linking.index import Index
from measurealign.matching.linking.likeness import Likeness

SEED = 20261126
#: Names taken out of each measure, whole measures taken out, lines altered.
EACH, STRANGERS, ALTERED = 4, 0.35, 0.5


@dataclass(frozen=True)
class Query:
    """A line whose measure is known (None: none of the inventory), and the names hidden from it."""

    text: str
    measure: int | None
    group: int
    hidden: frozenset[int]


def queries(index: Index, seed: int = SEED) -> Iterator[Query]:
    """Yield names taken out of the index, and names of measures taken out whole."""
    dice = random.Random(seed)
    of: dict[int, list[int]] = {}
    for n, measure in enumerate(index.owner.tolist()):
        of.setdefault(measure, []).append(n)

    heads = {i: min(kin - {i}, default=i) for i, kin in enumerate(index.kin)}
    roots = [heads[i] for i in range(len(index.measures))]
    family: dict[int, list[int]] = {}
    for n, measure in enumerate(index.owner.tolist()):
        family.setdefault(int(roots[measure]), []).append(n)
    for measure, names in of.items():
        texts = {index.bags[n].text: n for n in names}
        picked = dice.sample(sorted(texts), min(EACH, len(texts))) if len(texts) > 1 else []
        for text in picked:
            hidden = frozenset(n for n in names if index.bags[n].text == text)
            line = altered(index.names[texts[text]], dice) if dice.random() < ALTERED else index.names[texts[text]]
            yield Query(line, measure, int(roots[measure]), hidden)
        if dice.random() < STRANGERS:
            text = dice.choice(sorted(texts))
            yield Query(index.names[texts[text]], None, int(roots[measure]), frozenset(family[int(roots[measure])]))


def altered(text: str, dice: random.Random) -> str:
    """Change a name as people do: a slip, a phrase turned around, a word more or less."""
    return dice.choice([_slip, _turned, _fewer, _more, _signs])(text, dice)


def _slip(text: str, dice: random.Random) -> str:
    at = [m for m in re.finditer(r"[A-Za-z]{6,}", text)]
    if not at:
        return text
    word = dice.choice(at)
    i = dice.randrange(word.start() + 1, word.end() - 1)
    kind = dice.randrange(3)
    if kind == 0:
        return text[:i] + text[i + 1 :]
    if kind == 1:
        return text[:i] + text[i] + text[i:]
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def _turned(text: str, dice: random.Random) -> str:
    for mark in (": ", " - ", ", ", " for ", " of ", " in "):
        if mark in text:
            head, _, rest = text.partition(mark)
            return f"{rest} {head}" if mark in (" of ", " for ", " in ") else f"{rest}, {head}"
    return text


def _fewer(text: str, dice: random.Random) -> str:
    words = text.split()
    if len(words) < 4:
        return text
    del words[dice.randrange(len(words))]
    return " ".join(words)


_ADDED = ("Total", "Rate", "Overall", "(Total)", "Measure", "Members", "Percentage of patients with",
          "Medicaid", "Medicare", "Annual", "Adult", "Adults 18+", "All ages", "- Combined Rate", "E")


def _more(text: str, dice: random.Random) -> str:
    added = dice.choice(_ADDED)
    return f"{added} {text}" if dice.random() < 0.3 else f"{text} {added}"


def _signs(text: str, dice: random.Random) -> str:
    return dice.choice([text.replace("-", " "), text.replace("-", ""), text.upper(), text.lower(),
                        text.replace(" and ", " & "), text.replace(":", " -")])


def learn(index: Index, asked: Sequence[Query]) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return figures' names, rows, labels, weights, groups for the candidates of each query."""
    likeness = Likeness(index)
    texts = [index.spelling.mend(q.text) for q in asked]
    rows, labels, weigh, groups = [], [], [], []
    for query, found in zip(asked, likeness.candidates(texts, without=[q.hidden for q in asked]), strict=True):
        for one in found:
            same = query.measure is not None and one.measure == query.measure
            kin = query.measure is not None and not same and bool(index.kin[one.measure] & index.kin[query.measure])
            rows.append(one.figures)
            labels.append(same)
            weigh.append(0.3 if kin else 1.0)
            groups.append(query.group)
    # Equal names are stated to count, not learnt: all that are equal were hidden.
    names = sorted({name for row in rows for name in row} - {"same name", "same terms"})
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    return names, table, np.array(labels), np.array(weigh), np.array(groups)


def fit(table: np.ndarray, labels: np.ndarray, weigh: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=1.0, max_iter=3000).fit(table, labels, sample_weight=weigh)


#: What is stated, not learnt: what ids, acronyms and equal names say (log odds).
DECLARED = {"id": 4.0, "other id": -3.0, "code": 4.0, "other code": -1.5, "local": -2.5,
            "spoken": -1.0}  # fmt: skip
EQUAL = {"same name": 3.0, "same terms": 1.0}
SURE, CONFIRM, MARGIN = 0.6, 0.05, 1.0


def main() -> None:
    """Learn the weights from the shipped inventory and write data/linker.yaml."""
    index = Index.of(shipped().measures)
    names, table, labels, weigh, _ = learn(index, list(queries(index)))
    model = fit(table, labels, weigh)
    learnt = {name: round(float(x), 4) for name, x in zip(names, model.coef_[0], strict=True)}
    found = {
        "intercept": round(float(model.intercept_[0]), 4),
        "likeness": dict(sorted({**learnt, **EQUAL}.items(), key=lambda each: -abs(each[1]))),
        "declared": DECLARED,
        "sure": SURE,
        "confirm": CONFIRM,
        "margin": MARGIN,
    }
    text = yaml.safe_dump(found, sort_keys=False)
    (data_folder() / "linker.yaml").write_text(_HEAD + text, encoding="utf-8")


_HEAD = """\
# The linker: log odds that a line is a known measure = intercept + sum of weight x figure.
# Written by `python -m benchmarks.linker`; `declared` and the equal names are stated, not learnt.
"""

if __name__ == "__main__":
    main()

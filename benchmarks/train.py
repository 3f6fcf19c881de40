"""Train the scorer on the labelled listings: `python -m benchmarks.train` writes data/scorer.yaml.

A logistic regression on named evidence. Evidence may only weigh in the direction in which it
makes sense (agreement for, conflict against): what comes out with the other sign is left out and
the rest is fitted anew, so that every weight can be read and told. Every pair is read without the
synonyms that only its own measures support (hiding.py), so that weights trust the vocabulary as
far as it carries to measures that nobody read while writing it.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from benchmarks.gold import Gold, Pair, load, scores
from benchmarks.hiding import Hidden, supports, without
from measurealign import load_catalog
from measurealign.catalog.shipped import data_folder
from measurealign.matching.candidates import worth_comparing
from measurealign.matching.columns.lines import Lines
from measurealign.matching.evidence import compare, wording_evidence
from measurealign.matching.kinship import kinship
from measurealign.matching.lexicon import lexicon
from measurealign.matching.listings import attribute_evidence, profiles
from measurealign.matching.rarity import Rarity
from measurealign.matching.verdicts import rivalled
from measurealign.matching.whom import whom_on_one_side
from measurealign.matching.wording import read_title

#: Evidence that can only speak for sameness; all other evidence can only speak against it.
FOR = frozenset({
    "shared ideas", "overlap", "overlap over half", "overlap over three quarters",
    "nothing left over on one", "nothing left over on both", "similar text", "similar letters",
    "similar title", "same title", "ages agree", "limits agree", "spans agree", "parts agree",
    "same set, other year", "only in the heading",
})  # fmt: skip
STRENGTH = 0.1
#: What the field knows though the labelled pairs hardly show it: at least so much against.
LEAST = {
    "ages conflict": -7.0, "ages on one side": -6.0, "spans conflict": -3.0,
    "spans on one side": -0.8, "limits conflict": -3.0, "opposite limit": -2.0,
    "limits on one side": -1.2, "parts conflict": -4.0, "parts on one side": -3.0,
    "further condition": -0.8, "further site": -0.8, "further drug": -0.8, "further test": -0.8,
    "further procedure": -0.8, "population on one side": -1.6, "event conflict": -2.5,
    "condition conflict": -1.5, "drug conflict": -1.5, "test conflict": -1.5,
    "survey conflict": -3.0, "direction conflict": -2.0, "further population": -5.0,
}  # fmt: skip
FOLDS = 5
#: Least confidence for `same`: half of the F1 that is reached, where F1 is greatest.
THRESHOLD = 0.4
LEAST_ODDS = float(np.log(THRESHOLD / (1 - THRESHOLD)))
#: Seldom seen, and never more than a hint: equal ages do not make one measure.
MOST = {"ages agree": 0.8, "limits agree": 0.8, "spans agree": 0.8, "parts agree": 0.8}
#: What is declared: ids, since the labelled listings carry none; that a registry's measures are its
#: own, and that a word behind for, in, among ... tells more: learnt beside the rest, both would
#: weaken what carries to other lists.
DECLARED = {
    "same cms id": 5.0, "same mips id": 5.0, "same qcdr id": 5.0, "same cbe id": 3.0,
    "same hedis id": 3.5, "same aco id": 3.0, "id of a kin": 1.0, "other cms id": -2.0,
    "other mips id": -2.5, "other qcdr id": -1.0, "other cbe id": -1.5, "other hedis id": -2.0,
    "other aco id": -1.0, "registry on one side": -1.0,
    "whom on one side": -0.5,
}  # fmt: skip
#: How sure the rules for other relations are, on the labelled pairs.
SURE = {"variant": 0.7, "broader": 0.7, "narrower": 0.7, "related": 0.8, "different": 0.95}


@dataclass(frozen=True)
class Data:
    """Compared pairs: their keys, evidence by name, and whether they are the same measure.

    `declared` is what declared evidence adds to each score; it is no part of `evidence`.
    """

    pairs: list[tuple[str, str]]
    names: list[str]
    evidence: np.ndarray
    same: np.ndarray
    declared: np.ndarray


def rarity(gold: Gold) -> Rarity:
    """Count how common words are among the titles of the catalog and the labelled listings."""
    titles = {each.name for each in gold.measures}
    titles |= {each.name for each in load_catalog().measures.values()}
    return Rarity.of(read_title(title) for title in sorted(titles))


def gather(gold: Gold, words: Rarity, hide: bool = True, share: float = 0.0) -> Data:
    """Compare the labelled listings with each other; each pair is read without its own synonyms.

    `share`: how much else that their titles use is hidden, too. Not `hide`: nothing is hidden.
    """
    readers = _readers(gold, share) if hide else None
    keys, rows, declared = [], [], []
    lines = profiles(gold.measures, use_ids=False)
    places = worth_comparing(Lines.of(lines, frozenset()))
    for one, other in ((lines[a], lines[b]) for a, b in places.tolist()):
        folds = sorted((gold.fold(one.key, FOLDS), gold.fold(other.key, FOLDS)))
        reader = readers[folds[0], folds[1]] if readers else Hidden(lexicon(), kinship())
        titles = reader.read(one.title), reader.read(other.title)
        pair = compare(*titles, words, reader.kin)
        found = wording_evidence(pair) | {"whom on one side": whom_on_one_side(pair)}
        found |= attribute_evidence(one, other)
        declared.append(sum(found.pop(name, 0.0) * by for name, by in DECLARED.items()))
        found["same title"] = float(one.plain == other.plain)
        keys.append((one.key, other.key))
        rows.append(found)
    names = sorted(rows[0])
    evidence = np.array([[row[name] for name in names] for row in rows])
    same = np.array([frozenset(pair) in gold.truth for pair in keys])
    return Data(keys, names, evidence, same, np.array(declared))


def _readers(gold: Gold, share: float) -> Mapping[tuple[int, int], Hidden]:
    """Return for each two folds the vocabulary without what only their titles support."""
    titles: dict[int, set[str]] = {fold: set() for fold in range(FOLDS)}
    for key, row in gold.rows.items():
        titles[gold.fold(key, FOLDS)].add(row["title"])
    supported = supports(sorted(set().union(*titles.values())))
    return {
        (a, b): without(titles[a] | titles[b], supported, share)
        for a, b in combinations_with_replacement(range(FOLDS), 2)
    }


@dataclass(frozen=True)
class Fit:
    """Weights on the evidence as it is (not scaled)."""

    intercept: float
    weights: np.ndarray

    def score(self, evidence: np.ndarray) -> np.ndarray:
        """Return the log odds of `same`."""
        return np.asarray(self.intercept + evidence @ self.weights)


def fit(names: Sequence[str], evidence: np.ndarray, same: np.ndarray) -> Fit:
    """Fit the model; leave out evidence whose weight contradicts its meaning."""
    sign = np.array([1 if name in FOR else -1 for name in names])
    scale = StandardScaler().fit(evidence)
    scaled = scale.transform(evidence)
    use = evidence.std(axis=0) > 0
    while True:
        model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(scaled[:, use], same)
        wrong = model.coef_[0] * sign[use] < 0
        if not wrong.any():
            break
        use[np.flatnonzero(use)[wrong]] = False
    weights = np.zeros(len(names))
    weights[use] = model.coef_[0] / scale.scale_[use]
    least = np.array([LEAST.get(name, 0.0) for name in names])
    weights = np.where(least < 0, np.minimum(weights, least), weights)
    weights = np.minimum(weights, [MOST.get(name, np.inf) for name in names])
    learnt = model.coef_[0] @ (scale.mean_[use] / scale.scale_[use])
    return Fit(float(model.intercept_[0] - learnt), weights)


def cross_validated(gold: Gold, data: Data, folds: int = FOLDS) -> np.ndarray:
    """Return scores from models that saw neither measure of a pair, nor measures related to it.

    The scale of a pair's score is learnt without its measures, too.
    """
    home = np.array([[gold.fold(key, folds) for key in pair] for pair in data.pairs])
    open_ = usable(gold, data)

    def fitted(fold: int) -> tuple[np.ndarray, np.ndarray]:
        held = (home == fold).any(axis=1)
        learn = ~held & open_
        model = fit(data.names, data.evidence[learn], data.same[learn])
        return held, model.score(data.evidence[held])

    def scaled(fold: int) -> tuple[np.ndarray, np.ndarray]:
        held = (home == fold).any(axis=1)
        learn = ~held & open_ & alone
        slope, shift = scale(raw[learn], data.same[learn])
        return held, slope * raw[held] + shift

    raw = _mean(len(home), [fitted(fold) for fold in range(folds)])
    alone = unrivalled(data, raw)
    return _mean(len(home), [scaled(fold) for fold in range(folds)]) + data.declared


def _mean(size: int, parts: Sequence[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """Return the mean of the values that parts of a whole were given."""
    total, count = np.zeros(size), np.zeros(size)
    for held, values in parts:
        total[held] += values
        count[held] += 1
    return total / count


def usable(gold: Gold, data: Data) -> np.ndarray:
    """Tell for each pair whether its label counts."""
    return np.array([frozenset(pair) not in gold.of("ambiguous") for pair in data.pairs])


def unrivalled(data: Data, score: np.ndarray) -> np.ndarray:
    """Tell for each pair whether it can be the same: of two sets, and each other's likeliest."""
    keys = {key: at for at, key in enumerate(dict.fromkeys(key for p in data.pairs for key in p))}
    homes = {id_: at for at, id_ in enumerate(dict.fromkeys(key.split("/")[0] for key in keys))}
    pairs = np.array([[keys[key] for key in pair] for pair in data.pairs])
    sets = np.array([homes[key.split("/")[0]] for key in keys])
    together = data.evidence[:, data.names.index("same set and year")] > 0
    return np.asarray(~together & ~rivalled(pairs, score, sets))


def scale(score: np.ndarray, same: np.ndarray) -> tuple[float, float]:
    """Return the slope and shift that make log odds of scores."""
    model = LogisticRegression(C=1e6).fit(score[:, None], same)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def called_same(data: Data, score: np.ndarray, least: float = LEAST_ODDS) -> frozenset[Pair]:
    """Return the pairs that are called the same."""
    said = unrivalled(data, score) & (score >= least)
    return frozenset(frozenset(p) for p, same in zip(data.pairs, said, strict=True) if same)


def whole(gold: Gold, data: Data) -> Fit:
    """Return the model of all labelled pairs, on the scale of cross-validated scores."""
    home = np.array([[gold.fold(key, FOLDS) for key in pair] for pair in data.pairs])
    open_, parts = usable(gold, data), []
    for fold in range(FOLDS):
        held = (home == fold).any(axis=1)
        model = fit(data.names, data.evidence[~held & open_], data.same[~held & open_])
        parts.append((held, model.score(data.evidence[held])))
    raw = _mean(len(home), parts)
    learn = open_ & unrivalled(data, raw)
    slope, shift = scale(raw[learn], data.same[learn])
    model = fit(data.names, data.evidence[open_], data.same[open_])
    return Fit(slope * model.intercept + shift, slope * model.weights)


def main() -> None:
    """Train, write the coefficients, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--out", type=Path, default=data_folder() / "scorer.yaml")
    args = parser.parse_args()
    gold = load(args.data)
    words = rarity(gold)
    data = gather(gold, words)
    called = called_same(data, cross_validated(gold, data))
    reached = scores(gold, called)["reworded"]
    model = whole(gold, data)
    figures = {"pairs": len(data.pairs), "true_pairs": int(data.same.sum()), "folds": FOLDS,
               "precision": round(reached.precision, 3), "recall": round(reached.recall, 3),
               "f1": round(reached.f1, 3)}  # fmt: skip
    args.out.write_text(written(model, data.names, words, figures), encoding="utf-8")
    print(f"{len(data.pairs)} pairs, reworded titles by cross-validation: {figures}")


def written(model: Fit, names: Sequence[str], words: Rarity, figures: dict[str, float]) -> str:
    """Return the coefficient file."""
    weights = {name: round(float(w), 4) for name, w in zip(names, model.weights, strict=True) if w}
    ranked = dict(sorted(weights.items(), key=lambda each: (-abs(each[1]), each[0])))
    counts = {n: c for n, c in sorted(words.counts.items(), key=lambda e: (-e[1], e[0])) if c > 1}
    lines = [
        "# The scorer: log odds that two listings are the same measure = intercept + sum of",
        "# weight x evidence. Written by `python -m benchmarks.train`; docs/method.md explains it.",
        f"intercept: {model.intercept:.4f}",
        f"threshold: {THRESHOLD}",
        "# What each piece of evidence adds when it is fully there, strongest first (learnt).",
        *_section("weights", ranked),
        "# What is declared, not learnt: ids, registries, and what only one says of whom.",
        *_section("declared", DECLARED),
        "# How often the rule for a relation that is not `same` is right, on labelled pairs.",
        *_section("sure", SURE),
        "# Reached on reworded titles by cross-validation grouped by measure.",
        *_section("figures", figures),
        "# In how many distinct wordings an idea or word stands: common ones weigh less.",
        f"titles: {words.titles}",
        *_section("counts", counts),
    ]
    return "\n".join(lines) + "\n"


def _section(name: str, values: dict[str, float] | dict[str, int]) -> list[str]:
    return [f"{name}:", *(f"  {json.dumps(key)}: {value}" for key, value in values.items())]


if __name__ == "__main__":
    main()

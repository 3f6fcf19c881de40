"""How often pairs of wordings are told right, beside the peers: `python -m benchmarks.accuracy`.

On the labelled listings that ship (names only, ids hidden), by cross-validation grouped by
measure: no measure, and none related to it, is both learnt and tested, and what the vocabulary
knows from the tested titles alone is hidden (benchmarks/hiding.py). The peers' one threshold is
chosen on the other folds in the same way. Peers (benchmarks/peers.py) that are not installed are
named and left out: `pip install 'measurealign[peers]'`.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.gold import Gold, Pair, load, scores, share_called
from benchmarks.peers import Chances, peers
from benchmarks.train import FOLDS, Data, called_same, cross_validated, gather, rarity, unrivalled
from measurealign.matching.relation import log_odds
from measurealign.model import chance

#: Least confidences that are tried.
LEAST = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)


@dataclass(frozen=True)
class Line:
    """One matcher's figures."""

    name: str
    called: frozenset[Pair]

    def row(self, gold: Gold) -> str:
        """Return the figures as a row of a Markdown table."""
        found = scores(gold, self.called)
        reworded, primary = found["reworded"], found["primary"]
        related = share_called(gold.of("related"), self.called)
        alike = share_called(gold.of("different"), self.called)
        return (
            f"| {self.name} | {reworded.f1:.3f} | {reworded.precision:.2f} | {reworded.recall:.2f} "
            f"| {primary.f1:.3f} | {alike:.1%} | {related:.1%} |"
        )


HEAD = (
    "| matcher | reworded F1 | precision | recall | primary care F1 | look-alikes called same "
    "| related called same |\n|---|---|---|---|---|---|---|"
)


def called_by(gold: Gold, chances: Chances) -> frozenset[Pair]:
    """Return the pairs that a peer calls the same, its threshold chosen on the other folds."""
    steps = np.linspace(0.4, 0.99, 60)
    found: set[Pair] = set()
    folds = {pair: {gold.fold(key, FOLDS) for key in pair} for pair in chances}
    true = {pair: {gold.fold(key, FOLDS) for key in pair} for pair in gold.truth}
    ambiguous = gold.of("ambiguous")
    for fold in range(FOLDS):
        rest = [(v, p in gold.truth) for p, v in chances.items()
                if fold not in folds[p] and p not in ambiguous and gold.reworded(p)]  # fmt: skip
        count = sum(fold not in each and gold.reworded(pair) for pair, each in true.items())
        best = max(steps, key=lambda step: (_f1(rest, count, step), -step))
        found |= {p for p, v in chances.items() if fold in folds[p] and v >= best}
    return frozenset(found)


def _f1(rest: Sequence[tuple[float, bool]], true: int, step: float) -> float:
    called = [same for value, same in rest if value >= step]
    return 2 * sum(called) / (len(called) + true) if called else 0.0


def trade_off(gold: Gold, data: Data, score: np.ndarray) -> list[str]:
    """Return the figures for each least confidence of `same`: what surer pairs cost."""
    rows = (
        Line(f"from {least:.2f} on", called_same(data, score, log_odds(least))).row(gold)
        for least in LEAST
    )
    return [HEAD.replace("matcher", "same"), *rows]


def reliability(gold: Gold, data: Data, score: np.ndarray) -> list[str]:
    """Return the table of confidence against the share that is right, by cross-validation."""
    count: Counter[int] = Counter()
    right: Counter[int] = Counter()
    said: dict[int, float] = {}
    for (a, b), one, alone in zip(data.pairs, score, unrivalled(data, score), strict=True):
        if alone and frozenset((a, b)) not in gold.of("ambiguous"):
            share = chance(float(one))
            at = min(9, int(share * 10))
            count[at] += 1
            right[at] += frozenset((a, b)) in gold.truth
            said[at] = said.get(at, 0.0) + share
    rows = ["| confidence | pairs | said | right |", "|---|---|---|---|"]
    return rows + [
        f"| {at / 10:.1f}-{(at + 1) / 10:.1f} | {count[at]} | {said[at] / count[at]:.2f} "
        f"| {right[at] / count[at]:.2f} |"
        for at in sorted(count)
    ]


def worst(gold: Gold, data: Data, score: np.ndarray, called: frozenset[Pair]) -> list[str]:
    """Return the ten mistakes of which the matcher was surest, five of each kind."""
    sure = {frozenset(pair): float(one) for pair, one in zip(data.pairs, score, strict=True)}
    wrong = [
        (-sure.get(p, -9.0), "called same", p) for p in called - gold.truth - gold.of("ambiguous")
    ]
    wrong += [(sure.get(p, -9.0), "missed", p) for p in gold.truth - called if gold.reworded(p)]
    rows = ["| said | confidence | titles |", "|---|---|---|"]
    seen: set[tuple[str, frozenset[str]]] = set()
    for _, what, pair in sorted(wrong, key=lambda each: (each[0], each[1], sorted(each[2]))):
        titles = " / ".join(sorted({gold.rows[key]["title"] for key in pair}))
        measures = frozenset(gold.rows[key]["measure"] for key in pair)
        kind = sum(each == what for each, _ in seen)
        if (what, measures) not in seen and kind < 5:
            seen.add((what, measures))
            rows.append(f"| {what} | {chance(sure.get(pair, -9.0)):.2f} | {titles} |")
    return rows


def main() -> None:
    """Print the tables of docs/method.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave the peers out")
    args = parser.parse_args()
    gold = load()
    words = rarity(gold)
    data = gather(gold, words)
    score = cross_validated(gold, data)
    called = called_same(data, score)
    print(f"{len(gold.rows)} listings, {len(gold.truth)} true pairs, {FOLDS} folds\n\n{HEAD}")
    print(Line("measurealign", called).row(gold))
    for name, other in (
        ("... with 40 % of all synonyms of the tested hidden", gather(gold, words, share=0.4)),
        ("... with nothing hidden (not honest)", gather(gold, words, hide=False)),
    ):
        print(Line(name, called_same(other, cross_validated(gold, other))).row(gold))
    missing: list[str] = []
    for name, chances in () if args.quick else peers(gold, missing.append):
        print(Line(name, called_by(gold, chances)).row(gold))
    print("\n".join(["", *missing]))
    print("\n".join(["", *trade_off(gold, data, score)]))
    print("\n".join(["", *reliability(gold, data, score), ""]))
    found = {frozenset(pair) for pair in data.pairs}
    print(f"true pairs among the candidates: {len(found & gold.truth) / len(gold.truth):.2%}\n")
    print("\n".join(worst(gold, data, score, called)))


if __name__ == "__main__":
    main()

"""Overlap of measure sets, coverage of a set by a chosen set, alignment of a candidate set.

All are pure functions of a crosswalk that is already narrowed to the rows that shall count
(`walk.counted()`). Leave the other sets in it: relations seen there count here too.

Measures are compared as families, each once a set. What counts as agreeing is a *closeness*:
strict (the same family), harmonized (also parts and variants: families that are bound to it with
a credit), related (the same subject). Each closeness holds all that the one before it holds.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

from measurealign.crosswalk import Crosswalk
from measurealign.model import (
    CLOSENESS,
    USUAL_CLOSENESS,
    Alignment,
    Answer,
    Closeness,
    Coverage,
    Measure,
    Overlap,
)
from measurealign.problems import UsageError, nearest

Weights = Mapping[str, float]


def closeness_named(word: str) -> Closeness:
    """Return the closeness that a word names; raise UsageError with the nearest word if none."""
    for one in CLOSENESS:
        if word == one:
            return one
    raise UsageError(f"'{word}' is no closeness: {nearest(word, CLOSENESS)}")


def answering(
    crosswalk: Crosswalk,
    families: Iterable[str],
    closeness: Closeness,
    among: frozenset[str] | None = None,
) -> frozenset[str]:
    """Return the families (of some) that are answered by whoever lists the given ones."""
    found = frozenset(families)
    if closeness != "strict":
        known = [id_ for id_ in found if id_ in crosswalk.family]
        found |= {other for id_ in known for other in crosswalk.bonded(id_, among)}
        if closeness == "related":
            found |= {other for id_ in known for other in crosswalk.subject_of(id_).families}
    return found if among is None else found & among


def overlap(
    crosswalk: Crosswalk,
    a: str,
    b: str,
    closeness: Closeness = USUAL_CLOSENESS,
    weights: Weights | None = None,
) -> Overlap:
    """Return how far two sets agree: Jaccard and containment both ways.

    With A, B the families of the two sets, A' those of A that B answers, B' those of B that A
    answers, and s = (|A'| + |B'|) / 2: Jaccard = s / (|A| + |B| - s), containment of A in
    B = |A'| / |A|. When strict, A' = B' = A ∩ B, and this is the usual |A ∩ B| / |A ∪ B|.
    `weights` (by family id, 1 where none is given) replaces counts by sums. 0 / 0 counts as 0.
    """
    left, right = crosswalk.families_in(a), crosswalk.families_in(b)
    near: set[Closeness] = {closeness, "harmonized"}
    pairs = {each: _pairs(crosswalk, left, right, each) for each in near}
    met_left, met_right = ({pair[side] for pair in pairs[closeness]} for side in (0, 1))
    size_left, size_right = _sum(left, weights), _sum(right, weights)
    shared = (_sum(met_left, weights) + _sum(met_right, weights)) / 2
    lists = _matches(crosswalk, left, right, pairs)
    matched = {one.left for one in lists}, {one.right for one in lists}
    return Overlap(
        left=a,
        right=b,
        closeness=closeness,
        jaccard=ratio(shared, size_left + size_right - shared),
        left_in_right=ratio(_sum(met_left, weights), size_left),
        right_in_left=ratio(_sum(met_right, weights), size_right),
        left_met=len(met_left),
        right_met=len(met_right),
        left_size=len(left),
        right_size=len(right),
        same=tuple(one for one in lists if one.relation == "same"),
        partly=tuple(one for one in lists if one.relation == "partly"),
        related=tuple(one for one in lists if one.relation == "related"),
        only_left=by_label(crosswalk, left - matched[0]),
        only_right=by_label(crosswalk, right - matched[1]),
    )


def _pairs(
    crosswalk: Crosswalk, left: frozenset[str], right: frozenset[str], closeness: Closeness
) -> frozenset[tuple[str, str]]:
    """Return which families of two sets answer one another.

    Bonds and subjects hold both ways: they are asked of the shorter set, the longer costs nothing.
    """
    if len(left) > len(right):
        turned = _pairs(crosswalk, right, left, closeness)
        return frozenset((one, other) for other, one in turned)
    return frozenset(
        (one, other) for one in left for other in answering(crosswalk, [one], closeness, right)
    )


def _matches(
    crosswalk: Crosswalk,
    left: frozenset[str],
    right: frozenset[str],
    answers: Mapping[Closeness, frozenset[tuple[str, str]]],
) -> list[Answer]:
    """Pair the families of two sets: each is paired by the closest relation that it has."""
    found = [Answer("same", id_, id_) for id_ in by_label(crosswalk, left & right)]
    rungs: list[tuple[Literal["partly", "related"], Closeness]] = [("partly", "harmonized")]
    if "related" in answers:
        rungs.append(("related", "related"))
    for relation, rung in rungs:
        free_left = left - {one.left for one in found}
        free_right = right - {one.right for one in found}
        pairs = answers[rung]
        at = {id_: n for n, id_ in enumerate(by_label(crosswalk, {one for each in pairs
                                                                  for one in each}))}  # fmt: skip
        found += [
            Answer(relation, one, other)
            for one, other in sorted(pairs, key=lambda pair: [at[end] for end in pair])
            if one in free_left or other in free_right
        ]
    return found


def coverage(
    crosswalk: Crosswalk, set_id: str, chosen: Iterable[str], weights: Weights | None = None
) -> Coverage:
    """Return how far chosen families serve a set.

    The weighted mean over the set's families of 1 (the family is chosen), else of the greatest
    credit of the bonds between it and the chosen ones (0 where there is none).
    """
    listed, picked = crosswalk.families_in(set_id), frozenset(chosen)
    served = listed & picked
    credit = {id_: _credit(crosswalk, id_, picked) for id_ in listed - served}
    partly = frozenset(id_ for id_, worth in credit.items() if worth > 0)
    parts = (credit[id_] * _sum([id_], weights) for id_ in sorted(partly))
    earned = _sum(served, weights) + sum(parts)
    return Coverage(
        set_id=set_id,
        value=ratio(earned, _sum(listed, weights)),
        counted=len(listed),
        served=by_label(crosswalk, served),
        partly=by_label(crosswalk, partly),
        missing=by_label(crosswalk, listed - served - partly),
    )


def _credit(crosswalk: Crosswalk, family: str, picked: frozenset[str]) -> float:
    bonds = crosswalk.bonded(family)
    return max((bonds[other].credit for other in picked & bonds.keys()), default=0.0)


def answered_by(
    crosswalk: Crosswalk, sets: Iterable[str], closeness: Closeness
) -> Mapping[str, frozenset[str]]:
    """Return, for each set, the families that are answered by whoever reports it."""
    return {id_: answering(crosswalk, crosswalk.families_in(id_), closeness) for id_ in sets}


def alignment_score(
    crosswalk: Crosswalk,
    candidate: Iterable[str],
    references: Iterable[str],
    closeness: Closeness = "strict",
    answered: Mapping[str, frozenset[str]] | None = None,
) -> Alignment:
    """Return how far reference sets use the families of a candidate set.

    With n reference sets and u(x) of them answering family x: score = mean over x of u(x) / n;
    used_by_one, _two, _half = share of the x with u(x) ≥ 1, ≥ 2, ≥ n / 2. Whoever scores many
    candidates gives `answered`, what `answered_by` returns for (at least) the references.
    """
    wanted, sets = frozenset(candidate), tuple(references)
    families = by_label(crosswalk, wanted)
    known = answered_by(crosswalk, sets, closeness) if answered is None else answered
    uses = Counter(one for id_ in sets for one in wanted & known[id_])
    users = {id_: uses[id_] for id_ in families}

    def at_least(n: float) -> float:
        return ratio(sum(count >= n for count in users.values()), len(families))

    return Alignment(
        closeness=closeness,
        score=ratio(sum(users.values()), len(families) * len(sets)),
        used_by_one=at_least(1),
        used_by_two=at_least(2),
        used_by_half=at_least(max(len(sets) / 2, 1)),
        references=sets,
        users=users,
    )


def reach(crosswalk: Crosswalk) -> Weights:
    """Return, as weights, how many of the crosswalk's sets list each family."""
    return {id_: float(len(sets)) for id_, sets in crosswalk.sets_with.items()}


def rows(crosswalk: Crosswalk, set_id: str, family_id: str) -> tuple[Measure, ...]:
    """Return the rows by which a set lists a family, as the set orders them."""
    return tuple(m for m in crosswalk.listed(set_id) if crosswalk.family_of(m.key).id == family_id)


def by_label(crosswalk: Crosswalk, families: Iterable[str]) -> tuple[str, ...]:
    """Return family ids in the order of their labels (a fixed order for people and files)."""
    known = crosswalk.family
    return tuple(sorted(families, key=lambda id_: (known[id_].label if id_ in known else "", id_)))


def ratio(part: float, whole: float) -> float:
    """Return part / whole, 0 where there is nothing to divide by."""
    return part / whole if whole else 0.0


def _sum(families: Iterable[str], weights: Weights | None) -> float:
    if weights is None:
        return float(len(tuple(families)))
    return sum(weights.get(id_, 1.0) for id_ in sorted(families))

"""Two measures on their own: the link between them with all its reasons, whatever it says."""

from measurealign.matching.links import Known, Links
from measurealign.matching.listings import kin_ids, profiles
from measurealign.matching.pairs import Scored, reasons
from measurealign.matching.relation import kind_of, scorer
from measurealign.model import Match, Measure


def explain(left: Measure, right: Measure) -> Match:
    """Return the link of two measures, told from `left`; the evidence adds up to the score."""
    found = tuple(profiles((left, right), alone=None))
    at = {each.keys[0]: i for i, each in enumerate(found)}
    kin = kin_ids((left, right))
    pair, evidence, weights = reasons(found[0], found[1], scorer(), kin)
    score = scorer().intercept + sum(weights.values())
    scored = Scored(score, evidence["similar text"], kind_of(pair))
    groups = (0, 0) if scored.chance >= scorer().threshold else (0, 1)
    known = Known(found, {(0, 1): scored}, groups, scorer(), kin, {})
    links = Links(known, frozenset((left.key, right.key)), every=True)
    return links.told(left.key, right.key, at[left.key], at[right.key])

"""Two measures on their own: how they relate, with all reasons, whatever they say."""

from measurealign.matching.listings import kin_ids, profiles
from measurealign.matching.pairs import compared
from measurealign.model import Match, Measure


def explain(left: Measure, right: Measure) -> Match:
    """Return how two measures relate, told from `left`; the evidence adds up to the score."""
    told = {each.key: each for each in profiles((left, right))}
    pair = compared(told[left.key], told[right.key], kin_ids((left, right)))
    return pair.match(pair.likely)

"""The least denominator of a measure: what its entry tells, else the programmes' general rule.

The general rules are widely known and were not read for a measure: they say so.
"""

from dataclasses import dataclass

from measurealign.inventory.entries import KnownMeasure, Minimum
from measurealign.model import MeasureType


@dataclass(frozen=True)
class MinimumRule:
    """What a programme asks of its measures in general: those that bear its number."""

    scheme: str
    least: Minimum
    types: frozenset[MeasureType]


#: In this order: a plan's rate needs more members than a clinician's needs patients. Utilization,
#: cost and surveys have rules of their own.
RULES = (
    MinimumRule("hedis",
         Minimum(n=30, source="general rule for HEDIS rates, not read for this measure"),
         frozenset({"process", "intermediate-outcome"})),
    MinimumRule("mips",
         Minimum(n=20, source="general rule for MIPS measures, not read for this one"),
         frozenset({"process", "intermediate-outcome", "outcome", "pro"})),
)  # fmt: skip


def minimum(one: KnownMeasure) -> Minimum | None:
    """Return the least denominator at which a result may be told, and who says so; None: unknown.

    >>> from measurealign.inventory import shipped
    >>> known = shipped()
    >>> minimum(known["controlling-high-blood-pressure"]).n, minimum(known["cg-cahps"])
    (30, None)
    """
    if one.minimum:
        return one.minimum
    if "survey" in one.routes.values():
        return None
    schemes = {id_.scheme for id_ in one.ids}
    rules = (rule for rule in RULES if rule.scheme in schemes and one.type in rule.types)
    return next((rule.least for rule in rules), None)

"""Standard, modified or homegrown: where a row's measure comes from, by a stated rule.

The rule and its words are data (data/studies.yaml), so that they can be read and changed.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Literal, get_args

from measurealign.catalog.reader import shipped
from measurealign.compare.specification import Specification, specification
from measurealign.crosswalk import Crosswalk
from measurealign.model import Frozen, Measure, Scheme, Text

Origin = Literal["modified", "standard", "homegrown", "undetermined"]
ORIGINS: tuple[Origin, ...] = get_args(Origin)
#: The dimensions whose change makes a measure a modified one; a data source alone does not.
_SPECIFIED = ("threshold", "ages", "window", "combination")


class OriginRule(Frozen):
    """The words by which a row is judged (see data/studies.yaml)."""

    national_schemes: tuple[Scheme, ...]
    national_stewards: tuple[Text, ...]
    modified_words: tuple[Text, ...]
    own_words: tuple[Text, ...]


class Published(Frozen):
    """A figure of a study that stands beside one of ours; `recalled` ones were not seen."""

    study: Text
    count: Text
    value: float
    evidence: Literal["source", "recalled"]


class PublishedStudy(Frozen):
    """A published study, and how its method differs from counting in this catalog."""

    key: Text
    name: Text
    cite: Text
    url: Text
    also: tuple[Text, ...] = ()
    method: tuple[Text, ...] = ()


class Studies(Frozen):
    """The published studies, their figures, and the rule of origin."""

    studies: tuple[PublishedStudy, ...]
    figures: tuple[Published, ...]
    origin: OriginRule

    def figure(self, study: str, count: str) -> Published | None:
        """Return what a study found for a count, if it told."""
        found = [one for one in self.figures if (one.study, one.count) == (study, count)]
        return found[0] if found else None


@cache
def published() -> Studies:
    """Return the shipped studies."""
    return shipped("studies.yaml", Studies)


def origin(crosswalk: Crosswalk, row: Measure) -> Origin:
    """Return where a row's measure comes from.

    Give the crosswalk of the whole catalog: national rows of the family may stand in any set.
    """
    family = crosswalk.family_of(row.key)
    return _judged(row, _told(crosswalk, family.id), _of_kin(crosswalk, family.id))


def origins(crosswalk: Crosswalk) -> dict[str, Origin]:
    """Return the origin of every row of a crosswalk, by key."""
    found: dict[str, Origin] = {}
    for family in crosswalk.families:
        national, kin = _told(crosswalk, family.id), _of_kin(crosswalk, family.id)
        for key in family.members:
            found[key] = _judged(crosswalk.catalog.measures[key], national, kin)
    return found


def most_common(found: list[Origin]) -> Origin:
    """Return what most rows of a family are; of equals, the first in the order of the rule."""
    counted = Counter(found)
    return max(ORIGINS, key=lambda one: (counted[one], -ORIGINS.index(one)))


def _judged(row: Measure, national: Sequence[Specification], kin: bool) -> Origin:
    """Return the first of the rule's cases that fits a row."""
    rule, note = published().origin, (row.note or "").lower()
    if any(word in note for word in rule.modified_words) or _respecified(row, national):
        return "modified"
    if national:
        return "standard"
    if row.steward or any(word in note for word in rule.own_words):
        return "homegrown"
    return "modified" if kin else "undetermined"


def _told(crosswalk: Crosswalk, family: str) -> tuple[Specification, ...]:
    """Return what the national rows of a family tell of its specification."""
    rule = published().origin
    rows = (crosswalk.catalog.measures[key] for key in crosswalk.family[family].members)
    return tuple(specification(row) for row in rows if _national(crosswalk, row, rule))


def _of_kin(crosswalk: Crosswalk, family: str) -> bool:
    """Whether a part, a whole or another specification of a family is a national measure."""
    rule = published().origin
    return any(
        _national(crosswalk, crosswalk.catalog.measures[key], rule)
        for other in crosswalk.bonded(family)
        for key in crosswalk.family[other].members
    )


def _national(crosswalk: Crosswalk, row: Measure, rule: OriginRule) -> bool:
    """Whether a row stands for a national measure."""
    return (
        any(id_.scheme in rule.national_schemes for id_ in row.ids)
        or (row.steward or "").startswith(rule.national_stewards)
        or crosswalk.catalog.get(row.set_id).kind in ("national", "federal")
    )


def _respecified(row: Measure, national: Sequence[Specification]) -> bool:
    """Whether a row tells a specification that no national row of its family tells."""
    others = [one for one in national if one.key != row.key]
    if not others:
        return False
    own = specification(row)
    for dimension in _SPECIFIED:
        mine = own.value(dimension)
        told = {value for one in others if (value := one.value(dimension))} if mine else set()
        if told and mine not in told:
            return True
    return False

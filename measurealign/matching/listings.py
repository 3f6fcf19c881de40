"""What a line tells besides its wording: ids, steward, type, direction, the set that lists it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import token_set_ratio

from measurealign.catalog.programmes import yearless
from measurealign.matching.lexicon import TITLES
from measurealign.matching.vocabulary import vocabulary
from measurealign.matching.wording import read_title
from measurealign.model import Measure

#: (numbering, value). HEDIS and core-set codes are one numbering: CBP-AD is CBP.
Id = tuple[str, str]

_PLAIN = re.compile(r"[^a-z0-9%<>=]+")
_CORE = re.compile(r"-(?:AD|CH|HH|E|A|C)$")
_STEWARD_NOISE = re.compile(
    r"\(.*?\)|powered by.*|qualified clinical data registry|qcdr|registry|,? inc\b\.?|llc|®|™"
)
#: Numberings whose values mean one measure over the years (Star and payers' numbers do not).
NUMBERINGS = ("cms", "mips", "cbe", "hedis", "qcdr", "aco", "gpro")


@dataclass(frozen=True)
class Profile:
    """What a line of a set tells besides its wording. `plain` is its title without signs."""

    key: str
    plain: str
    title: str
    ids: frozenset[Id]
    steward: str
    type: str
    inverse: bool | None

    @property
    def set_id(self) -> str:
        """The set that lists the line."""
        return self.key.split("/", 1)[0]


def plain_title(title: str) -> str:
    """Return a title without case and punctuation: equal ones are one wording."""
    return _PLAIN.sub(" ", title.lower().replace("≥", ">=").replace("≤", "<=")).strip()


@lru_cache(maxsize=TITLES)
def steward_name(name: str | None) -> str:
    """Return a steward's short name in the vocabulary, else its plain words."""
    plain = " ".join(re.sub(r"[^a-z]+", " ", _STEWARD_NOISE.sub(" ", (name or "").lower())).split())
    for names in vocabulary().stewards:
        if any(plain == each or (len(each) > 8 and each in plain) for each in names):
            return names[0]
    return plain


@lru_cache(maxsize=TITLES)
def same_steward(one: str, other: str) -> bool:
    """Tell whether two short names are one steward ("american urological aqua" is the "aua")."""
    return one == other or token_set_ratio(one, other) >= 90


def ids_of(measure: Measure, use: bool = True) -> frozenset[Id]:
    """Return a measure's comparable ids."""
    found: set[Id] = set()
    for each in measure.ids if use else ():
        scheme, value = each.scheme, each.base.upper().strip()
        if scheme == "core_set":
            scheme = "hedis"
        if scheme == "hedis":
            value = _CORE.sub("", value)
        if scheme in NUMBERINGS:
            found.add((scheme, value.lstrip("0") if scheme in ("cbe", "mips", "aco") else value))
    return frozenset(found)


def profiles(measures: Iterable[Measure], use_ids: bool = True) -> tuple[Profile, ...]:
    """Return the profiles of some lines, in the order of their keys.

    A set tells directions if it marks any of its measures as inverse; else they are unknown.
    """
    measures = tuple(measures)
    telling = {one.set_id for one in measures if one.inverse}
    found = (
        Profile(
            key=one.key,
            plain=plain_title(one.name),
            title=one.name,
            ids=ids_of(one, use_ids),
            steward=steward_name(one.steward),
            type=one.type or "",
            inverse=one.inverse if one.set_id in telling else None,
        )
        for one in measures
    )
    return tuple(sorted(found, key=lambda each: each.key))


@lru_cache(maxsize=TITLES)
def level(set_id: str) -> str:
    """Return whom a set measures (hospital, plan, clinician ...), where its name tells it."""
    for name, marks in vocabulary().levels.items():
        if _told(set_id, marks):
            return name
    return ""


@lru_cache(maxsize=TITLES)
def of_registry(set_id: str) -> bool:
    """Tell whether a set lists what a clinical registry measures: its own measures."""
    return _told(set_id, vocabulary().registries)


def _told(set_id: str, marks: Iterable[str]) -> bool:
    words = f" {re.sub(r'[^a-z0-9]+', ' ', set_id.lower())} "
    return any(f" {mark} " in words for mark in marks)


def kin_ids(measures: Iterable[Measure]) -> frozenset[Id]:
    """Return the ids that stand twice in one set under different titles: kinship, not sameness."""
    titles: dict[tuple[str, Id], set[str]] = {}
    for one in measures:
        for each in ids_of(one):
            titles.setdefault((one.set_id, each), set()).add(plain_title(one.name))
    return frozenset(id_ for (_, id_), names in titles.items() if len(names) > 1)


def attribute_evidence(left: Profile, right: Profile) -> dict[str, float]:
    """Return what steward, type, direction and the listing sets say of two profiles."""
    known = bool(left.steward and right.steward)
    agrees = known and same_steward(*sorted((left.steward, right.steward)))
    one, other = read_title(left.title), read_title(right.title)
    printed_twice = one.wording == other.wording and one.telling == other.telling
    together = left.set_id == right.set_id and not printed_twice
    retitled = not together and yearless(left.set_id) == yearless(right.set_id)
    directed = left.inverse is not None and right.inverse is not None
    levels = level(left.set_id), level(right.set_id)
    return {
        "level differs": float(all(levels) and levels[0] != levels[1]),
        "registry on one side": float(of_registry(left.set_id) != of_registry(right.set_id)),
        "steward differs": float(known and not agrees),
        "type differs": float(bool(left.type and right.type) and left.type != right.type),
        "direction differs": float(directed and left.inverse != right.inverse),
        "same set and year": float(together),
        "same set, other year": float(retitled),
    }


def id_evidence(left: Profile, right: Profile, kin: frozenset[Id]) -> dict[str, float]:
    """Return what ids say: shared ids, ids shared by kin, ids of one numbering that differ."""
    found: dict[str, float] = {}
    if not (left.ids and right.ids):
        return found
    shared = left.ids & right.ids
    for scheme in NUMBERINGS:
        common = [each for each in shared if each[0] == scheme]
        one, other = ({i for i in side.ids if i[0] == scheme} for side in (left, right))
        if any(each not in kin for each in common):
            found[f"same {scheme} id"] = 1.0
        elif common:
            found["id of a kin"] = 1.0
        elif one and other:
            found[f"other {scheme} id"] = 1.0
    return found

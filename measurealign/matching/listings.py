"""Listings that tell the same (title, ids, steward, direction) are one profile, compared once."""

import re
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cache

from rapidfuzz.fuzz import token_set_ratio

from measurealign.catalog.programmes import programme
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
NUMBERINGS = ("cms", "mips", "cbe", "hedis", "qcdr", "aco")


@dataclass(frozen=True)
class Profile:
    """Listings with one title and the same attributes. `keys` in the order of the catalogue."""

    plain: str
    title: str
    ids: frozenset[Id]
    steward: str
    type: str
    inverse: bool | None
    sets: frozenset[str]
    keys: tuple[str, ...]

    @property
    def programmes(self) -> frozenset[str]:
        """The sets without their years."""
        return frozenset(programme(each) for each in self.sets)


def plain_title(title: str) -> str:
    """Return a title without case and punctuation: equal ones are one wording."""
    return _PLAIN.sub(" ", title.lower().replace("≥", ">=").replace("≤", "<=")).strip()


@cache
def steward_name(name: str | None) -> str:
    """Return a steward's short name in the vocabulary, else its plain words."""
    plain = " ".join(re.sub(r"[^a-z]+", " ", _STEWARD_NOISE.sub(" ", (name or "").lower())).split())
    for names in vocabulary().stewards:
        if any(plain == each or (len(each) > 8 and each in plain) for each in names):
            return names[0]
    return plain


@cache
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


def profiles(
    measures: Iterable[Measure], use_ids: bool = True, alone: Container[str] | None = frozenset()
) -> list[Profile]:
    """Group listings into profiles, in the order of title and content.

    Listings of `alone` get a profile each; None: all of them do.
    A set tells directions if it marks any of its measures as inverse; else they are unknown.
    """
    measures = tuple(measures)
    telling = {one.set_id for one in measures if one.inverse}
    groups: dict[tuple[object, ...], list[Measure]] = {}
    for one in measures:
        own = one.key if alone is None or one.key in alone else ""
        key = (
            plain_title(one.name), ids_of(one, use_ids), steward_name(one.steward),
            one.type or "", _direction(one, telling), own,
        )  # fmt: skip
        groups.setdefault(key, []).append(one)
    found = []
    for (plain, *_), members in groups.items():
        names = Counter(each.name for each in members)
        title = min(names, key=lambda name: (-names[name], name))
        one = members[0]
        sets, keys = {each.set_id for each in members}, sorted(each.key for each in members)
        found.append(
            Profile(
                plain=str(plain),
                title=title,
                ids=ids_of(one, use_ids),
                steward=steward_name(one.steward),
                type=one.type or "",
                inverse=_direction(one, telling),
                sets=frozenset(sets),
                keys=tuple(keys),
            )
        )
    return sorted(found, key=lambda each: (each.plain, each.keys))


@cache
def level(set_id: str) -> str:
    """Return whom a set measures (hospital, plan, clinician ...), where its name tells it."""
    words = f" {re.sub(r'[^a-z0-9]+', ' ', set_id.lower())} "
    for name, marks in vocabulary().levels.items():
        if any(f" {mark} " in words for mark in marks):
            return name
    return ""


def _levels(profile: Profile) -> set[str]:
    return {level(each) for each in profile.sets} - {""}


def _direction(one: Measure, telling: set[str]) -> bool | None:
    return one.inverse if one.set_id in telling else None


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
    together = bool(left.sets & right.sets) and not printed_twice
    retitled = not together and bool(left.programmes & right.programmes)
    directed = left.inverse is not None and right.inverse is not None
    levels = _levels(left), _levels(right)
    return {
        "level differs": float(all(levels) and not levels[0] & levels[1]),
        "steward differs": float(known and not agrees),
        "type differs": float(bool(left.type and right.type) and left.type != right.type),
        "direction differs": float(directed and left.inverse != right.inverse),
        "same set and year": float(together),
        "same set, other year": float(retitled),
    }


def id_evidence(left: Profile, right: Profile, kin: frozenset[Id]) -> dict[str, float]:
    """Return what ids say: shared ids, ids shared by kin, ids of one numbering that differ."""
    found: dict[str, float] = {}
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

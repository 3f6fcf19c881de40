"""Ids and wording to links, families and concepts. Only crosswalk.py opens this package."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache as remembered
from hashlib import sha256

from measurealign.catalog import Catalog
from measurealign.catalog.areas import area_of
from measurealign.catalog.reader import slug
from measurealign.matching import cache
from measurealign.matching.families import Pair, grouped, weakest
from measurealign.matching.links import Known, Links
from measurealign.matching.listings import Profile, kin_ids, profiles
from measurealign.matching.pairs import Scored, scored_pairs
from measurealign.matching.relation import scorer
from measurealign.matching.wording import read_title
from measurealign.model import Concept, Family, Judgement, Link, Measure, MeasureType

#: Relations that join two families to one concept, and the share of pairs that must bear them.
_JOINS = ("variant",)
_AGREE = 0.5


@dataclass(frozen=True)
class Built:
    """What matching found in a catalogue."""

    areas: dict[str, str]
    families: tuple[Family, ...]
    concepts: tuple[Concept, ...]
    links: Links


def build(
    catalog: Catalog,
    judgements: Sequence[Judgement] = (),
    *,
    use_ids: bool = True,
) -> Built:
    """Match the measures of a catalogue; people's judgements override the scorer."""
    measures = {key: one for key, one in catalog.measures.items() if one.grain == "measure"}
    said = {frozenset((j.left, j.right)): j for j in judgements}
    name = cache.result_name(catalog.digest, judgements, use_ids)
    known = _known(measures, said, use_ids, name)
    areas = {key: one.area or area_of(one.name, one.type) for key, one in measures.items()}
    links = Links(known, frozenset(measures))
    families = _families(known, measures, areas, links)
    areas |= {
        key: family.area
        for family in families
        for key in family.members
        if not measures[key].area and family.area != "other"
    }
    return Built(areas, tuple(families), tuple(_concepts(known, families)), links)


@remembered
def _area(name: str, type_: MeasureType | None) -> str:
    return area_of(name, type_)


def _known(
    measures: Mapping[str, Measure],
    said: Mapping[frozenset[str], Judgement],
    use_ids: bool,
    name: str,
) -> Known:
    """Compare the listings and group them, or take both from the cache."""
    alone = {key for pair, each in said.items() if each.verdict != "unsure" for key in pair}
    found = tuple(profiles(measures.values(), use_ids, alone))
    kin = kin_ids(measures.values()) if use_ids else frozenset()
    kept = cache.load_scored(name)
    if kept is None or len(kept[1]) != len(found):
        memory = cache.load_memory()
        scored = scored_pairs(found, scorer(), memory, kin)
        cache.save_memory(memory)
        kept = scored, _homes(found, scored, said, use_ids)
        cache.save_scored(name, *kept)
    return Known(found, *kept, scorer(), kin, said)


def _homes(
    found: Sequence[Profile],
    scored: Mapping[Pair, Scored],
    said: Mapping[frozenset[str], Judgement],
    use_ids: bool,
) -> tuple[int, ...]:
    """Return the group of each profile."""
    together, apart = _judged(found, said)
    apart |= listed_together(found, use_ids) - together
    chances = {pair: each.chance for pair, each in scored.items()}
    groups = grouped(len(found), chances, scorer().threshold, apart, together)
    home = {i: n for n, members in enumerate(groups) for i in members}
    return tuple(home[i] for i in range(len(found)))


def _judged(
    found: Sequence[Profile], said: Mapping[frozenset[str], Judgement]
) -> tuple[set[Pair], set[Pair]]:
    """Return the pairs that people joined, and those that they keep apart."""
    at = {key: i for i, each in enumerate(found) for key in each.keys}
    together: set[Pair] = set()
    apart: set[Pair] = set()
    for pair, each in said.items():
        if each.verdict == "unsure" or len(pair) < 2 or not all(key in at for key in pair):
            continue
        i, j = sorted(at[key] for key in pair)
        joins = (each.verdict == "accepted") == (each.relation == "same")
        if each.verdict == "accepted" or each.relation == "same":
            (together if joins else apart).add((i, j))
    return together, apart


def listed_together(found: Sequence[Profile], by_title: bool = True) -> set[Pair]:
    """Return the pairs that one set lists under different titles: two measures of that set.

    By names alone (not `by_title`) two titles that read the same are one printed twice.
    """
    if by_title:
        says: list[object] = [each.plain for each in found]
    else:
        read = [read_title(each.title) for each in found]
        says = [(each.wording, each.telling) for each in read]
    inside: dict[str, list[int]] = {}
    for i, each in enumerate(found):
        for set_id in each.sets:
            inside.setdefault(set_id, []).append(i)
    return {
        (i, j)
        for members in inside.values()
        for n, i in enumerate(members)
        for j in members[n + 1 :]
        if says[i] != says[j]
    }


def _families(
    known: Known,
    measures: Mapping[str, Measure],
    areas: Mapping[str, str],
    links: Links,
) -> list[Family]:
    """Make families of the groups of profiles, in the order of their members."""
    groups: dict[int, list[int]] = {}
    for i, group in enumerate(known.group):
        groups.setdefault(group, []).append(i)
    made = []
    for members in groups.values():
        keys = sorted(key for i in members for key in known.profiles[i].keys)
        label = _most(Counter(measures[key].name for key in keys))
        area = _most(Counter(areas[key] for key in keys))
        made.append(Family(id=slug(label), label=label, area=area, members=tuple(keys),
                           weakest=_weakest(known, members, links)))  # fmt: skip
    return _named(sorted(made, key=lambda each: each.members))


def _most(counts: Counter[str]) -> str:
    """Return the most frequent value; of equals the first in the alphabet, `other` last."""
    return min(counts, key=lambda value: (value == "other", -counts[value], value))


def _named(families: list[Family]) -> list[Family]:
    """Give families ids from their labels; where labels are equal, the smaller get a mark."""
    taken: set[str] = set()
    ids: dict[tuple[str, ...], str] = {}
    for each in sorted(families, key=lambda one: (-len(one.members), one.members)):
        id_ = each.id
        if id_ in taken:
            id_ = f"{id_}-{sha256('|'.join(each.members).encode()).hexdigest()[:6]}"
        taken.add(id_)
        ids[each.members] = id_
    return [each.model_copy(update={"id": ids[each.members]}) for each in families]


def _weakest(known: Known, members: Sequence[int], links: Links) -> Link | None:
    """Return the link that holds a family together."""
    pair = weakest(members, known.chance)
    if pair is None:
        keys = known.profiles[members[0]].keys
        return links.between(keys[0], keys[1], members[0], members[0]) if len(keys) > 1 else None
    i, j = pair
    return links.between(known.profiles[i].keys[0], known.profiles[j].keys[0], i, j)


def _concepts(known: Known, families: Sequence[Family]) -> list[Concept]:
    """Group families whose measures are variants of each other."""
    at = {key: i for i, each in enumerate(known.profiles) for key in each.keys}
    inside = [sorted({at[key] for key in family.members}) for family in families]
    home = {i: n for n, members in enumerate(inside) for i in members}
    sums: dict[Pair, float] = {}
    for (i, j), each in known.scored.items():
        if home[i] != home[j] and _joins(each):
            pair = (min(home[i], home[j]), max(home[i], home[j]))
            sums[pair] = sums.get(pair, 0.0) + 1.0
    shares = {(a, b): total / (len(inside[a]) * len(inside[b])) for (a, b), total in sums.items()}
    found = []
    apart, together = _said_of_concepts(known, at, home)
    for members in grouped(len(families), shares, _AGREE, apart, together):
        first = min((families[n] for n in members), key=lambda one: (-len(one.members), one.id))
        ids = tuple(sorted(families[n].id for n in members))
        found.append(
            Concept(id=f"concept-{first.id}", label=first.label, area=first.area, families=ids)
        )
    return found


def _said_of_concepts(
    known: Known, at: Mapping[str, int], home: Mapping[int, int]
) -> tuple[set[Pair], set[Pair]]:
    """Return the families that people keep in two concepts, and those that they put in one."""
    apart: set[Pair] = set()
    together: set[Pair] = set()
    for pair, each in known.judged.items():
        if each.relation not in _JOINS or each.verdict == "unsure" or not pair <= at.keys():
            continue
        one, other = sorted(home[at[key]] for key in pair)
        if one != other:
            (together if each.verdict == "accepted" else apart).add((one, other))
    return apart, together


def _joins(each: Scored) -> bool:
    return each.kind in _JOINS

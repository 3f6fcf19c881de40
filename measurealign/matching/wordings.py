"""Lines against lines, without the inventory: what wordings, ids and attributes say of pairs."""

from collections.abc import Iterable, Mapping, Sequence

from measurealign.matching.cache import load_memory, save_memory
from measurealign.matching.groups import Pair, grouped
from measurealign.matching.links import Known, Links
from measurealign.matching.listings import Profile, kin_ids, profiles
from measurealign.matching.pairs import Scored, scored_pairs
from measurealign.matching.relation import scorer
from measurealign.matching.wording import read_title
from measurealign.model import Match, Measure


def wordings(
    lines: Iterable[Measure], *, use_ids: bool = True, every: bool = False
) -> Sequence[Match]:
    """Return how lines relate by what they themselves print; `every` tells different ones too."""
    measures = tuple(lines)
    found = tuple(profiles(measures, use_ids))
    kin = kin_ids(measures) if use_ids else frozenset()
    memory = load_memory()
    scored = scored_pairs(found, scorer(), memory, kin)
    save_memory(memory)
    homes = _homes(found, scored, use_ids)
    known = Known(found, scored, homes, scorer(), kin, {})
    return Links(known, frozenset(one.key for one in measures), every=every)


def _homes(
    found: Sequence[Profile], scored: Mapping[Pair, Scored], use_ids: bool
) -> tuple[int, ...]:
    """Return the group of each profile."""
    chances = {pair: each.chance for pair, each in scored.items()}
    apart = listed_together(found, use_ids)
    groups = grouped(len(found), chances, scorer().threshold, apart)
    home = {i: n for n, members in enumerate(groups) for i in members}
    return tuple(home[i] for i in range(len(found)))


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

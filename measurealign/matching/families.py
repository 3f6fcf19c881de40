"""Lines are looked up among the known measures; what is none of them is told apart by wording.

A line's family depends on the line, the inventory and people's word on it, never on what else
is there: bringing a list moves nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache

from measurealign.catalog.programmes import yearless
from measurealign.inventory import Inventory
from measurealign.inventory.entries import KnownId
from measurealign.inventory.subjects import OTHER, agenda
from measurealign.matching.linking.kept import Kept
from measurealign.matching.linking.title import Printed
from measurealign.matching.own import OWN, own_ids
from measurealign.matching.words import heads, joins
from measurealign.model import Family, Identifier, Judgement, LineLinks, Link, Measure, Scheme


def printed(line: Measure, year: int | None, use_ids: bool = True) -> Printed:
    """Return what a line prints. An id of the payer's own is read for acronyms only."""
    ids = line.ids if use_ids else ()
    own = " ".join([one.value for one in ids if one.scheme == "payer"]) if ids else ""
    return Printed(line.name, own, known_ids(ids), year, yearless(line.set_id))


def known_ids(ids: Iterable[Identifier]) -> tuple[KnownId, ...]:
    """Return ids as the inventory writes them: without versions, a payer's own left out."""
    if not ids:
        return ()
    return tuple(_known_id(i.scheme, i.value) for i in ids if i.scheme != "payer")


@lru_cache(maxsize=1 << 15)
def _known_id(scheme: Scheme, value: str) -> KnownId:
    return KnownId(scheme=scheme, value=Identifier(scheme=scheme, value=value).base)


def identified(
    lines: Iterable[tuple[Measure, int]], linker: Kept, *, use_ids: bool = True
) -> dict[str, Link]:
    """Return the link that each line (given with the year of its set) shares, by key."""
    asked = {line.key: printed(line, year, use_ids) for line, year in lines}
    return dict(zip(asked, linker.links(list(asked.values())), strict=True))


def families(
    lines: Sequence[Measure],
    links: LineLinks,
    inventory: Inventory,
    judgements: Iterable[Judgement] = (),
    settled: Mapping[str, Family] | None = None,
) -> Iterator[Family]:
    """Yield the families of some lines in the order of their ids.

    Wordings that a person holds for the same measure are one family. `settled` are families (by
    id) of lines that are still the same: where no other joined or left, they stay.
    """
    before = settled or {}
    shared = links.shared
    joined = [(one.left, one.right) for one in judgements if joins(one)]
    homes = _homes(lines, shared, before.values(), {end for pair in joined for end in pair})
    ends = [(homes.get(left), homes.get(right)) for left, right in joined]
    same = heads((a, b) for a, b in ends if a and b and _own(a) and _own(b))
    inside: dict[str, list[Measure]] = {}
    for line in lines:
        id_ = homes[line.key]
        inside.setdefault(same.get(id_, id_), []).append(line)
    for id_, members in sorted(inside.items()):
        keys = tuple(sorted([line.key for line in members]))
        if id_ in before and before[id_].members == keys:
            yield before[id_]
        else:
            yield _family(id_, keys, members, shared[members[0].key], inventory)


def _homes(
    lines: Sequence[Measure],
    shared: Mapping[str, Link],
    settled: Iterable[Family],
    judged: Set[str],
) -> dict[str, str]:
    """Return the family that each line (by key) has by itself, before people join any.

    A wording's family is worked out from the name; where a settled one tells it, and nobody spoke
    of its lines, that is it: a long table has more wordings than are remembered.
    """
    homes = {line.key: _home(shared[line.key]) for line in lines}
    for one in settled:
        if not one.known and judged.isdisjoint(one.members):
            homes.update((key, one.id) for key in one.members if homes.get(key, "gone") is None)
    own = own_ids(line.name for line in lines if homes[line.key] is None)
    return {line.key: homes[line.key] or own[line.name] for line in lines}


def _own(family_id: str) -> bool:
    return family_id.startswith(f"{OWN}:")


def _home(link: Link) -> str | None:
    """Return the id of the known measure's family that a link tells, None where it tells none."""
    if not link.counts:
        return None
    return f"{link.measure}/{link.part}" if link.part else link.measure


def _family(
    id_: str, keys: tuple[str, ...], members: Sequence[Measure], link: Link, inventory: Inventory
) -> Family:
    if link.counts and link.measure:
        known = inventory[link.measure]
        label = f"{known.title}: {link.part}" if link.part else known.title
        subject = known.subjects[0] if known.subjects else agenda().subject_of(known.title)
    else:
        names = Counter(line.name for line in members)
        label = min(names, key=lambda name: (-names[name], name))
        subject = id_.split(":")[1]
    area = agenda().by_id[subject].area if subject in agenda().by_id else OTHER
    return Family(id=id_, label=label, subject=subject, area=area, members=keys, known=link.counts)

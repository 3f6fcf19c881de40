"""Lines are looked up among the known measures; what is none of them is told apart by wording.

A line's family depends on the line, the inventory and people's word on it, never on what else
is there: bringing a list moves nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from measurealign.catalog.programmes import programme
from measurealign.catalog.reader import slug
from measurealign.inventory import Inventory
from measurealign.inventory.entries import KnownId
from measurealign.inventory.subjects import OTHER, agenda
from measurealign.matching.linking.kept import Kept
from measurealign.matching.linking.title import Printed, read_off
from measurealign.matching.wording import read_title
from measurealign.matching.words import heads, joins
from measurealign.model import Family, Identifier, Judgement, Link, Measure

#: What starts the id of a family that is no known measure.
OWN = "own"


def printed(line: Measure, year: int | None, use_ids: bool = True) -> Printed:
    """Return what a line prints. An id of the payer's own is read for acronyms only."""
    ids = line.ids if use_ids else ()
    own = " ".join(one.value for one in ids if one.scheme == "payer")
    return Printed(line.name, own, known_ids(ids), year, programme(line.set_id))


def known_ids(ids: Iterable[Identifier]) -> tuple[KnownId, ...]:
    """Return ids as the inventory writes them: without versions, a payer's own left out."""
    return tuple(KnownId(scheme=i.scheme, value=i.base) for i in ids if i.scheme != "payer")


def identified(
    lines: Iterable[tuple[Measure, int]], linker: Kept, *, use_ids: bool = True
) -> dict[str, Link]:
    """Return the link of each line (given with the year of its set), by key."""
    asked = {line.key: printed(line, year, use_ids) for line, year in lines}
    links = linker.links(list(asked.values()))
    return {key: link.of(key) for key, link in zip(asked, links, strict=True)}


def families(
    lines: Sequence[Measure],
    links: Mapping[str, Link],
    inventory: Inventory,
    judgements: Iterable[Judgement] = (),
) -> Iterator[Family]:
    """Yield the families of some lines in the order of their ids.

    Wordings that a person holds for the same measure are one family.
    """
    homes = {line.key: family_id(line, links[line.key]) for line in lines}
    ends = [(homes.get(j.left), homes.get(j.right)) for j in judgements if joins(j)]
    same = heads((a, b) for a, b in ends if a and b and _own(a) and _own(b))
    inside: dict[str, list[Measure]] = {}
    for line in lines:
        id_ = homes[line.key]
        inside.setdefault(same.get(id_, id_), []).append(line)
    for id_, members in sorted(inside.items()):
        yield _family(id_, members, links[members[0].key], inventory)


def _own(family_id: str) -> bool:
    return family_id.startswith(f"{OWN}:")


def family_id(line: Measure, link: Link) -> str:
    """Return the id of a line's family: the known measure's, else one made of its wording."""
    if link.counts:
        return f"{link.measure}/{link.part}" if link.part else str(link.measure)
    return _own_id(line.name)


@lru_cache(maxsize=1 << 17)
def _own_id(name: str) -> str:
    """Return the family of a name that is no known measure's: its subject and its wording.

    With the subject: names that read alike and speak of two subjects are two families.
    """
    return f"{OWN}:{agenda().subject_of(name)}:{slug(wording(name))}"


def wording(name: str) -> str:
    """Return a name as far as it tells a measure: equal wordings are one family.

    >>> wording("Annual Wellness Visits*") == wording("Wellness Visit, Annual")
    True
    """
    reading = read_title(read_off(name, frozenset()).text)
    told = sorted({term for _, term in reading.terms}) + sorted(reading.numbers.words)
    return " ".join(told) or name


def _family(id_: str, members: Sequence[Measure], link: Link, inventory: Inventory) -> Family:
    keys = tuple(sorted(line.key for line in members))
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

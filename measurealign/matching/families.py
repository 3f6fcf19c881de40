"""Lines are looked up among the known measures; what is none of them is told apart by wording.

A line's family depends on the line, the inventory and people's word on it, never on what else
is there: bringing a list moves nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from measurealign.catalog.reader import slug
from measurealign.inventory import Inventory
from measurealign.inventory.entries import KnownId
from measurealign.inventory.subjects import OTHER, agenda
from measurealign.judgements import MEASURE
from measurealign.matching.linking.linker import Linker, Printed
from measurealign.matching.linking.title import read_off
from measurealign.matching.wording import read_title
from measurealign.model import Family, Judgement, Link, Measure

#: What starts the id of a family that is no known measure.
OWN = "own"


@dataclass(frozen=True)
class Printing:
    """What a line prints that tells its measure: equal printings have one link."""

    name: str
    also: str
    ids: tuple[KnownId, ...]
    year: int


def printing(line: Measure, year: int, use_ids: bool = True) -> Printing:
    """Return what a line prints. An id of the payer's own is read for acronyms only."""
    ids = line.ids if use_ids else ()
    own = " ".join(one.value for one in ids if one.scheme == "payer")
    known = tuple(KnownId(scheme=i.scheme, value=i.base) for i in ids if i.scheme != "payer")
    return Printing(line.name, own, known, year)


def identified(
    lines: Iterable[tuple[Measure, int]],
    linker: Linker,
    judgements: Mapping[str, Judgement],
    *,
    use_ids: bool = True,
) -> dict[str, Link]:
    """Return the link of each line (given with the year of its set), by key."""
    printings = {line.key: printing(line, year, use_ids) for line, year in lines}
    distinct = tuple(dict.fromkeys(printings.values()))
    asked = [Printed(one.name, one.also, one.ids, one.year) for one in distinct]
    found = dict(zip(distinct, linker.links(asked), strict=True))
    return {
        key: judged(found[one].model_copy(update={"line": key}), judgements.get(key))
        for key, one in printings.items()
    }


def judged(link: Link, judgement: Judgement | None) -> Link:
    """Return a link after a person's word on it."""
    if judgement is None or judgement.verdict == "unsure":
        return link
    measure = judgement.right.removeprefix(MEASURE)
    if judgement.verdict == "accepted" and judgement.relation == "same":
        told = {"measure": measure, "part": None, "relation": "same", "status": "accepted"}
    elif measure == link.measure:
        told = {"status": "rejected"}
    else:
        return link
    says = f"{judgement.by} said so" + (f": {judgement.why}" if judgement.why else "")
    return link.model_copy(update={**told, "how": "person", "confidence": 1.0, "says": says})


def families(
    lines: Iterable[Measure], links: Mapping[str, Link], inventory: Inventory
) -> Iterator[Family]:
    """Yield the families of some lines in the order of their ids."""
    inside: dict[str, list[Measure]] = {}
    for line in lines:
        inside.setdefault(family_id(line, links[line.key]), []).append(line)
    for id_, members in sorted(inside.items()):
        yield _family(id_, members, links[members[0].key], inventory)


def family_id(line: Measure, link: Link) -> str:
    """Return the id of a line's family: the known measure's, else one made of its wording."""
    if link.counts:
        return f"{link.measure}/{link.part}" if link.part else str(link.measure)
    # With the subject: names that read alike and speak of two subjects are two families.
    return f"{OWN}:{agenda().subject_of(line.name)}:{slug(wording(line.name))}"


def wording(name: str) -> str:
    """Return a name as far as it tells a measure: equal wordings are one family.

    >>> wording("Annual Wellness Visits*") == wording("Wellness Visit, Annual")
    True
    """
    reading = read_title(read_off(name, frozenset()).text)
    told = sorted({term for _, term in reading.terms}) + sorted(reading.numbers.words)
    return " ".join(told) or name


def _family(
    id_: str, members: Sequence[Measure], link: Link, inventory: Inventory
) -> Family:
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
    return Family(
        id=id_, label=label, subject=subject, area=area, members=keys, known=link.counts
    )

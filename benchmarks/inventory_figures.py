"""How much the inventory holds, and which facts its primary care measures lack."""

from collections import Counter
from collections.abc import Iterator

from measurealign.crosswalk import Crosswalk
from measurealign.inventory import KnownMeasure, shipped
from measurealign.inventory.minimums import minimum
from measurealign.inventory.subjects import agenda

#: Facts that a primary care measure should have.
FACTS = ("type", "direction", "levels", "routes", "audience", "since", "endorsement", "minimum",
         "steward", "subjects")  # fmt: skip


def published(one: KnownMeasure) -> list[str]:
    """Return the title and the published names of a measure."""
    return [one.title, *(name.name for name in one.names)]


def primary(walk: Crosswalk) -> Iterator[KnownMeasure]:
    """Yield the primary care measures: those that a set lists, without specialties and plans."""
    inventory = shipped()
    listed = {link.measure for link in walk.links.values() if link.counts and link.measure}
    for id_ in sorted(listed):
        one = inventory[id_]
        subject = agenda().by_id.get(one.subjects[0]) if one.subjects else None
        if subject is None or not subject.wide:
            yield one


def figures(walk: Crosswalk) -> Iterator[str]:
    """Yield how much the inventory holds, and which facts its primary care measures lack."""
    inventory = shipped()
    parts = sum(bool(one.part_of) for one in inventory)
    names = sum(len(set(published(one))) for one in inventory)
    spoken = sum(len(one.spoken) for one in inventory)
    yield f"{len(inventory)} measures, {parts} of them parts; {names} names, {spoken} spoken"
    ids = Counter(id_.scheme for one in inventory for id_ in one.ids)
    yield "ids: " + ", ".join(f"{scheme} {count}" for scheme, count in ids.most_common())
    yield "evidence: " + ", ".join(
        f"{kind} {n}" for kind, n in Counter(one.evidence for one in inventory).most_common()
    )
    mine = list(primary(walk))
    yield f"{len(mine)} primary care measures; without " + ", ".join(
        f"{fact} {sum(not _told(one, fact) for one in mine)}" for fact in FACTS
    )
    late = [one for one in mine if not one.since]
    shown = sum(bool(one.seen) for one in late)
    yield f"{shown} of the {len(late)} without since tell a year by which they existed"
    told = Counter(one.endorsement.status for one in mine if one.endorsement)
    own = sum(all(id_.scheme == "payer" for id_ in one.ids) for one in mine if not one.endorsement)
    yield (
        "endorsement: "
        + ", ".join(f"{status} {n}" for status, n in told.most_common())
        + (f"; of the others {own} bear no number of a national list")
    )


def _told(one: KnownMeasure, fact: str) -> object:
    return minimum(one) if fact == "minimum" else getattr(one, fact)

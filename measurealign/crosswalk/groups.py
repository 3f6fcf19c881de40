"""Families in groups: by their subject, and those near enough to be held side by side."""

from collections.abc import Iterable, Iterator

from measurealign.inventory.subjects import OTHER, agenda
from measurealign.model import Family, SubjectGroup


def group_of(family: Family) -> str:
    """Return the id of a family's group: its subject, or its own where that holds no rivals."""
    known = agenda().by_id.get(family.subject)
    alone = family.subject == OTHER or (known is not None and known.wide)
    return f"{family.subject}:{family.id}" if alone else family.subject


def by_subject(families: Iterable[Family]) -> Iterator[SubjectGroup]:
    """Yield the groups of some families, in the order of their ids."""
    inside: dict[str, list[Family]] = {}
    for family in families:
        inside.setdefault(group_of(family), []).append(family)
    for id_, members in sorted(inside.items()):
        known = agenda().by_id.get(id_)
        yield SubjectGroup(
            id=id_,
            label=known.label if known else members[0].label,
            area=members[0].area,
            families=tuple(sorted(family.id for family in members)),
        )


def neighbours(families: Iterable[Family]) -> Iterator[tuple[Family, Family]]:
    """Yield the pairs of families that share a subject or a whole measure, each pair once."""
    groups: dict[str, list[Family]] = {}
    for one in sorted(families, key=lambda family: family.id):
        groups.setdefault(group_of(one), []).append(one)
        groups.setdefault(f"/{one.id.split('/')[0]}", []).append(one)
    told: set[tuple[str, str]] = set()
    for members in groups.values():
        for n, one in enumerate(members):
            for other in members[n + 1 :]:
                if (one.id, other.id) not in told:
                    told.add((one.id, other.id))
                    yield one, other

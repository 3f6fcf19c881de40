"""Families in groups: by their subject, and those near enough to be held side by side."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from measurealign.inventory.entries import KnownMeasure
from measurealign.inventory.subjects import OTHER, Subject, agenda
from measurealign.model import Family, SubjectGroup


def group_of(family: Family) -> str:
    """Return the id of a family's group: its subject, or its own where that holds no rivals."""
    known = agenda().by_id.get(family.subject)
    alone = family.subject == OTHER or (known is not None and known.wide)
    return f"{family.subject}:{family.id}" if alone else family.subject


def served(family: Family, known: KnownMeasure | None) -> tuple[str, ...]:
    """Return the subjects that a family answers, its own first; a composite has several.

    They are stated of its known measure; else its title tells them.
    """
    stated = (known.subjects if known else ()) or agenda().subjects_of(family.label, family.subject)
    own, lines = group_of(family), agenda().by_id
    others = (one for one in stated if one in lines and not lines[one].wide and one != OTHER)
    return tuple(dict.fromkeys((own, *others))) if own in stated else (own,)


def agenda_line(subject_id: str) -> Subject | None:
    """Return a subject's line of the agenda; of a group that stands alone, the wide line."""
    return agenda().by_id.get(subject_id.split(":", 1)[0])


def agenda_lines() -> tuple[Subject, ...]:
    """Return all lines of the agenda, in its order."""
    return agenda().subjects


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


@dataclass(frozen=True)
class Near:
    """Which families (by id) are near one another: of one subject or one whole, or stated."""

    groups: Mapping[str, tuple[str, ...]]
    homes: Mapping[str, tuple[str, ...]]
    stated: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, families: Iterable[Family], stated: Iterable[tuple[str, str]]) -> "Near":
        """Sort some families into groups; what is stated of others is left out."""
        homes = {one.id: (group_of(one), f"/{one.id.split('/')[0]}") for one in families}
        groups: dict[str, list[str]] = {}
        for id_ in sorted(homes):
            for group in homes[id_]:
                groups.setdefault(group, []).append(id_)
        told: dict[str, set[str]] = {}
        for one, other in stated:
            if one in homes and other in homes:
                told.setdefault(one, set()).add(other)
                told.setdefault(other, set()).add(one)
        inside = {group: tuple(ids) for group, ids in groups.items()}
        return cls(inside, homes, {id_: frozenset(others) for id_, others in told.items()})

    def to(self, id_: str) -> frozenset[str]:
        """Return the families that are near one of them."""
        groups = (self.groups[group] for group in self.homes[id_])
        return frozenset().union(*groups, self.stated.get(id_, ())) - {id_}

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the pairs of near families, each once, in order."""
        for one in sorted(self.homes):
            yield from ((one, other) for other in sorted(self.to(one)) if one < other)

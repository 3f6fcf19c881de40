"""Families in groups: by their subject, and those near enough to be held side by side."""

from collections.abc import Iterable, Iterator

from measurealign.inventory.subjects import OTHER, Subject, agenda
from measurealign.model import Family, SubjectGroup


def group_of(family: Family) -> str:
    """Return the id of a family's group: its subject, or its own where that holds no rivals."""
    known = agenda().by_id.get(family.subject)
    alone = family.subject == OTHER or (known is not None and known.wide)
    return f"{family.subject}:{family.id}" if alone else family.subject


def served(own: str, stated: Iterable[str]) -> tuple[str, ...]:
    """Return the subjects that a measure of a group answers, where several are stated for it."""
    lines, stated = agenda().by_id, tuple(stated)
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


def neighbours(
    families: Iterable[Family], stated: Iterable[tuple[str, str]]
) -> Iterator[tuple[Family, Family]]:
    """Yield the pairs of families that share a subject or a whole, or are stated; each once."""
    families = sorted(families, key=lambda family: family.id)
    by_id = {family.id: family for family in families}
    groups: dict[str, list[Family]] = {}
    for one in families:
        groups.setdefault(group_of(one), []).append(one)
        groups.setdefault(f"/{one.id.split('/')[0]}", []).append(one)
    pairs = {tuple(sorted(pair)) for pair in stated if set(pair) <= by_id.keys()}
    for members in groups.values():
        pairs.update((a.id, b.id) for n, a in enumerate(members) for b in members[n + 1 :])
    for left, right in sorted(pairs):
        yield by_id[left], by_id[right]

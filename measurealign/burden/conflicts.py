"""What is asked in conflicting ways: one subject in several specifications."""

from collections.abc import Sequence
from dataclasses import dataclass

from measurealign.burden.asks import Ask
from measurealign.compare.specification import (
    Difference,
    Specification,
    differences,
    specification,
)
from measurealign.crosswalk import TableNames
from measurealign.model import Measure


@dataclass(frozen=True)
class Conflict:
    """A subject that two sets or more ask in different specifications.

    Its families are parts or other specifications of one another (`bound`: their bond has a
    credit), or the rows of one family tell different things. `differences` names the dimensions in
    which rows tell different things; it is empty where they do not tell.
    """

    subject: str
    label: str
    area: str
    families: tuple[str, ...]
    rows: tuple[Measure, ...]
    specifications: tuple[Specification, ...]
    differences: tuple[Difference, ...]
    bound: bool

    @property
    def route_only(self) -> bool:
        """Whether nothing but the data route of one and the same measure differs."""
        return not self.bound and {one.dimension for one in self.differences} == {"data source"}


def conflicts(label: TableNames, asks: Sequence[Ask]) -> tuple[Conflict, ...]:
    """Return the conflicts, one a subject: another payer never makes two into one."""
    crosswalk = label.walk
    by_subject: dict[str, list[Ask]] = {}
    for ask in asks:
        by_subject.setdefault(crosswalk.subject_of(ask.family).id, []).append(ask)
    several = ((id_, some) for id_, some in by_subject.items() if len(_sets(some)) > 1)
    made = (_conflict(label, id_, some) for id_, some in several)
    found = [one for one in made if one is not None]
    return tuple(sorted(found, key=lambda one: (one.route_only, one.area, one.label, one.subject)))


def _conflict(label: TableNames, subject: str, inside: Sequence[Ask]) -> Conflict | None:
    """Return how a subject is asked in different specifications, None if it is not."""
    by_family = {ask.family: ask for ask in inside}
    groups = [
        [by_family[id_] for id_ in sorted(group)] for group in label.walk.connected(by_family)
    ]
    told = [(group, differences(map(specification, _rows(group)))) for group in groups]
    at_odds = [
        (group, differ)
        for group, differ in told
        if len(_sets(group)) > 1 and (len(group) > 1 or differ)
    ]
    if not at_odds:
        return None
    asks = [ask for group, _ in at_odds for ask in group]
    rows = _rows(asks)
    return Conflict(
        subject=subject,
        label=asks[0].label if len(asks) == 1 else label.subject(subject),
        area=asks[0].area,
        families=tuple(ask.family for ask in asks),
        rows=rows,
        specifications=tuple(map(specification, rows)),
        differences=tuple(one for _, differ in at_odds for one in differ),
        bound=any(len(group) > 1 for group, _ in at_odds),
    )


def _sets(asks: Sequence[Ask]) -> frozenset[str]:
    return frozenset(row.set_id for row in _rows(asks))


def _rows(asks: Sequence[Ask]) -> tuple[Measure, ...]:
    return tuple(row for ask in asks for row in ask.rows)

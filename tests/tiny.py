"""Hand-made crosswalks, so that a number can be worked out on paper."""

from collections.abc import Iterable, Mapping
from typing import Any

from measurealign.catalog import Catalog
from measurealign.catalog.reader import slug
from measurealign.crosswalk import Crosswalk
from measurealign.model import Concept, Evidence, Family, Link, Measure, MeasureSet

Rows = Mapping[str, Iterable[Any]]


def tiny(
    sets: Rows,
    concepts: Mapping[str, str] | None = None,
    related: Iterable[tuple[str, str]] = (),
    areas: Mapping[str, str] | None = None,
    about: Mapping[str, Mapping[str, Any]] | None = None,
) -> Crosswalk:
    """Return the crosswalk of some sets.

    sets: set id → rows; a row is the name of its family, or a dict of the measure's fields with
    `family` (default: its name). concepts: family → concept (default: a concept of its own).
    related: pairs of families joined by a link. areas: family → area (default: other). about: set
    id → fields of the set.
    """
    made = {id_: [_row(id_, i, row) for i, row in enumerate(rows)] for id_, rows in sets.items()}
    members: dict[str, list[str]] = {}
    for rows in made.values():
        for family, measure in rows:
            members.setdefault(family, []).append(measure.key)
    area = {family: (areas or {}).get(family, "other") for family in members}
    families = [
        Family(id=id_, label=id_, area=area[id_], members=tuple(sorted(keys)))
        for id_, keys in sorted(members.items())
    ]
    inside: dict[str, list[str]] = {}
    for family in sorted(members):
        inside.setdefault((concepts or {}).get(family, family), []).append(family)
    return Crosswalk(
        catalog=Catalog.of(
            _set(id_, [measure for _, measure in rows], (about or {}).get(id_, {}))
            for id_, rows in made.items()
        ),
        areas={key: area[family] for family, keys in members.items() for key in keys},
        families=tuple(families),
        concepts=tuple(
            Concept(id=f"c-{name}", label=name, area=area[ids[0]], families=tuple(ids))
            for name, ids in sorted(inside.items())
        ),
        links=tuple(_links(members, inside, related)),
    )


def _row(set_id: str, i: int, row: Any) -> tuple[str, Measure]:
    fields = {"name": row} if isinstance(row, str) else dict(row)
    family = fields.pop("family", fields["name"])
    fields.setdefault("evidence", "source")
    return family, Measure(key=f"{set_id}/{slug(fields['name'])}-{i}", **fields)


def _set(id_: str, measures: list[Measure], fields: Mapping[str, Any]) -> MeasureSet:
    about = {"name": id_.title(), "year": 2018, "sponsor": "Somebody", "kind": "payer"}
    return MeasureSet(id=id_, measures=tuple(measures), **(about | dict(fields)))


def _links(
    members: Mapping[str, list[str]],
    inside: Mapping[str, list[str]],
    related: Iterable[tuple[str, str]],
) -> Iterable[Link]:
    for keys in members.values():
        for key in keys[1:]:
            yield _link(keys[0], key, "same", "equal wording")
    for families in inside.values():
        for family in families[1:]:
            left, right = members[families[0]][0], members[family][0]
            yield _link(left, right, "variant", "another specification")
    for one, other in related:
        if one in members and other in members:
            yield _link(members[one][0], members[other][0], "related", "the same population")


def _link(left: str, right: str, relation: Any, says: str) -> Link:
    reason = Evidence(kind="by-hand", weight=1.0, says=says)
    return Link(
        left=left,
        right=right,
        relation=relation,
        confidence=0.9,
        similarity=0.9,
        evidence=(reason,),
    )

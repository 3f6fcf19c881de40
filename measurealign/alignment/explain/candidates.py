"""Which additions a table of this place, year and audience could have at all."""

from collections.abc import Iterator
from dataclasses import dataclass

from measurealign.alignment.ask.choices import Choices
from measurealign.alignment.ask.eligible import bar
from measurealign.alignment.ask.goal import Audience
from measurealign.alignment.ask.traits import (
    ids_of,
    members,
    source_of,
    standing_of,
    type_of,
    usual,
)
from measurealign.alignment.ask.which import audience_of, kind_of
from measurealign.alignment.explain.shelf import Purpose, ShelfMeasure, shelf
from measurealign.catalog.programmes import witness

#: A measure of the catalog that nobody has judged: the programmes that must list it, its points.
_PROGRAMMES, _FIT = 3, 1.0
_PURPOSE: dict[str, Purpose] = {
    "cost": "cost", "utilization": "cost", "experience": "engagement",
}  # fmt: skip


@dataclass(frozen=True)
class Suggestion:
    """A candidate, its families in the catalog, and who lists it at or before the year.

    `users`: programmes of the catalog; `here`: those at the table; `region`: those of its places.
    """

    candidate: ShelfMeasure
    families: tuple[str, ...]
    users: tuple[str, ...]
    here: tuple[str, ...]
    region: tuple[str, ...]


def entries(choices: Choices, picked: tuple[str, ...]) -> tuple[Suggestion, ...]:
    """Return the candidates that fit the table: not yet chosen, of its year, for its patients."""
    every = (_entry(choices, one, families) for one, families in _candidates(choices))
    whom = audience(choices, picked)
    return tuple(one for one in every if _fits(choices, one, whom, picked))


def audience(choices: Choices, picked: tuple[str, ...]) -> frozenset[Audience]:
    """Return whom a table is about: the goal's word, else those of most chosen measures.

    A table whose chosen measures are for children, more than half of them, is a child table.
    """
    if choices.asked.goal.audience:
        return frozenset({*choices.asked.goal.audience, "all"})
    child = sum(audience_of(choices.asked, family) == "child" for family in picked)
    if picked and child > len(picked) / 2:
        return frozenset({"child", "all"})
    return frozenset({"adult", "older-adult", "maternity", "all"})


def _fits(
    choices: Choices, one: Suggestion, whom: frozenset[Audience], picked: tuple[str, ...]
) -> bool:
    asked, known = choices.asked, one.candidate
    there = bool(one.users) or (known.since is not None and known.since <= asked.year)
    enough = known.least is None or asked.goal.panel is None or known.least <= asked.goal.panel
    answered = {subject for family in picked for subject in choices.answers(family)}
    taken = any(not answered.isdisjoint(asked.serves(family)) for family in one.families)
    barred = [bar(asked, family) for family in one.families]
    retired = bool(barred) and all(each and each.kind in ("retired", "rule") for each in barred)
    return there and enough and not taken and not retired and known.audience in whom


def _candidates(choices: Choices) -> Iterator[tuple[ShelfMeasure, tuple[str, ...]]]:
    """Yield the shipped candidates with their families, then the catalog's own."""
    walk, taken = choices.asked.walk, set[str]()
    for one in shelf().candidates:
        mine = tuple(family for family in sorted(walk.family) if _is(choices, one, family))
        taken |= set(mine)
        yield one, mine
    for family in sorted(walk.family.keys() - taken):
        purpose = _PURPOSE.get(kind_of(choices.asked, family))
        often = len(choices.users(family)) >= _PROGRAMMES
        if purpose and often and bar(choices.asked, family) is None:
            yield _own(choices, family, purpose), (family,)


def _is(choices: Choices, one: ShelfMeasure, family: str) -> bool:
    """Tell whether a family is a shipped candidate: by the inventory, else by name."""
    known, walk = choices.asked.walk.known(family), choices.asked.walk
    if one.known and known:
        return known.id == one.known
    called = {name.casefold() for name in (one.name, *one.also)}
    names = {row.name.casefold() for row in members(walk, family)}
    return not called.isdisjoint({walk.family[family].label.casefold(), *names})


def _entry(choices: Choices, one: ShelfMeasure, families: tuple[str, ...]) -> Suggestion:
    catalog, asked = choices.asked.walk.catalog, choices.asked
    places = {region for each in asked.table if (region := catalog.get(each.set).region)}
    sets = sorted({s for family in families for s in asked.walk.sets_with[family]})
    dated = [catalog.get(id_) for id_ in sets if catalog.get(id_).year <= asked.year]
    users = tuple(dict.fromkeys(witness(each) for each in dated))
    near = (witness(each) for each in dated if each.region in places)
    here = tuple(name for name in users if name in asked.programme)
    return Suggestion(
        one, families, users, here, tuple(n for n in dict.fromkeys(near) if n not in here)
    )


def _own(choices: Choices, family: str, purpose: Purpose) -> ShelfMeasure:
    """Return a measure of the catalog as a candidate that nobody has judged yet."""
    asked, walk = choices.asked, choices.asked.walk
    ids, label = ids_of(walk, family), walk.subject_of(family).label
    usual_type = "cost" if purpose == "cost" else "patient-experience"
    return ShelfMeasure(
        id=family,
        purpose=purpose,
        topic=asked.serves(family)[0],
        name=walk.family[family].label,
        ids={scheme: values[0] for scheme, values in ids.items()},
        steward=usual(row.steward for row in members(walk, family)),
        type=type_of(walk, family) or usual_type,
        data_source=source_of(asked, family)[0],
        audience=audience_of(asked, family),
        fit=_FIT,
        why_fit="nobody has judged yet how well a practice can be measured by it",
        adds=f"{label}: a measure that other programmes use already",
        evidence=standing_of(asked, family),
    )

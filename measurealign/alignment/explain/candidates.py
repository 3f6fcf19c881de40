"""Which additions a table of this place, year and audience could have at all."""

from collections.abc import Iterator
from dataclasses import dataclass

from measurealign.alignment.ask.choices import Choices
from measurealign.alignment.ask.eligible import OF_PRACTICES, bar, can_measure
from measurealign.alignment.ask.traits import (
    ids_of,
    members,
    source_of,
    standing_of,
    type_of,
    usual,
)
from measurealign.alignment.ask.which import audience_of, kind_of
from measurealign.alignment.explain.patients import of_medicare, patients
from measurealign.alignment.explain.shelf import Purpose, ShelfMeasure, shelf
from measurealign.catalog.programmes import witness
from measurealign.model import Audience

#: A measure of the catalog that nobody has judged: the programmes that must list it, the years
#: within which one of them must, its points.
_PROGRAMMES, _LATELY, _FIT = 3, 5, 1.0
_PURPOSE: dict[str, Purpose] = {
    "cost": "cost", "utilization": "cost", "experience": "engagement",
}  # fmt: skip


@dataclass(frozen=True)
class Suggestion:
    """A candidate, its families in the catalog, and who lists it at or before the year.

    `users`: programmes of the catalog; `here`: those at the table that ask for it; `region`: the
    latest sets of others of its places; `last`: the year of the latest set that lists it.
    """

    candidate: ShelfMeasure
    families: tuple[str, ...]
    users: tuple[str, ...]
    here: tuple[str, ...]
    region: tuple[str, ...]
    last: int | None = None


def entries(choices: Choices, picked: tuple[str, ...]) -> tuple[Suggestion, ...]:
    """Return the candidates that fit the table: not yet chosen, of its year, for its patients.

    The catalog's own come after the shipped ones, for subjects that none of those is about.
    """
    asked, whom = choices.asked, patients(choices, picked)
    every = tuple(_shipped(choices))
    shipped = [one for one in every if _fits(choices, one, whom, picked)]
    judged = {family for one in every for family in one.families}
    answered = {asked.serves(family)[0] for family in judged}
    own = (
        _own(choices, family)
        for family in sorted(asked.walk.family.keys() - judged)
        if kind_of(asked, family) in _PURPOSE and asked.serves(family)[0] not in answered
    )
    late = (one for one in own if _in_use(choices, one) and _told_for(one, whom))
    return (*shipped, *(one for one in late if _fits(choices, one, whom, picked)))


def _fits(
    choices: Choices,
    one: Suggestion,
    whom: frozenset[Audience],
    picked: tuple[str, ...],
) -> bool:
    """Tell whether a candidate is for the table's patients and payers, of its year, and new."""
    asked, known = choices.asked, one.candidate
    answered = {subject for family in picked for subject in choices.answers(family)}
    taken = any(not answered.isdisjoint(asked.serves(family)) for family in one.families)
    enough = known.least is None or asked.goal.panel is None or known.least <= asked.goal.panel
    payers = not known.medicare or bool(one.here) or of_medicare(asked)
    return (
        known.audience in whom and payers and enough and not taken
        and _of_its_time(choices, one) and _measurable(choices, one) and _fielded(choices, one)
    )  # fmt: skip


def _of_its_time(choices: Choices, one: Suggestion) -> bool:
    """Tell whether a candidate can be had in the table's year: published, not retired."""
    asked, known = choices.asked, one.candidate
    told = asked.walk.inventory.get(known.known)
    if told and told.retired is not None and told.retired <= asked.year:
        return False
    barred = [bar(asked, family) for family in one.families]
    if barred and all(each and each.kind in ("retired", "rule") for each in barred):
        return False
    return bool(one.users) or (known.since is not None and known.since <= asked.year)


def _measurable(choices: Choices, one: Suggestion) -> bool:
    """Tell whether a candidate is for watching, or a practice can be measured by it."""
    if one.candidate.monitoring or not one.families:
        return True
    return any(can_measure(choices.asked, family) for family in one.families)


def _fielded(choices: Choices, one: Suggestion) -> bool:
    """Tell whether the survey of which a candidate is a part is at the table: it comes with it."""
    whole = one.candidate.whole
    return whole is None or whole in choices.asked.listed_by


def _shipped(choices: Choices) -> Iterator[Suggestion]:
    """Yield the shipped candidates with their families, told by the inventory, else by name."""
    walk = choices.asked.walk
    called = {family: _called(choices, family) for family in sorted(walk.family)}
    for one in shelf().candidates:
        own = frozenset(name.casefold() for name in (one.name, *one.also))
        mine = tuple(
            family for family, (known, names) in called.items()
            if (known == one.known if one.known and known else not names.isdisjoint(own))
        )  # fmt: skip
        yield _entry(choices, one, mine)


def _called(choices: Choices, family: str) -> tuple[str | None, frozenset[str]]:
    """Return which known measure a family is, and what it is called."""
    walk = choices.asked.walk
    known, names = walk.known(family), {row.name for row in members(walk, family)}
    called = frozenset(name.casefold() for name in (walk.family[family].label, *names))
    return known.id if known else None, called


def _entry(choices: Choices, one: ShelfMeasure, families: tuple[str, ...]) -> Suggestion:
    catalog, asked = choices.asked.walk.catalog, choices.asked
    places = {region for each in asked.table if (region := catalog.get(each.set).region)}
    sets = sorted({s for family in families for s in asked.walk.sets_with[family]})
    dated = [catalog.get(id_) for id_ in sets if catalog.get(id_).year <= asked.year]
    users = {witness(each): each.label for each in sorted(dated, key=lambda each: each.year)}
    near = {witness(each) for each in dated if each.region in places}
    here = {by for family in families for by in asked.listed_by.get(family, ())}
    last = max((each.year for each in dated), default=None)
    regional = tuple(users[name] for name in sorted(near - asked.lists.keys()))
    at_table = tuple(seat.id for seat in asked.table if seat.id in here)
    return Suggestion(one, families, tuple(users), at_table, regional, last)


def _in_use(choices: Choices, one: Suggestion) -> bool:
    """Tell whether enough programmes list a measure that nobody has judged, and one of late."""
    late = one.last is not None and one.last >= choices.asked.year - _LATELY
    return late and len(one.users) >= _PROGRAMMES


def _told_for(one: Suggestion, whom: frozenset[Audience]) -> bool:
    """Tell whether a measure that nobody has judged is known to be for a table of children."""
    return "adult" in whom or one.candidate.audience == "child"


def _own(choices: Choices, family: str) -> Suggestion:
    """Return a measure of the catalog as a candidate that nobody has judged yet."""
    asked, walk = choices.asked, choices.asked.walk
    purpose = _PURPOSE[kind_of(asked, family)]
    label = asked.label.subject(walk.subject_of(family).id)
    usual_type = "cost" if purpose == "cost" else "patient-experience"
    judged = ShelfMeasure(
        id=family,
        purpose=purpose,
        topic=asked.serves(family)[0],
        name=asked.label[family],
        ids={scheme: values[0] for scheme, values in ids_of(walk, family).items()},
        steward=usual(row.steward for row in members(walk, family)),
        type=type_of(walk, family) or usual_type,
        data_source=source_of(asked, family)[0],
        audience=audience_of(asked, family),
        monitoring=purpose == "cost" and not _for_practices(choices, family),
        fit=_FIT,
        why_fit="nobody has judged yet how well a practice can be measured by it",
        adds=f"{label}: a measure that other programmes use already",
        evidence=standing_of(asked, family),
    )
    return _entry(choices, judged, (family,))


def _for_practices(choices: Choices, family: str) -> bool:
    """Tell whether a measure of use or cost is made for practices, not for areas or plans too."""
    levels = set(choices.asked.walk.levels(family))
    return not levels or (bool(levels & OF_PRACTICES) and "population" not in levels)

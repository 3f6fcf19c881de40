"""Open areas: topics that sets share without sharing a measure, and one proposal for each."""

from measurealign.alignment.areas import label_of
from measurealign.alignment.goal import counted
from measurealign.alignment.question import Demand, Question
from measurealign.alignment.recommendation import OpenArea, Proposal
from measurealign.alignment.traits import effort, facts


def open_areas(asked: Question, picked: tuple[str, ...]) -> tuple[OpenArea, ...]:
    """Return the open areas with who measures what there; a proposal unless they are left."""
    if asked.goal.areas == "all":
        return ()
    return tuple(_open_area(asked, area, without, picked) for area, without in asked.open.items())


def _open_area(
    asked: Question, area: str, without: tuple[str, ...], picked: tuple[str, ...]
) -> OpenArea:
    agreed = tuple(one for one in asked.sets if Demand(one, area) in asked.shared)
    return OpenArea(
        area=area,
        label=label_of(area),
        agreed=agreed,
        lists={
            one: tuple(
                measure.name
                for measure in asked.walk.listed(one)
                if asked.area(asked.walk.family_of(measure.key).id) == area
            )
            for one in (*agreed, *without)
        },
        proposal=None if asked.goal.open == "leave" else _proposal(asked, area, without, picked),
    )


def _proposal(
    asked: Question, area: str, without: tuple[str, ...], picked: tuple[str, ...]
) -> Proposal | None:
    """Propose the listed measure that most sets at the table, then of the catalogue, use."""
    barred = {family for group in asked.excluded.values() for family in group}
    inside = [f for f in asked.listed_by if asked.area(f) == area and f not in barred]
    if not inside:
        return None
    chosen_ideas = {asked.idea(family) for family in picked}
    best = min(inside, key=lambda f: _rank(asked, f, chosen_ideas))
    known = facts(asked, best)
    adopt = [
        asked.walk.catalog.get(one).label
        for one in without
        if one not in (*known.listed_by, *known.variant_in)
    ]
    parts = [f"listed by {len(known.listed_by)} of the sets at the table and {known.reach} of all"]
    if asked.idea(best) in chosen_ideas:
        parts.insert(0, "already chosen for the sets that agree")
    if known.variant_in:
        parts.append(f"{counted(len(known.variant_in), 'set')} would change the specification")
    if adopt:
        parts.append(f"{', '.join(adopt)} would adopt it")
    return Proposal(facts=known, says="; ".join(parts))


def _rank(
    asked: Question, family: str, chosen_ideas: set[str]
) -> tuple[bool, int, int, float, str]:
    """Order candidates: chosen already, table, catalogue, least burden, id."""
    walk = asked.walk
    return (
        asked.idea(family) not in chosen_ideas,
        -len(asked.idea_by[asked.idea(family)]),
        -len(walk.sets_with[family]),
        effort(asked, family),
        family,
    )

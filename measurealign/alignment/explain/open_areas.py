"""Open areas: topics that sets share without sharing a measure, and one proposal for each."""

from measurealign.alignment.ask.goal import counted
from measurealign.alignment.ask.question import Demand, Question
from measurealign.alignment.ask.traits import effort
from measurealign.alignment.explain.facts import facts
from measurealign.alignment.recommendation import Harmonize, OpenArea, Proposal
from measurealign.catalog.areas import label_of


def open_areas(asked: Question, picked: tuple[str, ...]) -> tuple[OpenArea, ...]:
    """Return the open areas with who measures what there; a proposal unless they are left."""
    if asked.goal.areas == "all":
        return ()
    return tuple(_open_area(asked, area, without, picked) for area, without in asked.open.items())


def _open_area(
    asked: Question, area: str, without: tuple[str, ...], picked: tuple[str, ...]
) -> OpenArea:
    agreed = tuple(one for one in asked.sets if Demand(one, area) in asked.shared)
    leave = asked.goal.open == "leave"
    proposal = None if leave else _proposal(asked, area, without, picked)
    return OpenArea(
        area=area,
        label=label_of(area),
        agreed=agreed,
        lists={
            one: tuple(
                measure.name
                for measure in asked.walk.listed(one)
                if (family := asked.walk.family_of(measure.key).id) in asked.lists[one]
                and asked.area(family) == area
            )
            for one in (*agreed, *without)
        },
        proposal=proposal,
        harmonize=() if proposal is None else _pairs(asked, proposal.facts.family),
    )


def _proposal(
    asked: Question, area: str, without: tuple[str, ...], picked: tuple[str, ...]
) -> Proposal | None:
    """Propose the measure that is chosen already, else the most used one of the catalog."""
    barred = {family for group in asked.excluded.values() for family in group}
    inside = [f for f in asked.walk.family if asked.area(f) == area and f not in barred]
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
    here = len(known.listed_by) or "none"
    parts = [f"listed by {here} of the sets at the table and {known.reach} of the catalog"]
    if asked.idea(best) in chosen_ideas:
        parts.insert(0, "already chosen for the sets that agree")
    if known.variant_in:
        parts.append(f"{counted(len(known.variant_in), 'set')} would change the specification")
    if adopt:
        parts.append(f"{', '.join(adopt)} would adopt it")
    parts.append(f"for a practice {known.burden:g} of a chart abstraction")
    return Proposal(facts=known, says="; ".join(parts))


def _pairs(asked: Question, family: str) -> tuple[Harmonize, ...]:
    """Return the sets that list the concept of a family only in another specification."""
    walk = asked.walk
    concept = walk.subject_of(family)
    return tuple(
        Harmonize(set=one, lists=measure.name, chosen=walk.family[family].label)
        for one in asked.sets
        if family not in asked.lists[one]
        for measure in walk.listed(one)
        if walk.family_of(measure.key).id in concept.families
    )


def _rank(
    asked: Question, family: str, chosen_ideas: set[str]
) -> tuple[bool, int, int, bool, float, str]:
    """Order candidates: chosen, shared at the table, catalog, at the table, burden, id.

    What a single set at the table lists has no precedence: most of the catalog decides.
    """
    walk, idea = asked.walk, asked.idea(family)
    return (
        idea not in chosen_ideas,
        -max(1, len(asked.idea_by.get(idea, ()))),
        -len(walk.sets_with[family]),
        family not in asked.listed_by,
        effort(asked, family),
        family,
    )

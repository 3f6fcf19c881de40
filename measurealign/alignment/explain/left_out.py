"""Why common measures were left out."""

from collections.abc import Callable

from measurealign.alignment.ask.goal import counted
from measurealign.alignment.ask.question import Question
from measurealign.alignment.ask.traits import effort
from measurealign.alignment.explain.facts import facts
from measurealign.alignment.recommendation import LeftOut


def left_out(asked: Question, picked: tuple[str, ...]) -> tuple[LeftOut, ...]:
    """Return the common measures that were not chosen, most used first, each with the reason."""
    missing = [f for f in asked.listed_by if asked.idea(f) in asked.common and f not in picked]
    found = [LeftOut(facts=facts(asked, f), why=_why_not(asked, f, picked)) for f in missing]
    return tuple(
        sorted(
            found, key=lambda one: (-len(one.facts.listed_by), one.facts.label, one.facts.family)
        )
    )


def _why_not(asked: Question, family: str, picked: tuple[str, ...]) -> str:
    for name, group in asked.excluded.items():
        if family in group:
            return f"excluded by the rules ({name})"
    kin = [f for f in picked if asked.walk.subject_of(f) == asked.walk.subject_of(family)]
    if kin and asked.goal.tier == "harmonized":
        named = asked.walk.family[kin[0]].label
        return f"another specification of the chosen {named}{_better(asked, kin[0], family)}"
    near = [f for f in picked if asked.area(f) == asked.area(family)]
    unserved = [d for d in asked.serves[family] if set(asked.servers[d]).isdisjoint(picked)]
    if unserved:
        return f"no room: {counted(len(unserved), 'demand')} that it serves stay unserved"
    if near:
        named = " and ".join(asked.walk.family[f].label for f in near)
        more = _better(asked, near[0], family) if len(near) == 1 else ""
        return f"its sets are served in this area by {named}{more}"
    return "no demand needs it under these rules"


def _better(asked: Question, chosen: str, other: str) -> str:
    """Say in what a chosen measure beats another: table, catalog, then burden."""
    counts: tuple[tuple[str, Callable[[str], int]], ...] = (
        ("sets at the table", lambda f: len(asked.idea_by.get(asked.idea(f), ()))),
        ("sets at the table in this form", lambda f: len(asked.listed_by.get(f, ()))),
        ("sets of the catalog", lambda f: len(asked.walk.sets_with[f])),
    )
    for what, count in counts:
        if count(chosen) != count(other):
            more = count(chosen) > count(other)
            return f", which more {what} list ({count(chosen)} to {count(other)})" if more else ""
    return ", which is less work" if effort(asked, chosen) < effort(asked, other) else ""

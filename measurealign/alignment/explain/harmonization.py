"""Pairs to harmonize: a set lists the concept of a chosen measure in another specification."""

from collections.abc import Mapping

from measurealign.alignment.ask.question import Question
from measurealign.alignment.ask.traits import by_name
from measurealign.alignment.recommendation import Harmonize
from measurealign.model import Measure

Others = Mapping[str, list[tuple[str, Measure]]]


def harmonize(asked: Question, picked: tuple[str, ...]) -> dict[str, tuple[Harmonize, ...]]:
    """Return, for each chosen family, what sets list that do not list it but a variant of it."""
    others: Others = {family: _others(asked, family) for family in picked}
    says = _says(asked, others)
    return {
        family: tuple(
            Harmonize(
                set=one,
                lists=measure.name,
                chosen=asked.walk.family[family].label,
                why=says.get((family, measure.key)),
            )
            for one, measure in found
        )
        for family, found in others.items()
    }


def _others(asked: Question, family: str) -> list[tuple[str, Measure]]:
    idea, same = asked.idea(family), asked.listed_by.get(family, ())
    return [
        (one, measure)
        for one in asked.idea_by.get(idea, ())
        if one not in same
        for measure in asked.measures(one, idea)
    ]


def _says(asked: Question, others: Others) -> dict[tuple[str, str], str]:
    """Return, by chosen family and listing, what the surest link between the two says."""
    walk = asked.walk
    home = {key: f for f in others if others[f] for key in _one_of_each_name(asked, f)}
    listed = {measure.key for found in others.values() for _, measure in found}
    links = [link for link in walk.matches_among(home.keys() | listed) if link.evidence]
    found: dict[tuple[str, str], str] = {}
    for link in sorted(links, key=lambda one: (-one.confidence, one.left, one.right)):
        for chosen, other in ((link.left, link.right), (link.right, link.left)):
            if chosen in home and other in listed:
                found.setdefault((home[chosen], other), link.says)
    return found


def _one_of_each_name(asked: Question, family: str) -> list[str]:
    return [keys[0] for keys in by_name(asked.walk, family).values()]

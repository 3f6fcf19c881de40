"""How firm a choice is: the question asked again and again with what is uncertain varied."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import networkx as nx

from measurealign.alignment.ask.goal import Goal
from measurealign.alignment.ask.question import question
from measurealign.alignment.ask.traits import by_name
from measurealign.alignment.optimize.aims import aims
from measurealign.alignment.optimize.formulation import Formulation
from measurealign.alignment.optimize.solve import solve
from measurealign.alignment.recommendation import Firmness, Sensitivity
from measurealign.crosswalk import Crosswalk
from measurealign.model import Concept, Family, Link

#: A choice is firm from this share of the runs on, likely from the next; below it is fragile.
FIRM, LIKELY = 0.9, 0.6
#: Links at least as sure as this are taken for granted.
SURE = 0.9
#: The relations by which families and concepts hold together.
_HELD_BY = ("same", "variant")
_SAYS = (
    "weights of the sets from 0.5 to 1.5, credit for variants ±0.25, coverage targets ±0.1, "
    f"and each link below {SURE:g} confidence dropped with the chance that it is wrong"
)


@dataclass(frozen=True)
class _Doubts:
    """The part of a crosswalk that bears on the table, and the links in it that may be wrong.

    Listings of a family that bear the same name share their fate: one stands for all.
    """

    walk: Crosswalk
    stands_for: Mapping[str, tuple[str, ...]]
    links: tuple[Link, ...]

    @cached_property
    def doubted(self) -> frozenset[str]:
        """The families that a doubtful link holds together."""
        return frozenset(
            self.walk.family_of(link.left).id
            for link in self.links
            if link.relation == "same" and link.confidence < SURE
        )

    @classmethod
    def of(cls, walk: Crosswalk, sets: tuple[str, ...]) -> "_Doubts":
        near = {walk.subject_of(f).id for one in sets for f in walk.families_in(one)}
        concepts = tuple(one for one in walk.subjects if one.id in near)
        inside = {family for one in concepts for family in one.families}
        small = replace(
            walk,
            families=tuple(one for one in walk.families if one.id in inside),
            concepts=concepts,
        )
        stands_for = {
            keys[0]: keys for family in sorted(inside) for keys in by_name(walk, family).values()
        }
        links = (one for one in walk.links_among(stands_for) if one.relation in _HELD_BY)
        return cls(small, stands_for, tuple(links))


def sensitivity(
    walk: Crosswalk, ids: Iterable[str], goal: Goal | None = None, runs: int = 50, seed: int = 1
) -> Sensitivity:
    """Return how often each measure is chosen when what is uncertain is varied.

    Each run draws set weights, variant credit, coverage targets and the doubtful links anew
    (uniformly, from a seeded generator). A family that falls apart without a link counts as
    chosen when any part of it is.
    """
    asked = question(walk, ids, goal or Goal())
    doubts = _Doubts.of(walk, asked.sets)
    base = _picked(doubts.walk, asked.sets, asked.goal) or ()
    counts: Counter[str] = Counter()
    answered = 0
    for run in range(runs):
        draw = random.Random(f"{seed}/{run}")  # noqa: S311 - a simulation, not a secret
        varied = _without_doubtful_links(doubts, draw)
        picked = _picked(varied, asked.sets, _varied(asked.goal, asked.sets, draw))
        if picked is not None:
            answered += 1
            counts.update({_home(doubts.walk, varied, family) for family in picked})
    families = sorted(set(counts) | set(base))
    found = [_firmness(walk, f, counts[f], answered, f in base) for f in families]
    return Sensitivity(
        runs=runs,
        seed=seed,
        answered=answered,
        varied=_SAYS,
        measures=tuple(sorted(found, key=lambda one: (not one.chosen, -one.share, one.label))),
    )


def _picked(walk: Crosswalk, sets: tuple[str, ...], goal: Goal) -> tuple[str, ...] | None:
    form = Formulation(question(walk, sets, goal))
    answer = solve(form.constraints, aims(form), goal.seconds)
    if answer.values is None:
        return None
    return tuple(family for family, at in form.x.items() if answer.values[at])


def _varied(goal: Goal, sets: tuple[str, ...], draw: random.Random) -> Goal:
    """Return the goal with its weights, credit and targets varied."""
    weights = {one: goal.set_weights.get(one, 1.0) * draw.uniform(0.5, 1.5) for one in sets}
    shift = draw.uniform(-0.1, 0.1)
    return goal.model_copy(
        update={
            "set_weights": weights,
            "variant_credit": _share(goal.variant_credit + draw.uniform(-0.25, 0.25)),
            "coverage": None if goal.coverage is None else _share(goal.coverage + shift),
            "coverage_of": {one: _share(v + shift) for one, v in goal.coverage_of.items()},
        }
    )


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))


def _without_doubtful_links(doubts: _Doubts, draw: random.Random) -> Crosswalk:
    """Return the crosswalk with each doubtful link dropped with the chance that it is wrong.

    Measures stay in one family while `same` links hold them together; the parts of a family stay
    variants of each other. Families leave a concept when no `variant` link holds them to it.
    """
    kept = [
        link
        for link in doubts.links
        if link.confidence >= SURE or link.status == "accepted" or draw.random() < link.confidence
    ]
    graph = _graph(doubts.stands_for, [link for link in kept if link.relation == "same"])
    parts = {family.id: _parts(doubts, family, graph) for family in doubts.walk.families}
    return replace(
        doubts.walk,
        families=tuple(part for found in parts.values() for part in found),
        concepts=_concepts(doubts.walk, kept, parts),
        links=(),
    )


def _graph(nodes: Iterable[str], links: Iterable[Link]) -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(nodes))
    graph.add_edges_from((link.left, link.right) for link in links)
    return graph


def _parts(doubts: _Doubts, family: Family, graph: "nx.Graph[str]") -> list[Family]:
    """Return the parts into which a family falls; the largest keeps its id."""
    if family.id not in doubts.doubted:
        return [family]
    inside = graph.subgraph(key for key in family.members if key in doubts.stands_for)
    groups = (
        sorted(key for one in part for key in doubts.stands_for[one])
        for part in nx.connected_components(inside)
    )
    return [
        family.model_copy(
            update={"id": family.id if i == 0 else f"{family.id}.{i}", "members": tuple(part)}
        )
        for i, part in enumerate(sorted(groups, key=_largest))
    ]


def _largest(part: list[str]) -> tuple[int, list[str]]:
    return (-len(part), part)


def _concepts(
    walk: Crosswalk, kept: list[Link], parts: Mapping[str, list[Family]]
) -> tuple[Concept, ...]:
    """Return the concepts that the kept variant links still hold together."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(walk.family))
    for link in kept:
        if link.relation == "variant":
            graph.add_edge(walk.family_of(link.left).id, walk.family_of(link.right).id)
    found: list[Concept] = []
    for concept in walk.subjects:
        inside = graph.subgraph(concept.families)
        groups = sorted((sorted(g) for g in nx.connected_components(inside)), key=_largest)
        for i, group in enumerate(groups):
            families = tuple(sorted(part.id for family in group for part in parts[family]))
            id_ = concept.id if i == 0 else f"{concept.id}.{i}"
            found.append(concept.model_copy(update={"id": id_, "families": families}))
    return tuple(found)


def _home(walk: Crosswalk, varied: Crosswalk, family: str) -> str:
    """Return the family of the original crosswalk that a varied one came from."""
    return walk.family_of(varied.family[family].members[0]).id


def _firmness(walk: Crosswalk, family: str, count: int, runs: int, chosen: bool) -> Firmness:
    share = count / runs if runs else 0.0
    word = "firm" if share >= FIRM else "likely" if share >= LIKELY else "fragile"
    return Firmness.model_validate(
        {
            "family": family,
            "label": walk.family[family].label,
            "chosen": chosen,
            "share": round(share, 3),
            "word": word,
        }
    )

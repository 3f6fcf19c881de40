"""Why two rows count as the same measure, or as the same idea: the links between them, in words."""

from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from measurealign.crosswalk import Crosswalk
from measurealign.model import Link

#: Relations along which a reason may be passed on from row to row.
_CHAIN = ("same", "variant")
#: What every pair starts from: it tells nothing about the two.
_START = "start"


@dataclass(frozen=True)
class Chain:
    """The links that lead from one row to another, nearest first; one link if they are compared."""

    left: str
    right: str
    links: tuple[Link, ...]

    @property
    def direct(self) -> bool:
        """Whether the two rows themselves were compared."""
        return len(self.links) == 1

    @property
    def confidence(self) -> float:
        """The confidence of the weakest link (0 where no link is known)."""
        return min((link.confidence for link in self.links), default=0.0)

    @property
    def says(self) -> str:
        """The reasons in words; those of the weakest link where the rows meet through others."""
        if not self.links:
            return "no link is kept for this pair"
        weakest = min(self.links, key=lambda link: (link.confidence, link.left, link.right))
        told = sorted(weakest.evidence, key=lambda reason: -abs(reason.weight))
        reasons = "; ".join(reason.says for reason in told if reason.kind != _START)
        if self.direct:
            return reasons
        return f"through {len(self.links) - 1} other row(s); weakest link: {reasons}"


def chain(crosswalk: Crosswalk, left: str, right: str) -> Chain:
    """Return the links between two rows: their own, else the shortest chain in their concept.

    Give the crosswalk of the whole catalog: a chain may lead through rows of other sets.
    """
    own = tuple(crosswalk.links_among({left, right}))
    if own:
        return Chain(left, right, own)
    graph: nx.Graph[str] = nx.Graph()
    for link in crosswalk.links_among(_around(crosswalk, left) | _around(crosswalk, right)):
        if link.relation in _CHAIN and link.status != "rejected":
            graph.add_edge(link.left, link.right, link=link)
    if left not in graph or right not in graph or not nx.has_path(graph, left, right):
        return Chain(left, right, ())
    path = nx.shortest_path(graph, left, right)
    return Chain(left, right, tuple(graph.edges[step]["link"] for step in pairwise(path)))


def _around(crosswalk: Crosswalk, key: str) -> set[str]:
    """Return the rows of a row's concept."""
    concept = crosswalk.subject_of(crosswalk.family_of(key).id)
    return {member for id_ in concept.families for member in crosswalk.family[id_].members}

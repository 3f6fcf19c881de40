"""A crosswalk as a graph: sets list lines, lines are linked to measures, measures are bound.

Nodes are text, `<kind>:<id>`; each carries `kind` and `label`. Everything on nodes and edges is
text, a number or a truth value, so that any graph program can read it (GraphML).

| node | stands for |
|---|---|
| `set:<set id>` | a measure set |
| `line:<measure key>` | one line of a set |
| `measure:<family id>` | a known measure, or a wording that is none |
| `subject:<subject id>` | a line of the agenda |

| edge | says |
|---|---|
| `lists` (set → line) | the set prints the line |
| `link` (line → measure) | what told that the line is the measure |
| `about` (measure → subject) | what the measure is about |
| `bond` (measure → measure) | how the two relate, told from the first to the second |
"""

from collections.abc import Iterable, Mapping

import networkx as nx

from measurealign.catalog import Catalog
from measurealign.inventory.bonds import Bond
from measurealign.model import Family, Link, SubjectGroup


def bond_graph(families: Iterable[Family], bonds: Iterable[Bond]) -> "nx.Graph[str]":
    """Return families (by id) as nodes and their bonds as edges, `different` ones left out."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(family.id for family in families)
    graph.add_edges_from(
        (bond.left, bond.right, {"bond": bond}) for bond in bonds if bond.kind != "different"
    )
    nx.freeze(graph)
    return graph


def connected(bonds: "nx.Graph[str]") -> tuple[frozenset[str], ...]:
    """Return the groups of families that bonds with a credit join, in the order of their ids."""
    joined: nx.Graph[str] = nx.Graph()
    joined.add_nodes_from(bonds)
    joined.add_edges_from(edge for edge in bonds.edges if bonds.edges[edge]["bond"].credit > 0)
    return tuple(sorted((frozenset(one) for one in nx.connected_components(joined)), key=min))


def to_graph(
    catalog: Catalog,
    links: Mapping[str, Link],
    families: Iterable[Family],
    subjects: Iterable[SubjectGroup],
    bonds: "nx.Graph[str]",
) -> "nx.DiGraph[str]":
    """Return all of a crosswalk as one frozen graph; equal crosswalks give equal graphs."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for group in subjects:
        graph.add_node(f"subject:{group.id}", kind="subject", label=group.label, area=group.area)
        for id_ in group.families:
            graph.add_edge(f"measure:{id_}", f"subject:{group.id}", relation="about")
    for family in families:
        graph.add_node(
            f"measure:{family.id}", kind="measure", label=family.label, area=family.area,
            known=family.known,
        )  # fmt: skip
        for key in family.members:
            told = _told(links, key)
            graph.add_edge(f"line:{key}", f"measure:{family.id}", relation="link", **told)
    _add_lists(graph, catalog)
    for left, right in sorted(tuple(sorted(edge)) for edge in bonds.edges):
        bond: Bond = bonds.edges[left, right]["bond"]
        graph.add_edge(
            f"measure:{bond.left}", f"measure:{bond.right}", relation="bond", bond=bond.kind,
            credit=bond.credit, says=bond.says, stated=bond.stated,
        )  # fmt: skip
    nx.freeze(graph)
    return graph


def _add_lists(graph: "nx.DiGraph[str]", catalog: Catalog) -> None:
    """Add the sets, and the lines that take part."""
    for one in catalog:
        graph.add_node(f"set:{one.id}", kind="set", label=one.label, year=one.year)
        for line in one.measures:
            node = f"line:{line.key}"
            if node in graph:
                graph.add_node(node, kind="line", label=line.name, evidence=line.evidence)
                graph.add_edge(f"set:{one.id}", node, relation="lists")


def _told(links: Mapping[str, Link], key: str) -> dict[str, str | float]:
    """Return what a link says of itself, on an edge."""
    link = links.get(key)
    if link is None:
        return {}
    return {
        "status": link.status,
        "how": link.how or "",
        "confidence": link.confidence,
        "likeness": link.likeness,
        "says": link.says,
    }

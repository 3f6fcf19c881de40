"""The catalog as a graph, and back: what shares an id, a steward, a payer is one step away.

Nodes are text, `<kind>:<name>`; each carries `kind` and the fields of what it stands for, absent
fields left out.

| node | stands for |
|---|---|
| `set:<set id>` | a measure set |
| `measure:<measure key>` | one line of a set |
| `identifier:<scheme>:<value>` | an id, shared by all lines that carry it |
| `steward:<name>` | who maintains measures |
| `payer:<name>` | who uses sets |
| `source:<set id>/<source key>` | where lines were read |

Edges carry `relation`; their key is the place in the list that they come from, so that order
survives: `lists` (set → measure), `cites` (set → source), `used_by` (set → payer), `carries`
(measure → identifier), `kept_by` (measure → steward), `read_in` (measure → source).
Nodes and edges are added in the catalog's order and the graph is frozen: equal catalogs
give equal graphs, whatever the hash seed.
"""

from collections.abc import Iterator
from typing import Any

import networkx as nx

from measurealign.catalog import Catalog
from measurealign.model import Identifier, Measure, MeasureSet, Source

_SET_FIELDS = set(MeasureSet.model_fields) - {"payers", "sources", "measures"}
_MEASURE_FIELDS = set(Measure.model_fields) - {"ids", "steward"}


def set_node(set_id: str) -> str:
    """Return the node of a measure set."""
    return f"set:{set_id}"


def measure_node(key: str) -> str:
    """Return the node of a measure, by its key."""
    return f"measure:{key}"


def identifier_node(identifier: Identifier) -> str:
    """Return the node of an id; all measures that carry the id share it.

    >>> identifier_node(Identifier(scheme="cbe", value="0018"))
    'identifier:cbe:0018'
    """
    return f"identifier:{identifier.scheme}:{identifier.value}"


def source_node(set_id: str, key: str) -> str:
    """Return the node of a source of a set."""
    return f"source:{set_id}/{key}"


def to_graph(catalog: Catalog) -> "nx.MultiDiGraph[str]":
    """Return the catalog as a frozen graph; from_graph gives back an equal catalog."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for one in catalog:
        _add_set(graph, one)
    nx.freeze(graph)
    return graph


def from_graph(graph: "nx.MultiDiGraph[str]") -> Catalog:
    """Return the catalog that a graph of to_graph stands for."""
    sets = [node for node, data in graph.nodes(data=True) if data["kind"] == "set"]
    return Catalog.of(_set(graph, node) for node in sets)


def _add_set(graph: "nx.MultiDiGraph[str]", one: MeasureSet) -> None:
    node = set_node(one.id)
    graph.add_node(node, kind="set", fields=_fields(one, _SET_FIELDS))
    for i, payer in enumerate(one.payers):
        _join(graph, node, f"payer:{payer}", "payer", "used_by", i, {"name": payer})
    for i, source in enumerate(one.sources):
        given = _fields(source, set(Source.model_fields))
        _join(graph, node, source_node(one.id, source.key), "source", "cites", i, given)
    for i, measure in enumerate(one.measures):
        given = _fields(measure, _MEASURE_FIELDS)
        _join(graph, node, measure_node(measure.key), "measure", "lists", i, given)
        _add_links(graph, one, measure)


def _add_links(graph: "nx.MultiDiGraph[str]", one: MeasureSet, measure: Measure) -> None:
    node = measure_node(measure.key)
    for i, id_ in enumerate(measure.ids):
        _join(graph, node, identifier_node(id_), "identifier", "carries", i, dict(id_))
    if measure.steward is not None:
        name = measure.steward
        _join(graph, node, f"steward:{name}", "steward", "kept_by", 0, {"name": name})
    if measure.source is not None and source_node(one.id, measure.source) in graph:
        graph.add_edge(node, source_node(one.id, measure.source), 0, relation="read_in")


def _join(
    graph: "nx.MultiDiGraph[str]",
    start: str,
    end: str,
    kind: str,
    relation: str,
    place: int,
    fields: dict[str, Any],
) -> None:
    graph.add_node(end, kind=kind, fields=fields)
    graph.add_edge(start, end, place, relation=relation)


def _fields(value: MeasureSet | Measure | Source, names: set[str]) -> dict[str, Any]:
    return value.model_dump(include=names, exclude_none=True)


def _ends(graph: "nx.MultiDiGraph[str]", node: str, relation: str) -> Iterator[dict[str, Any]]:
    """Return the fields of the nodes that a relation leads to, in their order in the list."""
    edges = [
        (place, end)
        for _, end, place, data in graph.out_edges(node, keys=True, data=True)
        if data["relation"] == relation
    ]
    for _, end in sorted(edges):
        yield {**graph.nodes[end]["fields"], "node": end}


def _set(graph: "nx.MultiDiGraph[str]", node: str) -> MeasureSet:
    return MeasureSet(
        **graph.nodes[node]["fields"],
        payers=tuple(end["name"] for end in _ends(graph, node, "used_by")),
        sources=tuple(Source(**_bare(end)) for end in _ends(graph, node, "cites")),
        measures=tuple(_measure(graph, end) for end in _ends(graph, node, "lists")),
    )


def _measure(graph: "nx.MultiDiGraph[str]", fields: dict[str, Any]) -> Measure:
    node = fields["node"]
    stewards = [end["name"] for end in _ends(graph, node, "kept_by")]
    return Measure(
        **_bare(fields),
        ids=tuple(Identifier(**_bare(end)) for end in _ends(graph, node, "carries")),
        steward=stewards[0] if stewards else None,
    )


def _bare(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if key != "node"}

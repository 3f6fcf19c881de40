"""A crosswalk as a graph: nodes, edges with their evidence, kin and connected parts."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st
from test_scoring import NAMES, walks
from tiny import tiny

from measurealign.crosswalk import Crosswalk
from measurealign.export.graphml import write_graphml
from measurealign.model import Link


def small() -> Crosswalk:
    link = Link(line="a/bp-0", measure="bp", status="sure", how="id", confidence=0.9, says="its id")
    return tiny(
        {"a": ["bp", "a1c"], "b": ["bp", "poor", "eye"]},
        bonds=[("a1c", "poor", "rate"), ("poor", "eye", "related")],
        subjects={"a1c": "sugar", "poor": "sugar"},
        links={"a/bp-0": link},
    )


def test_every_set_line_measure_and_subject_is_a_node() -> None:
    graph = small().to_graph()
    kinds = nx.get_node_attributes(graph, "kind")
    assert {kind: list(kinds.values()).count(kind) for kind in set(kinds.values())} == {
        "set": 2, "line": 5, "measure": 4, "subject": 3,
    }  # fmt: skip
    assert set(kinds) == set(graph)


def test_edges_carry_their_evidence() -> None:
    graph = small().to_graph()
    assert graph.edges["set:a", "line:a/bp-0"]["relation"] == "lists"
    told = graph.edges["line:a/bp-0", "measure:bp"]
    assert (told["relation"], told["how"], told["confidence"], told["says"]) == (
        "link", "id", 0.9, "its id",
    )  # fmt: skip
    assert graph.edges["measure:poor", "subject:sugar"]["relation"] == "about"
    bond = graph.edges["measure:a1c", "measure:poor"]
    assert (bond["relation"], bond["bond"], bond["credit"]) == ("bond", "rate", 0.75)


def test_kin_and_connected_parts_are_read_off_the_bonds() -> None:
    walk = small()
    assert {id_: bond.kind for id_, bond in walk.kin("poor").items()} == {
        "a1c": "rate", "eye": "related",
    }  # fmt: skip
    assert set(walk.bonded("poor")) == {"a1c"}
    assert walk.connected() == (
        frozenset({"a1c", "poor"}),
        frozenset({"bp"}),
        frozenset({"eye"}),
    )


@given(walks(), st.sets(st.sampled_from(NAMES)))
def test_kin_are_what_the_graph_joins(walk: Crosswalk, among: set[str]) -> None:
    for name in walk.family:
        joined = set(walk.bond_graph[name])
        assert set(walk.kin(name)) == joined
        assert set(walk.kin(name, among)) == joined & among
        assert walk.kin(name, among).items() <= walk.kin(name).items()


@given(walks(), st.sampled_from(NAMES))
def test_a_bond_stands_on_both_sides(walk: Crosswalk, name: str) -> None:
    if name in walk.family:
        for other, bond in walk.kin(name).items():
            assert (bond.left, bond.right) == (name, other)
            assert walk.kin(other)[name] == bond.turned()
    assert sorted(id_ for group in walk.connected() for id_ in group) == sorted(walk.family)


@given(walks())
def test_matches_are_what_the_graph_joins(walk: Crosswalk) -> None:
    for one in walk.matches_among([key for f in walk.families for key in f.members]):
        left, right = walk.family_of(one.left).id, walk.family_of(one.right).id
        assert left == right or walk.kin(left)[right].kind == one.bond


def test_the_whole_graph_is_written_and_read_back(walk: Crosswalk) -> None:
    part = walk.only(["cpc-plus-2018", "hedis-2018"])
    text = write_graphml(part)
    assert text == write_graphml(walk.only(["hedis-2018", "cpc-plus-2018"]))
    again = nx.parse_graphml(text)
    graph = part.to_graph()
    assert set(again) == set(graph) and len(again.edges) == len(graph.edges)
    node = "measure:controlling-high-blood-pressure"
    assert again.nodes[node] == graph.nodes[node]

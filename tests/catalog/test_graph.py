"""The catalog and its graph say the same."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measurealign.catalog import Catalog
from measurealign.catalog.graph import (
    from_graph,
    identifier_node,
    measure_node,
    set_node,
    source_node,
    to_graph,
)
from measurealign.model import Identifier, Measure, MeasureSet, Source

TEXTS = st.text(min_size=1, max_size=8)
IDS = st.builds(Identifier, scheme=st.sampled_from(["cbe", "cms", "hedis"]), value=TEXTS)


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    sets = []
    for id_ in draw(st.lists(st.from_regex(r"[a-z]{1,4}", fullmatch=True), unique=True)):
        names = draw(st.lists(st.from_regex(r"[a-z]{1,3}", fullmatch=True), unique=True))
        sources = tuple(Source(key=key, title="t") for key in draw(st.sets(TEXTS, max_size=2)))
        measures = tuple(
            Measure(
                key=f"{id_}/{name}",
                name=name,
                ids=tuple(draw(st.lists(IDS, max_size=3))),
                steward=draw(st.none() | TEXTS),
                inverse=draw(st.booleans()),
                source=draw(st.sampled_from([None, *(one.key for one in sources)])),
                evidence=draw(st.sampled_from(["primary", "recalled"])),
            )
            for name in names
        )
        sets.append(
            MeasureSet(
                id=id_,
                name=draw(TEXTS),
                year=2020,
                sponsor="s",
                kind="payer",
                sources=sources,
                payers=tuple(draw(st.lists(TEXTS, max_size=3))),
                measures=measures,
            )
        )
    return Catalog.of(sets)


@settings(max_examples=60, deadline=None)
@given(catalog=catalogs())
def test_round_trip(catalog: Catalog) -> None:
    assert from_graph(to_graph(catalog)) == catalog


def test_round_trip_of_the_shipped_catalog(catalog: Catalog) -> None:
    graph = to_graph(catalog)
    assert from_graph(graph) == catalog
    kinds = nx.get_node_attributes(graph, "kind")
    assert sum(kind == "set" for kind in kinds.values()) == len(catalog)
    assert sum(kind == "measure" for kind in kinds.values()) == len(catalog.measures)
    assert set(kinds.values()) == {"set", "measure", "identifier", "steward", "payer", "source"}


def test_what_shares_an_id_is_two_steps_away(catalog: Catalog) -> None:
    graph = to_graph(catalog)
    blood_pressure = identifier_node(Identifier(scheme="hedis", value="CBP"))
    carriers = set(graph.predecessors(blood_pressure))
    assert measure_node("hedis-2018/controlling-high-blood-pressure") in carriers
    assert len(carriers) >= 10
    key = "cpc-plus-2018/controlling-high-blood-pressure"
    assert graph.has_edge(set_node("cpc-plus-2018"), measure_node(key))
    read_in = graph.get_edge_data(measure_node(key), source_node("cpc-plus-2018", "s1"))
    assert [edge["relation"] for edge in read_in.values()] == ["read_in"]


def test_equal_catalogs_give_equal_graphs_in_the_same_order(catalog: Catalog) -> None:
    one, other = to_graph(catalog), to_graph(Catalog.of(reversed(catalog.sets)))
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


def test_the_graph_is_frozen(catalog: Catalog) -> None:
    with pytest.raises(nx.NetworkXError):
        to_graph(catalog).add_node("x")

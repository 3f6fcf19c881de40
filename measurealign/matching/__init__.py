"""Ids and wording to links, families and concepts. Only crosswalk.py opens this package."""

import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

import networkx as nx

from measurealign.catalog import Catalog
from measurealign.model import Concept, Evidence, Family, Judgement, Link
from measurealign.vocabulary import vocabulary


def build(
    catalog: Catalog, judgements: Sequence[Judgement]
) -> tuple[dict[str, str], tuple[Family, ...], tuple[Concept, ...], tuple[Link, ...]]:
    """Return areas, families, concepts and links of a catalogue."""
    measures = {k: m for k, m in catalog.measures.items() if m.grain == "measure"}
    areas = {k: m.area or vocabulary().area(m.name, m.type) for k, m in measures.items()}
    graph, links, first = nx.Graph(), [], {}
    for key, m in measures.items():
        graph.add_node(key)
        tokens = [("name", re.sub(r"[^a-z0-9]+", " ", m.name.lower()))]
        tokens += [(i.scheme, i.base) for i in m.ids if i.scheme in ("cms", "mips") or (i.scheme == "hedis" and i.base != "CDC")]
        for token in tokens:
            other = first.setdefault(token, key)
            if other != key and not graph.has_edge(other, key):
                graph.add_edge(other, key)
                links.append(Link(left=other, right=key, relation="same", confidence=0.9, similarity=1.0,
                    evidence=(Evidence(kind="id", weight=3.0, says=f"both carry {token[0]} {token[1]}"),)))
    families, concepts = [], []
    for members in sorted(sorted(c) for c in nx.connected_components(graph)):
        label = Counter(measures[k].name for k in members).most_common(1)[0][0]
        area = Counter(areas[k] for k in members).most_common(1)[0][0]
        id_ = "F" + sha256("|".join(members).encode()).hexdigest()[:8]
        families.append(Family(id=id_, label=label, area=area, members=tuple(members)))
        concepts.append(Concept(id="C" + id_[1:], label=label, area=area, families=(id_,)))
    return areas, tuple(families), tuple(concepts), tuple(links)

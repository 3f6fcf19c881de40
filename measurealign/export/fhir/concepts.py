"""Links as a ConceptMap, and the codes of its two sides as CodeSystems."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from measurealign.crosswalk import Crosswalk
from measurealign.export.fhir.names import (
    AS_MEASURE,
    BASE,
    KNOWN,
    code_of,
    drafted,
    id_of,
    system_of,
)
from measurealign.export.words import stands_for
from measurealign.judgements import MEASURE
from measurealign.model import Match, Relation

#: R4 says what the target is to the source: a source that is broader has a `narrower` target.
_EQUIVALENCE: Mapping[Relation, str] = {
    "same": "equivalent",
    "variant": "inexact",
    "broader": "narrower",
    "narrower": "wider",
    "related": "relatedto",
    "different": "disjoint",
}
#: R5 says what the source is to the target.
_RELATIONSHIP: Mapping[Relation, str] = {
    "same": "equivalent",
    "variant": "related-to",
    "broader": "source-is-broader-than-target",
    "narrower": "source-is-narrower-than-target",
    "related": "related-to",
    "different": "not-related-to",
}


def names_of(walk: Crosswalk) -> dict[str, str]:
    """Return what lines and known measures are called, by key."""
    names = {key: measure.name for key, measure in walk.catalog.measures.items()}
    return names | {f"{MEASURE}{one.id}": one.title for one in walk.inventory}


def concept_map(
    matches: Sequence[Match], names: Mapping[str, str], ids: Sequence[str], publisher: str, r5: bool
) -> dict[str, Any]:
    """Return the ConceptMap: from each set to the known measures, then from set to set."""
    pairs: dict[tuple[str, str], dict[str, list[Match]]] = {}
    for one in matches:
        ends = (system_of(one.left), system_of(one.right))
        pairs.setdefault(ends, {}).setdefault(one.left, []).append(one)
    groups = [
        {
            "source": left,
            "target": right,
            "element": [
                {
                    "code": code_of(key),
                    "display": names[key],
                    "target": [_target(one, names, r5) for one in found],
                }
                for key, found in elements.items()
            ],
        }
        for (left, right), elements in pairs.items()
    ]
    return {
        **drafted("ConceptMap", id_of("links", *ids), publisher),
        "name": "MeasureLinks",
        "title": "Links between the measures of " + ", ".join(ids),
        **({"group": groups} if groups else {}),
    }


def _target(one: Match, names: Mapping[str, str], r5: bool) -> dict[str, Any]:
    relation = "different" if one.status == "rejected" else stands_for(one)
    said = f"{one.status}, confidence {one.confidence:.2f}"
    word = (
        {"relationship": _RELATIONSHIP[relation]} if r5 else {"equivalence": _EQUIVALENCE[relation]}
    )
    return {
        "code": code_of(one.right),
        "display": names[one.right],
        **word,
        "comment": f"{said}: {one.says}" if one.says else said,
    }


def code_systems(
    walk: Crosswalk,
    matches: Sequence[Match],
    ids: Sequence[str],
    measures: Mapping[str, str],
    publisher: str,
) -> Iterator[dict[str, Any]]:
    """Yield the codes that the map speaks of: the known measures, then each set's lines.

    `measures` are the addresses of Measures in the bundle by known measure: its code leads there.
    """
    wanted = {one.right.removeprefix(MEASURE) for one in matches if one.right.startswith(MEASURE)}
    wanted |= measures.keys()
    known = [one for one in walk.inventory if one.id in wanted]
    yield {
        **drafted("CodeSystem", "known-measures", publisher),
        "url": KNOWN,
        "name": "KnownMeasures",
        "title": "Known quality measures (those that this bundle speaks of)",
        "content": "fragment",
        "count": len(known),
        "property": [{"code": "measure", "uri": AS_MEASURE, "type": "string"}],
        "concept": [_concept(one.id, one.title, measures.get(one.id)) for one in known],
    }
    yield from (_lines_of(walk, id_, publisher) for id_ in ids)


def _lines_of(walk: Crosswalk, id_: str, publisher: str) -> dict[str, Any]:
    """Return the codes of a set's lines."""
    lines = walk.listed(id_)
    return {
        **drafted("CodeSystem", id_of(id_, id_), publisher),
        "url": f"{BASE}set/{id_}",
        "name": "Lines" + "".join(word.capitalize() for word in id_.split("-")),
        "title": f"The measures of {walk.catalog.get(id_).label}",
        "content": "complete",
        "caseSensitive": True,
        "count": len(lines),
        "concept": [_concept(code_of(line.key), line.name, None) for line in lines],
    }


def _concept(code: str, display: str, address: str | None) -> dict[str, Any]:
    leads = {"property": [{"code": "measure", "valueString": address}]} if address else {}
    return {"code": code, "display": display, **leads}

"""One match → one SSSOM mapping: predicate, justification, who judged it, when and why."""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote

import curies
import sssom_pydantic as sssom

from measurealign.catalog.cells import guarded
from measurealign.export.words import stands_for
from measurealign.judgements import MEASURE
from measurealign.model import Judgement, Match, Relation
from measurealign.version import __version__

#: Relations as SKOS predicates, and as the catalog reads them.
PREDICATES: dict[Relation, str] = {
    "same": "skos:exactMatch",
    "variant": "skos:closeMatch",
    "broader": "skos:narrowMatch",
    "narrower": "skos:broadMatch",
    "related": "skos:relatedMatch",
    "different": "skos:exactMatch",
}
#: Evidence that speaks of wording alone.
_WORDING = frozenset({"wording", "name", "likeness"})
BASE = "https://w3id.org/measurealign/"
CONVERTER = curies.chain(
    [
        curies.Converter.from_prefix_map(
            {
                "measure": f"{BASE}measure/",
                "known": f"{BASE}known/",
                "measureset": f"{BASE}set/",
                "person": f"{BASE}person/",
                "ma": f"{BASE}vocabulary/",
                "orcid": "https://orcid.org/",
            }
        ),
        sssom.constants.BUILTIN_CONVERTER,
    ]
)
SLOTS = ("ma_status", "ma_relation", "ma_bond", "ma_confidence", "ma_evidence", "ma_judgement")
#: What stays in keys as it is; every other sign is percent-encoded.
_SAFE = "/-._~"
_ORCID = "https://orcid.org/"


def mapping_of(one: Match, names: Mapping[str, str]) -> sssom.SemanticMapping:
    """Return a match as a mapping; `names` are the measures' names by key."""
    said = one.judgement
    return sssom.SemanticMapping(
        subject=_reference(one.left, names.get(one.left, one.left)),
        predicate=_predicate(PREDICATES[stands_for(one)]),
        object=_reference(one.right, names.get(one.right, one.right)),
        predicate_modifier="Not" if negative(one) else None,
        justification=_term(_justification(one)),
        authors=[author(said.by)] if said else None,
        mapping_date=_day(said.on) if said else None,
        confidence=_confidence(one),
        similarity_score=one.likeness,
        similarity_measure="ma:likeness",
        subject_source=_set(one.left),
        object_source=_set(one.right),
        mapping_tool=sssom.MappingTool(name="measurealign", version=__version__),
        comment=guarded(" ".join(_comment(one).split())) or None,
        extensions=_extensions(one),
    )


def author(name: str) -> curies.Reference:
    """Return a person as a reference: an ORCID as it is, else a name among ours.

    >>> author("0000-0002-1825-0097").curie, author("Ann Lee").curie
    ('orcid:0000-0002-1825-0097', 'person:Ann%20Lee')
    """
    id_ = name.removeprefix(_ORCID).removeprefix("orcid:")
    if len(id_) == 19 and id_.replace("-", "")[:-1].isdigit():
        return curies.Reference(prefix="orcid", identifier=id_)
    return curies.Reference(prefix="person", identifier=quote(name, "-._~"))


def negative(one: Match) -> bool:
    """Tell whether a match says what two measures are not."""
    return one.status == "rejected" or one.relation == "different"


@cache
def slot(name: str) -> curies.Reference:
    """Return the term of an extension slot."""
    return curies.Reference(prefix="ma", identifier=name)


def _confidence(one: Match) -> float:
    """Return how sure the mapping is: of a rejected one, how sure the negative is."""
    return 1.0 if one.status == "rejected" and one.judgement is not None else one.confidence


def _extensions(one: Match) -> dict[str, sssom.Slot]:
    values = {
        "ma_status": one.status,
        "ma_relation": one.relation,
        "ma_bond": one.bond,
        "ma_evidence": packed([reason.model_dump() for reason in one.evidence]),
    }
    if one.judgement is not None:
        values["ma_judgement"] = packed(one.judgement.model_dump(exclude_none=True))
    if _confidence(one) != one.confidence:
        values["ma_confidence"] = repr(one.confidence)
    return {name: sssom.Slot(predicate=slot(name), value=value) for name, value in values.items()}


def _comment(one: Match) -> str:
    """Return a person's reason, then what else speaks for or against."""
    said: Judgement | None = one.judgement
    return "; ".join(part for part in (said.why if said else "", one.says) if part)


def _day(text: str | None) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text) if text else None
    return None


def _justification(one: Match) -> str:
    """Return how the match came about, in the words of semapv."""
    if one.judgement is not None or any(reason.kind == "person" for reason in one.evidence):
        return "semapv:ManualMappingCuration"
    wording = all(reason.kind in _WORDING for reason in one.evidence)
    return "semapv:LexicalMatching" if wording else "semapv:CompositeMatching"


@cache
def _predicate(curie: str) -> curies.NamableReference:
    return curies.NamableReference.from_curie(curie)


@cache
def _term(curie: str) -> curies.Reference:
    return curies.Reference.from_curie(curie)


@lru_cache(maxsize=1 << 14)  # each line stands in many mappings
def _reference(key: str, name: str) -> curies.NamableReference:
    label = guarded(" ".join(name.split()))
    prefix = "known" if key.startswith(MEASURE) else "measure"
    identifier = quote(key.removeprefix(MEASURE), _SAFE)
    return curies.NamableReference(prefix=prefix, identifier=identifier, name=label)


def _set(key: str) -> curies.Reference:
    """Return the set of a line; the inventory for a known measure."""
    return _named_set("known-measures" if key.startswith(MEASURE) else key.split("/", 1)[0])


@lru_cache(maxsize=1 << 10)
def _named_set(set_id: str) -> curies.Reference:
    return curies.Reference(prefix="measureset", identifier=set_id)


def packed(value: Any) -> str:
    """Return a value as one cell of JSON (its first sign is never one that runs as a formula)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)

"""SSSOM mappings → matches: ours as they were, other tools' as they can be read."""

from io import StringIO
from typing import get_args
from urllib.parse import unquote

import curies
import sssom_pydantic as sssom
from pydantic import TypeAdapter, ValidationError

from measurealign.catalog.cells import unguarded
from measurealign.export.sssom.mapping import CONVERTER, PREDICATES
from measurealign.judgements import MEASURE
from measurealign.model import Evidence, Judgement, Match, MatchStatus, Relation
from measurealign.problems import InputError, Problem

_EVIDENCE: TypeAdapter[tuple[Evidence, ...]] = TypeAdapter(tuple[Evidence, ...])
_RELATIONS = {predicate: relation for relation, predicate in reversed(PREDICATES.items())}


def read_sssom(text: str, name: str = "mappings.sssom.tsv") -> tuple[Match, ...]:
    """Return the matches of an SSSOM TSV; raise InputError with every row that cannot be read.

    Mappings of other tools serve too: without our slots, confidence is 1 where none is told.
    """
    try:
        mappings, _, _, errors = sssom.read(StringIO(text), converter=CONVERTER, return_errors=True)
    except Exception as error:  # whatever the library stumbles over is the file's fault
        first = " ".join(str(error).split())[:120] or type(error).__name__
        what = f"not SSSOM ({first}): the file needs a metadata header and a table below it"
        raise InputError(Problem(file=name, what=what)) from None
    problems = [
        Problem(name, error.line_number, 1, "", f"this mapping cannot be read: {error.exception}")
        for error in errors
    ]
    found: list[Match] = []
    for mapping in mappings:
        try:
            found.append(_match(mapping))
        except (ValidationError, ValueError, KeyError) as error:
            problems.append(Problem(file=name, where=mapping.subject.curie, what=str(error)))
    if problems:
        raise InputError(*problems)
    return tuple(found)


def _key(reference: curies.Reference) -> str:
    known = MEASURE if reference.prefix == "known" else ""
    return known + unquote(reference.identifier)


def _match(mapping: sssom.SemanticMapping) -> Match:
    told = {slot: str(value.value) for slot, value in (mapping.extensions or {}).items()}
    relation, status = _meant(mapping, told)
    confidence = 1.0 if mapping.confidence is None else mapping.confidence
    similarity = mapping.similarity_score
    judged = told.get("ma_judgement")
    return Match.model_validate(
        {
            "left": _key(mapping.subject),
            "right": _key(mapping.object),
            "relation": relation,
            "bond": told.get("ma_bond", relation),
            "confidence": float(told.get("ma_confidence", confidence)),
            "likeness": confidence if similarity is None else similarity,
            "evidence": _evidence(mapping, told.get("ma_evidence")),
            "status": status,
            "judgement": Judgement.model_validate_json(judged) if judged else None,
        }
    )


def _meant(mapping: sssom.SemanticMapping, told: dict[str, str]) -> tuple[str, str]:
    """Return relation and status: as our slots tell them, else as predicate and modifier do."""
    predicate = mapping.predicate.curie
    if predicate not in _RELATIONS:
        raise ValueError(f"predicate {predicate} is none of ours: use {', '.join(_RELATIONS)}")
    negative = mapping.predicate_modifier == "Not"
    plain: Relation = _RELATIONS[predicate]
    relation = told.get("ma_relation", "different" if negative and plain == "same" else plain)
    status = told.get("ma_status", "rejected" if negative else "proposed")
    if relation not in get_args(Relation) or status not in get_args(MatchStatus):
        raise ValueError(f"relation '{relation}' or status '{status}' is not known")
    return relation, status


def _evidence(mapping: sssom.SemanticMapping, packed: str | None) -> tuple[Evidence, ...]:
    """Return the evidence of a mapping; another tool's comment is one reason without weight."""
    if packed:
        return _EVIDENCE.validate_json(packed)
    said = unguarded(mapping.comment or "")
    return (Evidence(kind="mapping", weight=0.0, says=said),) if said else ()

"""Links and matches as SSSOM mappings (TSV with metadata), and back: nothing is lost.

A line is mapped to the known measure that it is (`known:`), and to the lines of other sets. SKOS
predicates say what the object is to the subject: `A skos:narrowMatch B` means B is the narrower.
What people rejected, or what is `different`, is a negative mapping (`Not`). The standard has no
slot for our evidence, bond and status; they stand in extension slots.
"""

import json
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any, get_args
from urllib.parse import quote, unquote

import curies
import sssom_pydantic as sssom
from pydantic import ValidationError

from measurealign.catalog.cells import guarded, unguarded
from measurealign.crosswalk import Crosswalk
from measurealign.export.words import links_of, matches_of
from measurealign.judgements import MEASURE
from measurealign.model import Evidence, Judgement, Match, MatchStatus, Relation
from measurealign.problems import InputError, Problem
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
_RELATIONS = {predicate: relation for relation, predicate in reversed(PREDICATES.items())}
#: Evidence that speaks of wording alone.
_WORDING = frozenset({"wording", "name", "likeness"})
_BASE = "https://w3id.org/measurealign/"
_CONVERTER = curies.chain(
    [
        curies.Converter.from_prefix_map(
            {
                "measure": f"{_BASE}measure/",
                "known": f"{_BASE}known/",
                "measureset": f"{_BASE}set/",
                "ma": f"{_BASE}vocabulary/",
            }
        ),
        sssom.constants.BUILTIN_CONVERTER,
    ]
)
_SLOTS = ("ma_status", "ma_relation", "ma_bond", "ma_evidence", "ma_judgement")
_COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id",
    "object_label", "mapping_justification", "confidence", "similarity_score",
    "similarity_measure", "subject_source", "object_source", "mapping_tool",
    "mapping_tool_version", "comment", *_SLOTS,
)  # fmt: skip
#: What stays in keys as it is; every other sign is percent-encoded.
_SAFE = "/-._~"


def write_sssom(crosswalk: Crosswalk, ids: Sequence[str], least: float = 0.0) -> str:
    """Return the known measures of the sets' lines, and how the lines relate, as SSSOM TSV.

    What is less sure than `least` is left out, unless people judged it.
    """
    kept = [
        one
        for one in (*links_of(crosswalk, ids), *matches_of(crosswalk, ids))
        if one.confidence >= least or one.status != "proposed"
    ]
    names = {key: measure.name for key, measure in crosswalk.catalog.measures.items()}
    names |= {f"{MEASURE}{one.id}": one.title for one in crosswalk.inventory}
    return matches_to_sssom(kept, names, f"{_BASE}links/{crosswalk.catalog.digest}")


def matches_to_sssom(matches: Iterable[Match], names: dict[str, str], about: str) -> str:
    """Return matches as SSSOM TSV; `names` are the measures' names by key."""
    out = StringIO()
    mappings = [_mapping(one, names) for one in matches]
    metadata = sssom.MappingSet(
        id=about,
        title="Links between quality measures",
        description="Which lines of measure sets are which known measures, and how they relate.",
        license="https://www.apache.org/licenses/LICENSE-2.0",
        version=__version__,
        extension_definitions=[
            sssom.ExtensionDefinition(
                name=slot,
                predicate=_slot(slot),
                datatype=curies.Reference(prefix="xsd", identifier="string"),
            )
            for slot in _SLOTS
        ],
    )
    sssom.write(
        mappings, out, metadata=metadata, converter=_CONVERTER, columns=_COLUMNS, condense=False
    )
    return out.getvalue().replace("\r\n", "\n")


def read_sssom(text: str, name: str = "mappings.sssom.tsv") -> tuple[Match, ...]:
    """Return the matches of an SSSOM TSV; raise InputError with every row that cannot be read.

    Mappings of other tools serve too: without our slots, confidence is 1 where none is told.
    """
    try:
        mappings, _, _, errors = sssom.read(
            StringIO(text), converter=_CONVERTER, return_errors=True
        )
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


def _mapping(one: Match, names: dict[str, str]) -> sssom.SemanticMapping:
    slots = {
        "ma_status": one.status,
        "ma_relation": one.relation,
        "ma_bond": one.bond,
        "ma_evidence": _packed([reason.model_dump() for reason in one.evidence]),
    }
    if one.judgement is not None:
        slots["ma_judgement"] = _packed(one.judgement.model_dump(exclude_none=True))
    return sssom.SemanticMapping(
        subject=_reference(one.left, names),
        predicate=curies.NamableReference.from_curie(PREDICATES[one.relation]),
        object=_reference(one.right, names),
        predicate_modifier="Not" if _negative(one) else None,
        justification=curies.Reference.from_curie(_justification(one)),
        confidence=one.confidence,
        similarity_score=one.likeness,
        similarity_measure="ma:likeness",
        subject_source=_set(one.left),
        object_source=_set(one.right),
        mapping_tool=sssom.MappingTool(name="measurealign", version=__version__),
        comment=guarded(" ".join(one.says.split())) or None,
        extensions={
            slot: sssom.Slot(predicate=_slot(slot), value=value) for slot, value in slots.items()
        },
    )


def _slot(name: str) -> curies.Reference:
    return curies.Reference(prefix="ma", identifier=name)


def _negative(one: Match) -> bool:
    return one.status == "rejected" or one.relation == "different"


def _justification(one: Match) -> str:
    """Return how the match came about, in the words of semapv."""
    if one.judgement is not None or any(reason.kind == "person" for reason in one.evidence):
        return "semapv:ManualMappingCuration"
    wording = all(reason.kind in _WORDING for reason in one.evidence)
    return "semapv:LexicalMatching" if wording else "semapv:CompositeMatching"


def _reference(key: str, names: dict[str, str]) -> curies.NamableReference:
    label = guarded(" ".join(names.get(key, key).split()))
    prefix = "known" if key.startswith(MEASURE) else "measure"
    identifier = quote(key.removeprefix(MEASURE), _SAFE)
    return curies.NamableReference(prefix=prefix, identifier=identifier, name=label)


def _key(reference: curies.Reference) -> str:
    known = MEASURE if reference.prefix == "known" else ""
    return known + unquote(reference.identifier)


def _set(key: str) -> curies.Reference:
    """Return the set of a line; the inventory for a known measure."""
    set_id = "known-measures" if key.startswith(MEASURE) else key.split("/", 1)[0]
    return curies.Reference(prefix="measureset", identifier=set_id)


def _packed(value: Any) -> str:
    """Return a value as one cell of JSON (its first sign is never one that runs as a formula)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


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
            "confidence": confidence,
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
        return tuple(Evidence.model_validate(one) for one in json.loads(packed))
    said = unguarded(mapping.comment or "")
    return (Evidence(kind="mapping", weight=0.0, says=said),) if said else ()

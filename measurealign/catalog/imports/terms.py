"""How payers write types, data sources and roles → the catalog's words. Tables, no guesses.

>>> term("data_source", "Electronic Health Record (eCQM)")
'ehr'
"""

import re
from collections.abc import Mapping

#: Words that mean "there is none".
NONE = frozenset(
    [
        "n a",
        "na",
        "none",
        "no",
        "not endorsed",
        "not applicable",
        "tbd",
        "unknown",
        "-",
        "–",
        "—",
        "nan",
        "null",
        "<na>",
        "nat",
    ]
)

_TERMS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "type": (
        ("intermediate-outcome", r"intermediate.*|resultado intermedio"),
        (
            "patient-experience",
            r".*(experience|experiencia|cahps|satisfaction|satisfacci[oó]n|engagement).*",
        ),
        ("pro", r"pro|pro-?pm|.*patient.reported.*"),
        ("outcome", r".*outcomes?|resultados?"),
        ("process", r"process.*|procesos?"),
        ("structure", r"e?structur.*"),
        ("utilization", r".*(utili[sz]ation|utilizaci[oó]n|use of services|resource use).*"),
        ("efficiency", r"ef+icien.*"),
        ("cost", r".*cost.*"),
    ),
    "data_source": (
        ("administrative", r"administrative$|admin$|encounter data"),
        ("claims", r".*claims?.*|reclam(os|aciones)|administrative (data|claims)"),
        ("ehr", r"ehr|emr|ecqm.*|ecds.*|e-?measure|electronic.*|.*\behr\b.*"),
        ("ehr", r".*(expediente|historia|registro) .*electr[oó]nic.*"),
        ("registry", r".*registr.*|qcdr|mips cqm"),
        ("survey", r".*(survey|cahps|questionnaire|encuesta|cuestionario).*"),
        ("hybrid", r"h[yií]brid.*"),
        ("chart", r".*(chart|medical record|paper|abstract|expediente|historia cl[ií]nica).*"),
        ("administrative", r"administrativ.*"),
    ),
    "role": (
        ("core", r"core.*"),
        ("menu", r"menu.*|elective"),
        ("required", r"required|mandatory|must|obligatori[oa]"),
        ("optional", r"optional|voluntary|opcional"),
        ("incentive", r"incentive.*|p4p|pay.for.performance|payment"),
        ("reporting", r"report.*|pay.for.reporting|p4r"),
        ("component", r"component.*"),
        ("monitoring", r"monitor.*|display"),
        ("proposed", r"proposed.*|developmental|on.deck"),
        ("retired", r"retired|removed|suspended"),
    ),
    "grain": (("measure", "measure"), ("topic", "topic"), ("activity", "activity")),
    "evidence": (
        ("primary", r"primary|source|seen|read"),
        ("secondary", r"secondary.*"),
        ("inferred", "inferred"),
        ("recalled", "recalled"),
    ),
}
_YES = frozenset(["yes", "y", "sí", "si", "true", "1", "x", "✓", "✔", "inverse", "lower"])
_NO = frozenset(["no", "n", "false", "0"])


def term(field: str, text: str) -> str | None:
    """Return the catalog's word for what a person wrote, or None if the table has none."""
    words = text.strip().lower().replace("_", " ")
    slug = words.replace(" ", "-")
    table = _TERMS[field]
    if slug in {word for word, _ in table}:
        return slug
    return next((word for word, pattern in table if re.fullmatch(pattern, words)), None)


def yes(text: str) -> bool | None:
    """Return what a yes/no cell says, or None if it is neither."""
    word = text.strip().lower()
    return True if word in _YES or word.startswith("lower") else False if word in _NO else None


def is_none(text: str) -> bool:
    """Tell whether a cell says that there is none: n/a, none, -, not endorsed."""
    return text.strip().lower().replace("/", " ").strip(".") in NONE or not text.strip()

"""How payers write types, data sources, roles and ids → the catalogue's words. Tables, no guesses.

>>> term("data_source", "Electronic Health Record (eCQM)")
'ehr'
>>> [str(one) for one in identifiers("cbe", "18")[0]]
['CBE 0018']
"""

import re
from collections.abc import Mapping

from measurealign.model import Identifier, Scheme

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
    ]
)

_TERMS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "type": (
        ("intermediate-outcome", r"intermediate.*"),
        ("patient-experience", r".*(experience|cahps|satisfaction|engagement).*"),
        ("pro", r"pro|pro-?pm|.*patient.reported.*"),
        ("outcome", r".*outcomes?"),
        ("process", r"process.*"),
        ("structure", r"structur.*"),
        ("utilization", r".*(utili[sz]ation|use of services|resource use).*"),
        ("efficiency", r"efficien.*"),
        ("cost", r".*cost.*"),
    ),
    "data_source": (
        ("administrative", r"administrative$|admin$|encounter data"),
        ("claims", r".*claims?.*|administrative (data|claims)"),
        ("ehr", r"ehr|emr|ecqm.*|e-?measure|electronic.*|.*\behr\b.*"),
        ("registry", r".*registr.*|qcdr|mips cqm"),
        ("survey", r".*(survey|cahps|questionnaire).*"),
        ("hybrid", r"hybrid.*"),
        ("chart", r".*(chart|medical record|paper|abstract).*"),
        ("administrative", r"administrative.*"),
    ),
    "role": (
        ("core", r"core.*"),
        ("menu", r"menu.*|elective"),
        ("required", r"required|mandatory|must"),
        ("optional", r"optional|voluntary"),
        ("incentive", r"incentive.*|p4p|pay.for.performance|payment"),
        ("reporting", r"report.*|pay.for.reporting|p4r"),
        ("component", r"component.*"),
        ("monitoring", r"monitor.*|display"),
        ("proposed", r"proposed.*|developmental|on.deck"),
        ("retired", r"retired|removed|suspended"),
    ),
    "grain": (("measure", "measure"), ("topic", "topic"), ("activity", "activity")),
    "evidence": (("source", "source"), ("inferred", "inferred"), ("recalled", "recalled")),
}
_YES = frozenset(["yes", "y", "true", "1", "x", "✓", "✔", "inverse", "lower"])
_NO = frozenset(["no", "n", "false", "0"])

_CBE = re.compile(r"(?:nqf|cbe)?\s*(?:id)?\s*[#:]?\s*(\d{1,4})(e|[a-z])?", re.IGNORECASE)
_CMS = re.compile(
    r"(?:cms|ecqm)?\s*[#:-]?\s*0*(\d{1,4})\s*(?:[-. ]?v\s*0*(\d{1,2}))?(?:\.\d+)*", re.I
)
_MIPS = re.compile(r"(?:mips|qpp|pqrs|quality)?\s*(?:id)?\s*[#:]?\s*0*(\d{1,3})", re.IGNORECASE)
_MARKED = re.compile(
    r"\b(?:(nqf|cbe)\s*(?:id)?\s*[#:]?\s*(\d{1,4}e?)|(cms)\s*0*(\d{1,4}v\d{1,2}))\b", re.IGNORECASE
)
_DIVIDED = re.compile(r"\s*[;,/|&\n]\s*|\s+and\s+")
_SCHEMES = "cbe|cms|mips|hedis|qcdr|aco|star|core_set|cmit|payer"
_WRITTEN = re.compile(rf"(?:^|; )(?={_SCHEMES} )", re.IGNORECASE)


def term(field: str, text: str) -> str | None:
    """Return the catalogue's word for what a person wrote, or None if the table has none."""
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


def identifiers(scheme: Scheme, text: str) -> tuple[tuple[Identifier, ...], bool]:
    """Return the ids of a cell, and whether leading zeros had to be restored.

    >>> [str(one) for one in identifiers("cms", "165v6; CMS 0122v6")[0]]
    ['CMS CMS165v6', 'CMS CMS122v6']
    """
    if is_none(text):
        return (), False
    parts = _DIVIDED.split(text) if scheme in ("cbe", "cms", "mips") else text.split("; ")
    found = [_identifier(scheme, part) for part in parts if not is_none(part)]
    kept = tuple(dict.fromkeys(one for one, _ in found if one))
    return kept, any(restored for _, restored in found)


def unread(scheme: Scheme, text: str) -> list[str]:
    """Return the parts of an id cell that are no id of the scheme."""
    if is_none(text) or scheme not in ("cbe", "cms", "mips"):
        return []
    parts = [part for part in _DIVIDED.split(text) if not is_none(part)]
    return [part for part in parts if _identifier(scheme, part)[0] is None]


def _identifier(scheme: Scheme, text: str) -> tuple[Identifier | None, bool]:
    text = text.strip()
    if scheme == "cbe":
        found = _CBE.fullmatch(text)
        if not found:
            return None, False
        value = found[1].zfill(4) + (found[2] or "").lower()
        return Identifier(scheme="cbe", value=value), len(found[1]) < 4
    if scheme == "cms":
        found = _CMS.fullmatch(text)
        version = f"v{found[2]}" if found and found[2] else ""
        return (Identifier(scheme="cms", value=f"CMS{found[1]}{version}") if found else None), False
    if scheme == "mips":
        found = _MIPS.fullmatch(text)
        if found:
            return Identifier(scheme="mips", value=found[1].zfill(3)), 0 < len(text) < 3
    return Identifier(scheme=scheme, value=text), False


def written(text: str) -> tuple[Identifier, ...]:
    """Read ids as `; `-joined `SCHEME value`, the form in which a workbook of ours holds them.

    >>> [one.value for one in written("CBE 0018; CMS CMS165v6; PAYER A; B")]
    ['0018', 'CMS165v6', 'A; B']
    """
    found = []
    for part in _WRITTEN.split(text):
        scheme, _, value = part.partition(" ")
        if scheme.lower() in _SCHEMES.split("|") and value:
            found.append(Identifier.model_validate({"scheme": scheme.lower(), "value": value}))
    return tuple(found)


def marked(text: str) -> tuple[Identifier, ...]:
    """Return ids that a text names beyond doubt: "NQF 0018", "CMS165v6".

    >>> [str(one) for one in marked("Controlling BP (NQF #18, CMS165v6)")]
    ['CBE 0018', 'CMS CMS165v6']
    """
    found = []
    for one in _MARKED.finditer(text):
        if one[2]:
            found.append(Identifier(scheme="cbe", value=one[2].lower().rjust(4, "0")))
        else:
            found.append(Identifier(scheme="cms", value=f"CMS{one[4].lower()}"))
    return tuple(dict.fromkeys(found))

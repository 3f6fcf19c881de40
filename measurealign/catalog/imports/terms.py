"""How payers write types, data sources, roles and ids → the catalog's words. Tables, no guesses.

>>> term("data_source", "Electronic Health Record (eCQM)")
'ehr'
>>> [str(one) for one in identifiers("cbe", "18")[0]]
['CBE 0018']
"""

import re
import unicodedata
from collections.abc import Mapping

from measurealign.catalog.identifiers import FORMS
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

#: How an id may be written, by scheme; nothing else is one, whatever digits stand in it.
_WRITTEN_AS: Mapping[str, re.Pattern[str]] = {
    "cbe": re.compile(r"(?i)(?:nqf|cbe)?\s*-?(?:id|no\.?|number)?\s*[#:]?\s*(\d{1,4})(e?)"),
    "cms": re.compile(
        r"(?i)(?:cms|ecqm)?\s*[#:-]?\s*0*(\d{1,4})\s*(?:[-. ]?v\s*0*(\d{1,2}))?(?:\.\d+)*"
    ),
    "mips": re.compile(
        r"(?i)(?:mips|qpp|pqrs|quality|q)?\s*-?(?:id|no\.?|number)?\s*[#:]?\s*0*(\d{1,3})"
    ),
    "aco": re.compile(r"(?i)(?:aco)?\s*[#:-]?\s*(?:no\.?|number)?\s*#?\s*0*(\d{1,2})"),
    "star": re.compile(r"(?i)(c|d|dmc|dmd)\s?-?(\d{2})"),
    "cmit": re.compile(r"(?i)(?:cmit)?\s*(?:id)?\s*[#:]?\s*0*(\d{1,5}(?:-\d\d-[A-Z]+-[A-Z0-9]+)?)"),
}
#: Words in capitals that look like an abbreviation and are none.
_NO_IDS = frozenset({
    "YES", "NO", "NEW", "TBD", "X", "XX", "XXX", "SEE", "SAME", "ALL", "ANY", "BOTH", "NOTE",
    "NOTES", "REMOVED", "RETIRED", "PENDING", "TEST", "MIPS", "QPP", "CMS", "NQF", "CBE", "NCQA",
    "HEDIS", "CPC", "STAR", "STARS", "ACO", "MSSP", "PLAN", "EHR", "EMR", "ECQM", "CQM", "CLAIMS",
    "CLAIM", "ADMIN", "HYBRID", "SURVEY", "PROCESS", "OUTCOME", "CORE", "MENU", "DATE", "NULL",
    "TRUE", "FALSE", "REQ", "OPT", "HOLD", "OPEN", "PQA", "AHRQ", "PCPI", "HRSA", "MNCM", "DHCS",
    "ECDS", "CAHPS", "HEDIS®", "FFS", "HMO", "PPO",
})  # fmt: skip
#: Those of them that are ids after all, in a column of their own numbering (CPC: a CAHPS survey).
_YET_IDS: Mapping[str, frozenset[str]] = {"hedis": frozenset({"CPC"})}
_FLOAT = re.compile(r"(\d+)\.0+")
#: A number as a spreadsheet shows it in a narrow column: 1.8E+01.
_POWER = re.compile(r"\d(?:\.\d{1,4})?[eE]\+0[0-4]")
#: Marks that send the reader to a footnote.
_FOOTNOTE = re.compile(r"(?<=\w)\s?(?:[*†‡§¹²³⁴-⁹]+|[(\[]\d[)\]])+$")
_GUARD = re.compile(r"^(?:=\s*\"([^\"]*)\"|=\s*'([^']*)'|[='`](?=[\w#\"])(.*))$", re.DOTALL)
_DIVIDED = re.compile(r"\s*[;,/|&\n]\s*|\s+and\s+")


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


def whole(text: str) -> str:
    """Return an id's text as it was meant: spreadsheets and scripts dress numbers.

    >>> [whole(text) for text in ("18.0", "'0018", '="0018"', "=0018", " 0018\u00a0", "0018*")]
    ['18', '0018', '0018', '0018', '0018', '0018']
    """
    plain = _FOOTNOTE.sub("", " ".join(text.replace("\u2019", "'").split()))
    plain = unicodedata.normalize("NFKC", plain)
    found = _GUARD.match(plain)
    if found:
        plain = next((part for part in found.groups() if part is not None), plain).strip("\"' ")
    if _POWER.fullmatch(plain):
        plain = f"{float(plain):g}"
    number = _FLOAT.fullmatch(plain)
    return number[1] if number else plain


def is_none(text: str) -> bool:
    """Tell whether a cell says that there is none: n/a, none, -, not endorsed."""
    return text.strip().lower().replace("/", " ").strip(".") in NONE or not text.strip()


def identifiers(scheme: Scheme, text: str) -> tuple[tuple[Identifier, ...], list[str], bool]:
    """Return a cell's ids, its parts that are no id, and whether leading zeros were restored.

    >>> found, unread, restored = identifiers("cms", "165v6; CMS 0122v6, soon")
    >>> [str(one) for one in found], unread, restored
    (['CMS CMS165v6', 'CMS CMS122v6'], ['soon'], False)
    """
    found: dict[Identifier, None] = {}
    unread: list[str] = []
    restored = False
    for part in [] if is_none(text) else _DIVIDED.split(text.strip()):
        plain = whole(part)
        if is_none(plain):
            continue
        value = _value(scheme, plain)
        if value is not None and FORMS[scheme].fits(value):
            found[Identifier(scheme=scheme, value=value)] = None
            restored |= plain.isdigit() and len(plain) < len(value) and scheme in ("cbe", "mips")
        else:
            unread.append(part)
    return tuple(found), unread, restored


def _value(scheme: Scheme, text: str) -> str | None:
    """Return one id as its scheme writes it, None for words that are no id."""
    pattern = _WRITTEN_AS.get(scheme)
    found = pattern.fullmatch(text) if pattern else None
    if found:
        return _spelt(scheme, found)
    if text.upper() in _YET_IDS.get(scheme, ()):
        return text if text == text.upper() else None
    if scheme in ("cbe", "cms", "aco", "star", "cmit") or text.upper() in _NO_IDS:
        return None
    if scheme == "payer":
        return text if len(text) <= 30 and len(text.split()) <= 3 else None
    # An abbreviation is written in capitals; "See" and "new" are words.
    return text if text == text.upper() or scheme == "qcdr" else None


def _spelt(scheme: Scheme, found: re.Match[str]) -> str:
    first = found[1]
    if scheme == "cbe":
        return first.zfill(4) + found[2].lower()
    if scheme == "cms":
        return f"CMS{first}" + (f"v{found[2]}" if found[2] else "")
    if scheme == "star":
        return first.upper() + found[2]
    return {"mips": first.zfill(3), "aco": f"ACO-{first}"}.get(scheme, first.upper())

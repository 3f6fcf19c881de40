"""Cells that hold ids: one or several, of one numbering or of more, however they are dressed.

>>> [str(one) for one in identifiers("cbe", "18 (CMS165v12)")[0]]
['CBE 0018', 'CMS CMS165v12']
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Literal

from measurealign.catalog.identifiers import FORMS
from measurealign.catalog.imports.spelt import alone
from measurealign.catalog.imports.terms import is_none
from measurealign.model import Identifier, Scheme

#: How an id may be written, by scheme; nothing else is one, whatever digits stand in it.
_WRITTEN_AS: Mapping[str, re.Pattern[str]] = {
    "cbe": re.compile(r"(?i)(?:nqf|cbe)?\s*-?(?:id|no\.?|number)?\s*[#:]?\s*(\d{1,4})(e?)"),
    "cms": re.compile(
        r"(?i)(?:cms|ecqm)?\s*[#:-]?\s*0*(\d{1,4})\s*(?:[-. ]?v\s*0*(\d{1,2}))?(?:\.\d+)*"
    ),
    "mips": re.compile(
        r"(?i)(?:mips|qpp|pqrs)?\s*(?:quality|q)?\s*-?(?:id|no\.?|number)?\s*[#:]?\s*0*(\d{1,3})"
    ),
    "aco": re.compile(
        r"(?i)(?:mssp)?\s*(?:aco)?(?: measure)?\s*[#:-]?\s*(?:no\.?|number)?\s*#?\s*0*(\d{1,2})"
    ),
    "gpro": re.compile(
        r"(?i)(?:gpro)?\s*(?:measure)?\s*[#:]?\s*(care|cad|dm|hf|htn|ivd|mh|prev)[\s-]*0*(\d{1,2})"
    ),
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
_FLOAT = re.compile(r"(\d+)[.,]0+")
#: A number of four digits as a spreadsheet shows it: 2,372.
_THOUSANDS = re.compile(r"[1-9],\d{3}")
#: A number as a spreadsheet shows it in a narrow column: 1.8E+01.
_POWER = re.compile(r"\d(?:\.\d{1,4})?[eE]\+0[0-4]|\d\.\d{1,3}[eE]0?[1-3]")
#: Marks that send the reader to a footnote.
_FOOTNOTE = re.compile(r"(?<=\w)\s?(?:[*†‡§¹²³⁴-⁹]+|[(\[]\d[)\]])+(?=\s*(?:[;,/|&\n]|$))")
_CURLED = re.compile("[\u2018\u2019\u201c\u201d\u201e\u201a\u00ab\u00bb]")
_GUARD = re.compile(r"^(?:=\s*\"([^\"]*)\"|=\s*'([^']*)'|[='`](?=[\w#\"])(.*))$", re.DOTALL)
_DASH = re.compile("[\u2010-\u2015\u2212]")
_DIVIDED = re.compile(r"\s*[;,/|&\n]\s*|\s+(?:and|or)\s+")
_BRACKETS = re.compile(r"\s*[()\[\]]\s*")
#: Whether a number is endorsed says nothing of the number.
_ENDORSED = re.compile(
    r"(?i)\b(?:no longer|not|formerly|previously)\b(?=.*\d)|"
    r"(?:(?<![\s:-])[\s:-]+)?\b(?:de-?)?endorse(?:d|ment)\b"
    r"(?: (?:removed|withdrawn|pending|lapsed|expired))?[\s:-]*"
)
_NUMBERS = re.compile(r"\d{3,4}e?(?:\s+\d{3,4}e?)+")


def whole(text: str) -> str:
    """Return an id's text as it was meant: spreadsheets and scripts dress numbers.

    >>> [whole(text) for text in ("18.0", "'0018", '="0018"', "=0018", " 0018\u00a0", "0018*")]
    ['18', '0018', '0018', '0018', '0018', '0018']
    """
    plain = _FOOTNOTE.sub("", " ".join(_CURLED.sub("'", text).split()))
    plain = plain[1:-1] if len(plain) > 2 and plain[0] == plain[-1] == "'" else plain
    plain = _DASH.sub("-", unicodedata.normalize("NFKC", plain))
    found = _GUARD.match(plain)
    if found:
        plain = next((part for part in found.groups() if part is not None), plain).strip("\"' ")
    if _POWER.fullmatch(plain):
        plain = f"{float(plain):g}"
    number = _FLOAT.fullmatch(plain)
    return number[1] if number else plain


def parts(scheme: Scheme | Literal["ids"], text: str) -> Iterator[str]:
    """Yield the parts of a cell that may each be an id.

    >>> list(parts("cbe", "0018/236 (CMS165)")), list(parts("cbe", "2,372"))
    (['0018', '236', 'CMS165'], ['2372'])
    """
    plain = _FOOTNOTE.sub("", text.strip())
    if scheme == "cbe" and _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    if _FLOAT.fullmatch(plain) or is_none(plain):
        divided = [plain]
    elif scheme == "payer":
        divided = _DIVIDED.split(plain)
    else:
        bare = _ENDORSED.sub(" ", _DASH.sub("-", plain))
        divided = [one for part in _BRACKETS.split(bare) for one in _DIVIDED.split(part)]
    for said in filter(None, map(whole, divided)):
        yield from said.split() if _NUMBERS.fullmatch(said) else [said]


def identifiers(scheme: Scheme, text: str) -> tuple[tuple[Identifier, ...], list[str], bool]:
    """Return a cell's ids, its parts that are no id, and whether leading zeros were restored.

    A part that says its own numbering is of that one, whatever the column's.

    >>> found, unread, restored = identifiers("cms", "165v6; CMS 0122v6, NQF 18, soon")
    >>> [str(one) for one in found], unread, restored
    (['CMS CMS165v6', 'CMS CMS122v6', 'CBE 0018'], ['soon'], False)
    """
    found: dict[Identifier, None] = {}
    unread: list[str] = []
    restored = False
    for part in parts(scheme, text):
        if is_none(part):
            continue
        value = _value(scheme, part)
        if value is not None and FORMS[scheme].fits(value):
            found[Identifier(scheme=scheme, value=value)] = None
            restored |= part.isdigit() and len(part) < len(value) and scheme in ("cbe", "mips")
        elif said := alone(part):
            found.update(dict.fromkeys(said))
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
    if scheme in ("cbe", "cms", "aco", "gpro", "star", "cmit") or text.upper() in _NO_IDS:
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
    if scheme in ("star", "gpro"):
        return first.upper() + ("-" if scheme == "gpro" else "") + found[2]
    return {"mips": first.zfill(3), "aco": f"ACO-{first}"}.get(scheme, first.upper())

"""What stands around a measure's name on a list is read off first: bullets, marks, codes, ids.

>>> line = read_off("• [CMS124v12] Cervical Cancer Screening (CCS)* (MIPS 2024)", {"CCS"})
>>> line.text, line.codes, [str(one) for one in line.ids]
('Cervical Cancer Screening', ('CCS',), ['cms:CMS124'])
"""

import html
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from measurealign.inventory.entries import KnownId
from measurealign.matching.lexicon import TITLES
from measurealign.matching.linking.ids import ids_in, without_ids

_SIGNS = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-",
     "\u00ad": "", "\u200b": "", "\u00a0": " ", "≥": ">=", "≤": "<=", "®": "", "™": "", "°": ""}
)  # fmt: skip
#: Footnote marks and bullets: they say nothing about the measure.
_MARKS = re.compile(r"[*†‡§¶^•·●▪■□►▶✓✔~|]+")
#: How hurried people write with, without and within.
_WITH = re.compile(r"\bw/(in\b|out\b|o\b|)\s*", re.IGNORECASE)
_WITHS = {"": "", "o": "out", "out": "out", "in": "in"}
_SUPERSCRIPT = re.compile("[⁰¹²³⁴-⁹]+")
_FOOTNOTE = re.compile(r"(?<=[a-z]{4})\d(?=$|\s|,)|(?<=\))\d{1,2}$")
_BULLET = re.compile(r"^\s*(?:[-o>]\s+|\(?(?:\d{1,2}|[a-hA-H]|[ivx]{1,4})[.)]\s+|\d{1,2}\s+-\s+)")
#: Words joined by capitals: WellCare, bloodPressure.
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_SPACE = re.compile(r"\s+")

_DIGIT = re.compile(r"\d")
#: A number of one list and one year (C01, Measure 3:, 1.2): what it names is told by the title.
_OF_LIST = re.compile(
    r"^\(?(?:part )?(?:DM)?[CD] ?\d\d?[a-z]?\)?[ :.-]+(?=\S)"
    r"|^(?i:measure|metric|indicator|item) ?(?i:no\.?)? ?#?\d{1,2}[a-z]? ?[:.)-]+ (?=[A-Z])"
    r"|^\d{1,2}\.\d{1,2} (?=[A-Z])"
)
#: What programmes, editions and product lines add to a name; the total of all rates is the whole.
_PROGRAMME = re.compile(
    r"\b(?:hedis|mips|my|py|dy|cy|fy|qpp|ecqm)[ -]?(?:(?:19|20)\d\d|['’]?\d\d)\b"
    r"|\((?:19|20)\d\d\)|\(total\)|\b(?:hedis|ecqm|ecds|e-?cqm)\b[ ®-]*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[\[(]\s*([^\])(\[]{2,24}?)\s*[\])]")
_LEADING = re.compile(r"^([A-Z][A-Z0-9]{1,6}(?:[-_ ]?E)?)\s*(?:[:|]|-(?=\s|[A-Z][a-z])|\s-)\s*")
#: Where a name ends and its definition begins.
_DEFINITION = re.compile(
    r"[:.;,(-]\s*(?:the |a )?(?:percent(?:age)?|proportion|number|share|rate) of ", re.IGNORECASE
)
#: The acronym of a measure alone, in its electronic edition: "BCS-E".
_EDITION = re.compile(r"([A-Z][A-Z0-9]{1,5})[-_ ]E")
_EMPTY = re.compile(r"[\[(]\s*[-,;:#/ ]*\s*[\])]")
_EDGES = " \t-:;,.|/#"


@dataclass(frozen=True)
class Printed:
    """A line as a list prints it: its name, what its id column holds, its ids.

    `year` and `programme` are the list's, where they are known.
    """

    name: str
    also: str = ""
    ids: tuple[KnownId, ...] = ()
    year: int | None = None
    programme: str = ""


@dataclass(frozen=True)
class BareName:
    """A printed name without what stands around it.

    `codes` are acronyms of known measures, in the order found; `ids` numbers with their scheme.
    """

    printed: str
    text: str
    codes: tuple[str, ...]
    ids: tuple[KnownId, ...]


def read_off(printed: str, codes: Collection[str], also: str = "") -> BareName:
    """Read bullets, footnote marks, codes and ids off a printed name.

    `codes` are the acronyms of the inventory; `also` is what stands in the list's id column.
    """
    text = plain(printed)
    ids = dict.fromkeys((*ids_in(text), *ids_in(also)))
    text = without_ids(text) if ids else text
    text = _PROGRAMME.sub(" ", _OF_LIST.sub("", text))
    found: dict[str, None] = {}
    text = _tidy(_bracketed(text, codes, found))
    text = _tidy(_leading(text, codes, found))
    text = _alone(text, codes, found)
    for code in codes_in(also, codes):
        found.setdefault(code)
    return BareName(printed, _tidy(text) or plain(printed), tuple(found), tuple(ids))


@lru_cache(maxsize=TITLES)
def plain(printed: str) -> str:
    """Return a printed name with plain signs, without bullets and footnote marks."""
    text = html.unescape(printed)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_SIGNS)
        text = _SUPERSCRIPT.sub(" ", text)
    if _DIGIT.search(text):
        text = _FOOTNOTE.sub("", _SPACE.sub(" ", text))
    if "/" in text:
        text = _WITH.sub(lambda found: f"with{_WITHS[found[1].lower()]} ", text)
    return " ".join(_CAMEL.sub(" ", _BULLET.sub("", _MARKS.sub(" ", text))).split())


def readings(text: str) -> tuple[str, ...]:
    """Return the ways to read a name: whole, and without the definition that follows its name.

    >>> readings("Lead Screening: The percentage of children who had a blood test")
    ('Lead Screening: The percentage of children who had a blood test', 'Lead Screening')
    """
    found = _DEFINITION.search(text)
    head = text[: found.start()].strip(_EDGES) if found else ""
    return (text, head) if len(head.split()) > 1 else (text,)


def code_of(word: str, codes: Collection[str]) -> str | None:
    """Return the measure's acronym that a word is, its edition ("-E"), rate or number aside.

    >>> code_of("CIS-10", {"CIS"}), code_of("BCS-E", {"BCS"}), code_of("FUH30", {"FUH"})
    ('CIS', 'BCS', 'FUH')
    """
    bare = word.strip().strip("*.,;:").upper()
    for each in (
        bare,
        bare.split("-")[0].split("/")[0].split(" ")[0],
        re.sub(r"[\d+%<>.]+$", "", bare),
    ):
        if each in codes:
            return each
    return None


def codes_in(text: str, codes: Collection[str]) -> Iterator[str]:
    """Yield the acronyms in an id column's text: UHC_CDC_HB, AIS_E, W30-6+."""
    if not text:
        return
    whole = code_of(text, codes)
    if whole:
        yield whole
        return
    for word in re.split(r"[_\s/|,;-]+", text.upper()):
        code = code_of(word, codes)
        if code:
            yield code


def _bracketed(text: str, codes: Collection[str], found: dict[str, None]) -> str:
    """Take acronyms in brackets; what else stands in brackets stays."""

    def take(match: re.Match[str]) -> str:
        code = code_of(match[1], codes)
        if (
            code is None
            or not match[1][:1].isupper()
            or match[1].split()[0] != match[1].split()[0].upper()
        ):
            return match[0]
        found.setdefault(code)
        rest = match[1].upper().replace(code, "", 1).strip(" -")
        return f" {rest} " if rest not in ("", "E", "AD", "CH", "HH") else " "

    return _BRACKETED.sub(take, text)


def _leading(text: str, codes: Collection[str], found: dict[str, None]) -> str:
    """Take an acronym in front of a colon or dash: "CBP: Controlling ...", "MRP-Medication"."""
    match = _LEADING.match(text)
    code = match and code_of(match[1], codes)
    if match and code and len(text) > match.end():
        found.setdefault(code)
        return text[match.end() :]
    return text


def _alone(text: str, codes: Collection[str], found: dict[str, None]) -> str:
    """Note acronyms that stand free in a title or are all of it; they stay as words.

    In a title of capitals every word looks like an acronym: none is taken but the whole, in any
    edition.
    """
    edition = _EDITION.fullmatch(text)
    text = edition[1] if edition and edition[1] in codes else text
    if not text.isupper() or " " not in text:
        for word in re.findall(r"[A-Z][A-Z0-9]{1,5}(?:[-+]\w+)?", text):
            code = code_of(word, codes)
            if code:
                found.setdefault(code)
    return text


def without_code(text: str, codes: Collection[str]) -> str:
    """Return a name without the acronym that it begins with: WCC BMI Percentile; "" if none.

    >>> without_code("WCC BMI Percentile", ("WCC",)), without_code("Flu shots", ("WCC",))
    ('BMI Percentile', '')
    """
    first, _, rest = text.partition(" ")
    return _tidy(rest) if first.isupper() and code_of(first, codes) else ""


def _tidy(text: str) -> str:
    bare = _EMPTY.sub(" ", text) if "(" in text or "[" in text else text
    return " ".join(bare.split()).strip(_EDGES)

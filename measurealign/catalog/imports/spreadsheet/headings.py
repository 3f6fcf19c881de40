"""Which column tells what: a table of the headings that people write, and the heading row.

Rules are a table: a field, what it is, and the headings that mean it (regular expressions over
the plain words of a heading, strongest first).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from measurealign.catalog.cells import column_letter, one_line
from measurealign.catalog.imports.spreadsheet.sheet import Sheet

#: What a column can tell; the words are shown where a person corrects the reading.
FIELDS: dict[str, str] = {
    "name": "name of the measure",
    "key": "the file's own id of the measure",
    "set": "the set (programme, contract) that lists the measure",
    "year": "year of the set",
    "programme": "marks the measures of one programme (x, ✓, core ...)",
    "cbe": "CBE (NQF) id",
    "cms": "CMS eCQM id",
    "mips": "MIPS quality id",
    "hedis": "HEDIS abbreviation",
    "qcdr": "QCDR id",
    "aco": "ACO measure number",
    "star": "Star Ratings number",
    "core_set": "Medicaid core set abbreviation",
    "cmit": "CMIT id",
    "payer": "the payer's own number",
    "ids": "several ids, each with its scheme (CBE 0018; CMS CMS165v6)",
    "steward": "steward",
    "type": "type (process, outcome ...)",
    "data_source": "data source (claims, EHR ...)",
    "domain": "domain",
    "area": "area",
    "role": "role (core, menu ...)",
    "group": "group of which so many are to be chosen",
    "required": "must be reported (yes, no)",
    "weight": "weight or points",
    "target": "target, benchmark or threshold",
    "target_source": "source of the target",
    "grain": "grain (measure, topic, activity)",
    "inverse": "lower is better",
    "note": "note",
    "source": "source",
    "evidence": "standing (primary, secondary, inferred, recalled)",
    "ignore": "left out on purpose",
}

_ID = r"( ?id)?( ?(id|ids|number|no|num|nr|code))?s?"
#: (field, headings as plain words). Order is strength: the first match wins a field.
_RULES: tuple[tuple[str, str], ...] = tuple(
    (field, rf"(?:{pattern})")
    for field, pattern in (
        ("key", r"entry id|measure key|key|record id|row id|unique id"),
        ("name", r"(quality |performance |clinical )?(measure|metric|indicator) (name|title)s?"),
        ("name", r"(official |full |short |ecqm )?title|name of (the )?(measure|metric)"),
        ("name", r"(quality |performance |clinical |hedis |p4p )?(measure|metric|indicator)s?"),
        ("name", r"name|listing|measure description name|quality indicator"),
        ("cbe", rf"(nqf|cbe|nqf cbe|cbe nqf)( endorsement| endorsed)?{_ID}( if (endorsed|any))?"),
        (
            "cms",
            rf"(cms|ecqm|emeasure|e measure|cms ecqm|ecqm cms|cms emeasure|cms e measure){_ID}",
        ),
        ("cms", rf"(cms|ecqm) measure{_ID}"),
        ("mips", rf"(mips|qpp|pqrs)( quality)?( measure)?{_ID}|quality( id)?( (id|number|no))"),
        ("hedis", rf"(ncqa )?hedis( measure)?( (abbreviation|acronym|abbr)|{_ID})|acronym"),
        ("hedis", r"abbreviation|abbr"),
        ("qcdr", rf"qcdr( measure)?{_ID}"),
        ("aco", rf"(mssp )?aco( measure)?{_ID}"),
        ("star", rf"(medicare )?stars?( ratings?)?( measure)?{_ID}"),
        ("core_set", rf"(medicaid )?core set( (abbreviation|acronym)|{_ID})"),
        ("cmit", rf"cmit( measure)?{_ID}"),
        ("payer", r"(payer|plan|contract|internal) (measure )?(id|number|no|code)"),
        ("ids", r"(measure )?(ids|identifiers?)|all ids"),
        ("key", r"id|measure (id|identifier|number|no|code)|uid"),
        ("set", r"set|(source|measure|programme|program) sets?( name| id)?|set (name|id)"),
        (
            "set",
            r"programs?( name)?|programmes?( name)?|contract( name)?|payers?( name)?|list|sheet",
        ),
        ("year", r"(measure(ment)?|program|performance|contract|reporting)? ?(year|yr|period|my)"),
        ("steward", r"(measure )?(steward|developer|owner)( developer| owner| organi[sz]ation)?s?"),
        ("steward", r"(steward|developer) ?(name|org)?|stewarding organi[sz]ation"),
        ("type", r"(measure )?types?( of measure)?|measure category"),
        (
            "data_source",
            r"data (source|collection)s?( type| method)?|source of data|collection type",
        ),
        ("data_source", r"(data|reporting|submission|collection) (methods?|mode)|data"),
        ("domain", r"(nqs |quality |measure |nqf )?(domain|category|group|topic)s?|condition"),
        ("area", r"area|(clinical|focus|topic) area"),
        ("role", r"role|(measure )?(status|tier|use|designation)|core or menu|core menu"),
        ("group", r"(choice|choose|menu|reporting) group"),
        ("required", r"(is )?(required|mandatory)( measure| to report)?|must report"),
        ("weight", r"(measure |max(imum)? )?(weight|weighting|points?)( possible| available)?"),
        ("target", r"(performance |payment )?(target|benchmark|threshold|goal)s?( rate| level)?"),
        ("target_source", r"target source"),
        ("grain", r"grain"),
        ("inverse", r"inverse( measure)?|lower is better|reverse( scored)?|is inverse"),
        ("note", r"(foot)?notes?|comments?|remarks?"),
        ("source", r"sources?( key)?|reference|citation"),
        ("evidence", r"evidence|standing|provenance"),
    )
)
_COMPILED = tuple((field, re.compile(pattern)) for field, pattern in _RULES)
#: The rank of a heading that no rule knows.
UNKNOWN = len(_COMPILED)
_PLAIN = re.compile(r"[^a-z0-9]+")
_SEARCHED = 40
_LONGEST = 70


@dataclass(frozen=True)
class Column:
    """One column of a sheet: where it stands, its heading, its field, and how strong the rule."""

    index: int
    text: str
    field: str
    rank: int = 0

    @property
    def letter(self) -> str:
        """The column as the spreadsheet names it."""
        return column_letter(self.index)


@dataclass(frozen=True)
class Table:
    """Where a sheet's list begins: its heading row (counted from 0; -1: none) and its columns."""

    row: int
    columns: tuple[Column, ...]

    def of(self, field: str) -> tuple[Column, ...]:
        """Return the columns of a field."""
        return tuple(column for column in self.columns if column.field == field)


def plain(heading: str) -> str:
    r"""Return a heading's words.

    >>> plain("NQF #\n(if endorsed)")
    'nqf no if endorsed'
    """
    return _PLAIN.sub(" ", heading.lower().replace("#", " no ")).strip()


def field_of(heading: str) -> tuple[str, int]:
    """Return the field that a heading means and the rank of the rule ("" if none does).

    >>> [field_of(text)[0] for text in ("Measure Name", "NQF #", "eCQM ID", "CPC+ 2018")]
    ['name', 'cbe', 'cms', '']
    """
    words = plain(heading)
    if not words or len(heading) > _LONGEST:
        return "", UNKNOWN
    for rank, (field, pattern) in enumerate(_COMPILED):
        if pattern.fullmatch(words):
            return field, rank
    return "", UNKNOWN


def find_table(sheet: Sheet, mapping: Mapping[str, str]) -> Table | None:
    """Return the sheet's heading row and columns, or None if no row names a measure column.

    `mapping` is a person's correction: heading text or column letter → field. Letters alone
    serve a sheet without any heading: then every row is a measure.
    """
    rows = [_filled(sheet, at) for at in range(min(len(sheet.rows), _SEARCHED))]
    told = {plain(key): field for key, field in mapping.items()}
    scored = [(_score(row, told), -at) for at, row in enumerate(rows)]
    best, at = max(scored, default=(0.0, 0))
    if best > 0:
        return Table(-at, _columns(rows[-at], told, mapping))
    letters = {key: field for key, field in mapping.items() if re.fullmatch("[A-Z]{1,2}", key)}
    if "name" in letters.values():
        width = max((len(row) for row in sheet.rows), default=0)
        return Table(-1, _columns([""] * width, {}, letters))
    return None


def _filled(sheet: Sheet, at: int) -> list[str]:
    """Return a row as a heading: ranges merged downwards are filled, group headings left out.

    A cell merged over several columns with headings of their own below it is a group's heading.
    """
    row = list(sheet.rows[at])
    below = sheet.rows[at + 1] if at + 1 < len(sheet.rows) else ()
    for top, left, bottom, right in sheet.merged:
        if not top <= at <= bottom or left >= len(row):
            continue
        if top < at and right == left:
            row[left] = row[left] or _cell(sheet, top, left)
        if right > left and sum(bool(cell) for cell in below[left : right + 1]) > 1:
            row[left : right + 1] = [""] * len(row[left : right + 1])
    return row


def _cell(sheet: Sheet, row: int, column: int) -> str:
    cells = sheet.rows[row] if row < len(sheet.rows) else ()
    return cells[column] if column < len(cells) else ""


def _score(row: Sequence[str], told: Mapping[str, str]) -> float:
    """Score a row as heading: fields it names (0 without a name), then how many cells it fills."""
    fields = {told.get(plain(cell)) or field_of(cell)[0] for cell in row if cell} - {""}
    if "name" not in fields:
        return 0.0
    return len(fields) + min(len({cell for cell in row if cell}), 20) / 100


def _columns(
    row: Sequence[str], told: Mapping[str, str], mapping: Mapping[str, str]
) -> tuple[Column, ...]:
    """Give each column its field; a field that two headings claim goes to the stronger rule."""
    found: list[Column] = []
    for index, cell in enumerate(row):
        field, rank = field_of(cell)
        by_hand = mapping.get(column_letter(index)) or (told.get(plain(cell)) if cell else None)
        if by_hand is not None:
            field, rank = by_hand, -1
        found.append(Column(index, one_line(cell), field, rank))
    best: dict[str, Column] = {}
    for column in sorted(found, key=lambda one: (one.rank, one.index)):
        best.setdefault(column.field, column)
    shared = {"", "ignore", "programme", "note", *_ID_FIELDS}
    return tuple(
        column
        if column.field in shared or best[column.field] == column
        else Column(column.index, column.text, "", column.rank)
        for column in found
    )


_ID_FIELDS = ("cbe", "cms", "mips", "hedis", "qcdr", "aco", "star", "core_set", "cmit", "payer")

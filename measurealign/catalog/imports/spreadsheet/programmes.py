"""Columns that mark the measures of a programme: told by their marks and their headings.

A column whose cells answer yes or no tells a trait of each measure (held to a level, stratified),
unless its heading names a payer or a programme, and another column marks one, too. A mark (x, ✓)
beside empty cells tells a list, unless its heading speaks of a trait or a figure.
"""

import re
from collections import Counter
from dataclasses import replace

from measurealign.catalog.cells import one_line
from measurealign.catalog.identifiers import SCHEMES
from measurealign.catalog.imports.spreadsheet.fields import UNKNOWN, plain
from measurealign.catalog.imports.spreadsheet.sheet import Sheet
from measurealign.catalog.imports.spreadsheet.table import Column, Table
from measurealign.catalog.imports.spreadsheet.totals import TOTAL
from measurealign.catalog.imports.terms import term

MARKS = frozenset(
    [
        "x", "xx", "✓", "✔", "☑", "☒", "✗", "✘", "●", "•", "■", "◆", "◼", "⬤", "*", "√", "ü",
        "yes", "y", "1", "true", "included", "si", "sí",
        "✅", "❌", "✖", "✔\ufe0f", "✖\ufe0f",
    ]
)  # fmt: skip
#: Where one of the first stands, one of the second says no.
TICKS = frozenset(["✓", "✔", "☑", "✅", "√", "✔\ufe0f"])
CROSSES = frozenset(["✗", "✘", "☒", "❌", "✖", "✖\ufe0f"])
UNMARKED = frozenset(
    ["", "no", "n", "0", "false", "-", "–", "—", "na", "n/a", "none", "o", "○", "□", "☐", "f"]
)
_ANSWERS = frozenset(["yes", "no", "y", "n", "true", "false", "t", "f", "1", "0", "si", "sí"])
_NOES = frozenset(["no", "n", "false", "f", "0"])
_BEGINS = re.compile(r"^([xX✓✔●•■√*]|yes|Yes|YES)(?=[\s(\[,;:¹²³*†]|\d|$)\s*(.*)$", re.DOTALL)
#: Fields whose columns may turn out to mark a programme, if they hold nothing but marks.
_MAY_MARK = ("", *SCHEMES, "ids", "role")
#: Headings of figures and of a measure's traits: ones and yes below them mark no programme.
_TRAITS = re.compile(
    r"\b(weights?|points?|targets?|benchmarks?|rates?|scores?|thresholds?|goals?|max|min|number|"
    r"count|percent|dollars?|amount|version|ages?|rank|order|priority|description|numerator|"
    r"denominator|no|available|availability|endorsed|topped|risk|adjust\w*|stratif\w*|new|"
    r"chang\w*|dispar\w*|sensitive|revis\w*|feasib\w*|electronic|digital|public\w*|required|"
    r"held|withh\w*|mpl|hybrid|admin\w*|claims?|ehr|registry|surveys?|chart|ecds|process|"
    r"outcomes?|structur\w*|report\w*|p4p|p4r|pay|paid|payment|incentiv\w*|inverse|lower|higher|"
    r"better|adults?|child\w*|p(a)?ediatrics?|women|men|elderly|seniors?|infants?|retired|active|"
    r"removed|added|equity|gap|trend\w*|sample|cap|capped|scored|bonus|triple|weighted|used|"
    r"proposed|final\w*|tested|valid\w*|reliab\w*|mandatory|optional|core|menu|inpatient|"
    r"outpatient|telehealth|clinical|member|provider|practice|group|individual|facility|level|"
    r"included|excluded|eligible|applicable|complete|approved|status|flag|indicator|"
    r"obligatori\w*|nuevo|nueva|activo)\b"
)
#: Headings that name a payer or a programme, whatever the cells look like.
_NAMED = re.compile(
    r"\b(199\d|20\d\d|cpc|pcmh|aco|acos|mssp|mips|apm|hedis|stars?|medicare|medicaid|chip|tricare|"
    r"ffs|hmo|ppo|mco|mcos|qhp|fehb|va|ihs|hrsa|uds|aetna|cigna|united|uhc|unitedhealthcare|"
    r"humana|anthem|elevance|centene|molina|kaiser|bcbs\w*|blue|blues|priority health|hap|"
    r"amerigroup|wellcare|healthnet|optum|oscar|health ?plan|plan|payers?|programs?|programmes?|"
    r"contract|collaborative|commercial|exchange|marketplace|core set|aqc|p4q|vbp|pcf|tcpi)\b"
)
#: Words of traits that a programme's name may hold beside a payer: "Medicaid P4P".
_OF_NAMES = re.compile(
    r"\b(p4p|p4r|incentiv\w*|payment|bonus|core|adults?|child\w*|p(a)?ediatrics?|provider|"
    r"practice|group|member|withh\w*|clinical|seniors?|individual)\b"
)
#: Words of a question: "Collected by plan".
_ASKS = re.compile(r"\b(by|with|whether|is|are|does)\b")


def with_programmes(sheet: Sheet, table: Table) -> tuple[Table, tuple[str, ...]]:
    """Return the table with its programme columns told, and sentences on those that are none."""
    kinds = {column.index: _kind(sheet, table, column) for column in table.columns}
    marked = sum(kind == "programme" for kind in kinds.values())
    said = []
    columns = []
    for column in table.columns:
        kind = kinds[column.index]
        alike = sum(other == kind for other in kinds.values())
        if kind in ("lone", "answered") and marked + alike > 1:
            kind = "programme"
        if kind in ("trait", "lone", "answered"):
            said.append(
                f"'{column.text}' ({column.letter}) was taken for a trait of the measures, not for "
                f"a programme; if it marks one: --map '{column.text}=programme'"
            )
        told = {"programme": "programme", "trait": "", "lone": "", "answered": ""}
        columns.append(replace(column, field=told.get(kind, column.field)))
    return replace(table, columns=tuple(columns)), tuple(said)


def _kind(sheet: Sheet, table: Table, column: Column) -> str:
    """Return what a column of marks is: programme, trait, or "".

    Others decide on one that is lone (marks, of nothing known) or answered (yes or no, of a payer).
    """
    if column.field not in _MAY_MARK or column.rank < 0 or not column.text:
        return ""
    words = plain(column.text)
    if column.field == "" and column.rank < UNKNOWN:
        return ""
    cells = _cells(sheet, table, column)
    filled = {cell: number for cell, number in cells.items() if cell not in UNMARKED}
    known = bool(_NAMED.search(words))
    named = known and not _TRAITS.search(_OF_NAMES.sub("", _NAMED.sub("", words)))
    if _answers(cells):
        return "answered" if filled and named and not _ASKS.search(words) else "trait"
    if not _marks(column, filled):
        return ""
    if named:
        return "programme"
    if column.field == "" and _TRAITS.search(words):
        return "trait"
    return "programme" if known or column.field else "lone"


def _answers(cells: Counter[str]) -> bool:
    """Tell whether the cells answer yes or no, one for each row or with a plain no among them."""
    said = set(cells) - {""}
    if not said & _ANSWERS or not said <= _ANSWERS | UNMARKED:
        return False
    return "" not in cells or bool(said & _NOES)


def _cells(sheet: Sheet, table: Table, column: Column) -> Counter[str]:
    names = table.of("name")
    found = Counter(
        row[column.index].lower()
        for row in table.body(sheet)
        if column.index < len(row) and not TOTAL.match(_at(row, names))
    )
    found.pop(column.text.lower(), None)
    return found


def _marks(column: Column, filled: dict[str, int]) -> bool:
    """Tell whether enough of the filled cells are marks or roles."""
    all_ = sum(filled.values())
    marks = sum(n for cell, n in filled.items() if cell in MARKS or _BEGINS.match(cell))
    roles = 0 if column.field == "role" else sum(n for c, n in filled.items() if _role(c))
    return bool(filled) and marks + roles >= (0.6 if column.field == "" else 1.0) * all_


def _at(cells: tuple[str, ...], columns: tuple[Column, ...]) -> str:
    return next((cells[one.index] for one in columns if one.index < len(cells)), "")


def _role(cell: str) -> str | None:
    return term("role", cell) if len(cell) < 20 else None


def mark_note(mark: str) -> tuple[str | None, str]:
    """Return the role and the note that a programme's mark carries; a bare mark carries none.

    >>> mark_note("x"), mark_note("core"), mark_note("x (from 2019)")
    ((None, ''), ('core', ''), (None, '(from 2019)'))
    """
    if mark.lower() in MARKS:
        return None, ""
    role = _role(mark.lower())
    if role:
        return role, ""
    found = _BEGINS.match(mark)
    return None, one_line(found[2] if found else mark)

"""Tables that stand below a list and list no measures: contacts, terms, changes, dates, questions.

One is told by its headings or by its title, and ends at the next blank row; a row with an address
of e-mail is a person's, wherever it stands. What mostly names measures is a list all the same.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import islice, takewhile

from measurealign.catalog.imports.spreadsheet.doubts import PEOPLE
from measurealign.catalog.imports.spreadsheet.fields import plain
from measurealign.catalog.imports.spreadsheet.known_ids import is_listed
from measurealign.catalog.imports.spreadsheet.titles import names_a_measure

#: What the headings of one such table say, all of them.
_HEADS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{PEOPLE}|name|title|role|contacts?( name| person| info)?|department|organi[sz]ation|fax|"
        r"ext(ension)?|company|position|team|website|phone|nombre|cargo|correo",
        r"terms?|words?|acronyms?|abbreviations?|symbols?|definitions?|meaning|description|"
        r"stands for|explanation|full name|termino|definicion|significado",
        r"dates?|effective date|versions?|rev(ision)?|changes?|changed|(description of )?changes?|"
        r"change made|author|by|(made|approved|revised|changed) by|reason|who|what|when|section|"
        r"page|comments?|summary|no|fecha|cambio|autor",
        r"questions?|answers?|responses?|no|preguntas?|respuestas?",
        r"milestones?|events?|tasks?|deliverables?|(due |start |end )?dates?|deadlines?|when|owner|"
        r"responsible( party)?|activity|fecha|hito",
    )
)
#: What its title says.
_TITLE = re.compile(
    r"(questions )?contacts?( us| info| information| list| persons?)?|for (more )?questions.*|"
    r"glossary.*|definitions?( of terms)?|terms( and definitions)?|abbreviations?.*|acronyms?.*|"
    r"(revision|change|version|document|update) (history|log|control)|change ?log|changes|history|"
    r"legend|key|frequently asked questions|faqs?|(key|important) dates|timeline|schedule|"
    r"notes?|instructions?|disclaimers?|references?|contactos?|definiciones|glosario|notas?"
)
_LOOKED = 60
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.\w+")


def heads_aside(cells: Sequence[str]) -> bool:
    """Tell whether a row heads a table of contacts, terms, changes, dates or questions.

    >>> heads_aside(["Name", "", "E-mail"]), heads_aside(["Measure", "Date"])
    (True, False)
    """
    said = [plain(cell) for cell in cells if cell]
    return len(said) > 1 and any(all(map(kind.fullmatch, said)) for kind in _HEADS)


def aside_rows(rows: Mapping[int, Sequence[str]]) -> frozenset[int]:
    """Return the rows of a list's body that belong to tables of another kind, with their titles."""
    found: set[int] = set()
    inside = told = False
    body = list(rows.values())
    for place, (at, cells) in enumerate(rows.items()):
        said = [cell for cell in cells if cell]
        if not said:
            inside &= not told
            continue
        if begins_aside(body, place):
            inside, told = True, len(said) > 1
        elif inside:
            told = True
        if inside or any(map(_EMAIL.search, said)):
            found.add(at)
    return frozenset(found)


def begins_aside(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Tell whether a table of another kind begins in a row: by its words, and those below it."""
    said = [cell for cell in rows[at] if cell]
    titled = len(said) == 1 and bool(_TITLE.fullmatch(plain(said[0])))
    if not titled and not heads_aside(rows[at]):
        return False
    start = next((place for place in range(at + 1, len(rows)) if any(rows[place])), len(rows))
    block = list(takewhile(any, islice(rows, start, start + _LOOKED)))
    return not block or 2 * sum(any(map(_is_measure, row)) for row in block) < len(block)


def _is_measure(cell: str) -> bool:
    long = len(cell.split()) > 2 and not cell.endswith("?")
    return is_listed(cell) or (long and names_a_measure(cell))

"""Areas: where measures are grouped for reading, and the words that reveal one in a name.

They stand in `areas` of data/vocabulary.yaml; the other parts of that file are the matcher's.
"""

import re
from functools import cache

from measurealign.catalog.reader import shipped
from measurealign.model import Frozen, MeasureType, Text

_NOT_WORD = re.compile(r"[^a-z0-9]+")


class Area(Frozen):
    """A topic at which workgroups talk, and the words that reveal it in a measure's name.

    `first` words are tried over all areas before any of the `words`; `type` is the measure type
    that stands for the area when no word is found. A `cross_cutting` area is about how care is
    given (access, cost, experience ...), not about a condition.
    """

    id: Text
    label: Text
    cross_cutting: bool = False
    type: MeasureType | None = None
    first: tuple[Text, ...] = ()
    words: tuple[Text, ...] = ()


class _Areas(Frozen, extra="ignore"):
    areas: tuple[Area, ...]


@cache
def areas() -> tuple[Area, ...]:
    """Return the shipped areas, in the order in which they are shown."""
    return shipped("vocabulary.yaml", _Areas).areas


def label_of(area: str) -> str:
    """Return what people call an area; an unknown one is called by its id.

    >>> label_of("cancer-screening"), label_of("dm")
    ('Cancer screening', 'dm')
    """
    return next((one.label for one in areas() if one.id == area), area)


def area_of(name: str, type_: MeasureType | None = None) -> str:
    """Return the id of the area that a measure's name speaks of (else its type, else other).

    >>> area_of("Follow-Up After Hospitalization for Mental Illness")
    'behavioral-health'
    """
    text = f" {_NOT_WORD.sub(' ', name.lower()).strip()} "
    for pattern, area in _patterns():
        if pattern.search(text):
            return area
    return next((area.id for area in areas() if type_ and area.type == type_), "other")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the words of each area as a pattern, in the order in which they are tried."""
    return tuple(
        (re.compile(" (?:" + "|".join(re.escape(w.replace("_", " ")) for w in words) + ")"), id_)
        for kind in ("first", "words")
        for id_, words in ((area.id, getattr(area, kind)) for area in areas())
        if words
    )

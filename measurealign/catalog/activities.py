"""Improvement activities and attestations: what payers count beside measures of care.

They stand in data/activities.yaml with the ids and titles that CMS prints.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from measurealign.catalog.reader import shipped
from measurealign.model import Frozen, Text

_ID = re.compile(r"\b(IA|PI|ACI)_[A-Z0-9]{2,14}(_[A-Z0-9]{1,6})*_\d{1,3}\b")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
#: So many words of a title tell the activity; a shorter one may be a measure's ("Tobacco use").
_WORDS = 4
#: From this likeness of the letters on (0 to 100) a name is a title.
_ALIKE = 92


class _Activities(Frozen):
    source: Text
    activities: Mapping[Text, tuple[Text, ...]]


def has_activity_id(text: str) -> bool:
    """Tell whether a text names an activity by its id.

    >>> has_activity_id("IA_PM_2"), has_activity_id("PI_EP_2_EX_1"), has_activity_id("236")
    (True, True, False)
    """
    return _ID.search(text) is not None


@lru_cache(maxsize=20_000)
def is_activity_title(name: str) -> bool:
    """Tell whether a name is the title of an activity, or at least how one begins.

    >>> is_activity_title("Security Risk Analysis"), is_activity_title("Tobacco use")
    (True, False)
    """
    from rapidfuzz import fuzz, process

    said = _plain(name)
    if said in _titles():
        return True
    if len(said.split()) < _WORDS:
        return False
    if any(title.startswith(f"{said} ") or said.startswith(f"{title} ") for title in _long()):
        return True
    return process.extractOne(said, _long(), scorer=fuzz.ratio, score_cutoff=_ALIKE) is not None


def _plain(text: str) -> str:
    return " ".join(_NOT_WORD.sub(" ", text.lower()).split())


@cache
def _titles() -> frozenset[str]:
    return frozenset(_told())


@cache
def _long() -> tuple[str, ...]:
    return tuple(sorted(one for one in _titles() if len(one.split()) >= _WORDS))


def _told() -> Iterator[str]:
    """Yield titles as plain words; short ones of improvement activities may be measures' names."""
    for id_, titles in shipped("activities.yaml", _Activities).activities.items():
        for title in map(_plain, titles):
            if not id_.startswith("IA") or len(title.split()) >= _WORDS:
                yield title

"""The year of a list, where a title, a tab or the file's name tells it beyond doubt."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_YEAR = re.compile(r"(?<!\d)(199\d|20\d\d)(?!\d)")
#: A year of measuring or paying: it counts before any other year of the same words.
_OF = re.compile(
    r"(?i)\b(?:(?:performance|measurement|reporting|contract|program(?:me)?|plan|calendar|benefit|"
    r"rating|payment|fiscal|star) (?:year|period)s?|[mpcrfd]y|hedis|year)\s*[:#-]?\s*"
    r"(199\d|20\d\d)(?!\d)|(?<!\d)(199\d|20\d\d)\s+(?:(?:performance|measurement|reporting|"
    r"contract|program(?:me)?) (?:year|period))"
)
#: Dates and words of revision: their years are of the paper, not of the list.
_DATE = re.compile(
    r"(?i)\d{1,2}[/.-]\d{1,2}[/.-](?:199\d|20\d\d)|(?:199\d|20\d\d)-\d{1,2}-\d{1,2}|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?:\d{1,2},? )?(?:199\d|20\d\d)|"
    r"(?:rev(?:ised|ision|\.)?|updated?|as of|effective|created|posted|published|version|icd\S*|"
    r"copyright|©|\(c\))\W{0,3}(?:\w+ )?(?:199\d|20\d\d)"
)


@dataclass(frozen=True)
class Years:
    """The years that some words name, and the words: one is certain, several are a question."""

    years: tuple[int, ...] = ()
    words: str = ""

    @property
    def certain(self) -> int | None:
        """The year, if just one is named."""
        return self.years[0] if len(self.years) == 1 else None


def named(text: str) -> tuple[int, ...]:
    """Return the years of a text: those called a year of measuring, else all but dates.

    >>> named("Exhibit C, Performance Year 2018 (rev. 3, 11/14/2017)"), named("PY2018 and PY2020")
    ((2018,), (2018, 2020))
    >>> named("Updated 2017"), named("2018-2019 list")
    ((), (2018, 2019))
    """
    bare = _DATE.sub(" ", text)
    told = [int(one or other) for one, other in _OF.findall(bare)]
    found = told or [int(one) for one in _YEAR.findall(bare)]
    return tuple(sorted(set(found)))


def first_told(texts: Iterable[str]) -> Years:
    """Return what the first text with a year says; a later text may settle several years."""
    told = [Years(named(text), text) for text in texts if text]
    told = [one for one in told if one.years]
    if not told:
        return Years()
    return told[0] if told[0].certain else next(
        (one for one in told if one.certain in told[0].years), told[0]
    )  # fmt: skip

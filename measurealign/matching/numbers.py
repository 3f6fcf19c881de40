"""The numbers of a title by what they mean: ages, limits with their operator, time spans, others.

>>> text, found = take_numbers("poor control (>9.0%) for ages 18-75 within 30 days")
>>> text.split(), found.limits, found.ages, found.spans
(['poor', 'control', '(', ')', 'for', 'within'], (('>', 9.0),), ((18.0, 75.0),), (720.0,))
"""

import re
from dataclasses import dataclass, field
from functools import partial

from measurealign.shown import span

Limit = tuple[str, float]
Ages = tuple[float, float]
#: No upper end: "18 and older".
OLDEST = 120.0

_HOURS = {"minute": 1 / 60, "min": 1 / 60, "hour": 1.0, "hr": 1.0, "day": 24.0, "week": 168.0,
          "month": 720.0, "year": 8760.0}  # fmt: skip
_NAMES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
          "twelve", "thirteen", "fourteen", "fifteen"]  # fmt: skip
_WORDS = {name: str(i) for i, name in enumerate(_NAMES, 1)} | {"twenty": "20", "thirty": "30",
          "sixty": "60", "ninety": "90"}  # fmt: skip
#: Units as people shorten them behind a figure: 12 mos., 3 yrs, 30d.
_SHORT_UNIT = re.compile(r"(?<=\d)([ -]?)(mths?|mos?|yrs?|wks?|hrs?|d)\b\.?(?!/)")
_UNITS = {"m": "months", "y": "years", "w": "weeks", "h": "hours", "d": "days"}
_NUMBER_WORD = re.compile(rf"\b({'|'.join(_WORDS)})\b(?!-?time)")
_N = r"(\d+(?:\.\d+)?)"
_OPERATORS = tuple(
    (re.compile(words), sign)
    for sign, words in (
        (">=", r"greater than or equal to|at least(?= \d)|> ?or ?= ?(?:to)?|no less than"
               r"|\bgt?e(?= ?\d)"),
        ("<=", r"less than or equal to|no more than|< ?or ?= ?(?:to)?|up to(?= \d)"
               r"|\blt?e(?= ?\d)"),
        (">", r"(?:greater|more) than(?= or equal| ?\d)|over(?= \d)|exceeding(?= \d)"
              r"|\bgt(?= ?\d)"),
        ("<", r"(?:less|fewer) than(?= ?\d)|weighing less than|below(?= \d)|\blt(?= ?\d)"
              r"|under(?= \d+(?:\.\d+)? ?(?:%|percent))"),
    )
)  # fmt: skip
_OLD = r"(?:[- ]*(?:years?|yrs?|y)(?:[- ]olds?| of age| and)?)?"
_WHO = r"(?:aged?s?|ages|women|men|adults|children|members)"
_AGE_RANGE = re.compile(
    rf"\b{_WHO}[ :,]*(?:from )?{_N}{_OLD} ?(?:-|to|through|and) ?{_N}(?! (?:and|or) )"
    rf"(?:[- ]*(months?)|{_OLD})"
    rf"|\b{_N} ?(?:-|to|through) ?{_N}[- ]*(?:years?|yrs?)(?:[- ]old| of age)?"
)
_AGE_FROM = re.compile(
    rf"\b(?:aged? |ages )?>?=? ?{_N}{_OLD} ?(?:and|or|&) ?(?:older|over|above|up)"
    rf"|\b{_N} ?\+(?! ?(?:visits?|days|doses?|times)) ?(?:years?)?|\bage[ds]? >=? ?{_N}"
    rf"|>= ?{_N} years"
)
_AGE_UNDER = re.compile(
    rf"\b(?:under|younger than|below)(?: age)?(?: of)? {_N}{_OLD}"
    rf"|\b{_N}{_OLD} (?:and|or) (?:younger|under)"
)
_AGE_AT = re.compile(rf"\b(?:age|aged) {_N}\b")
_OF_LIFE = re.compile(
    rf"\b(?:first )?{_N}[- ](month|year)s of life"
    rf"|\bfirst {_N}[- ](month|year)s\b(?! (?:after|following|of|from|since))"
    rf"|\b{_N} ?- ?{_N} mo(?:nths?)?\b(?! after)"
    rf"|\bage[sd]? {_N} to {_N}[- ]months?\b"
)
_LIMIT = re.compile(
    rf"(>=|<=|>|<) ?{_N}(?: ?/ ?\d+)? ?(%|percent)?(?! ?-?(?:minute|hour|day|week|month|year))"
)
_PRESSURE = re.compile(r"(?<![<>=] )(?<![<>=])\b(1[2-6]0) ?/ ?[6-9]0\b")
#: How a pressure is said: 140 over 90.
_SAID = re.compile(r"\b(1[2-6]0) over (?=[6-9]0\b)")
_SPAN = re.compile(rf"(?:(?:>=|<=|>|<) ?)?\b{_N}[- ]*(minute|min|hour|hr|day|week|month|year)s?\b")
_RANGE_SPAN = re.compile(rf"\b{_N} ?(?:-|to) ?{_N}[- ](day|week|month)s?\b")
_PART = re.compile(
    r"\b(?:combo|combination) (\d+)\b"
    r"|\b(?:effective )?(initiation|continuation|acute|maintenance|continuation and maintenance)"
    r" phase\b(?: treatment\b)?"
    r"|(?<=\()(initiation|continuation|acute|maintenance)(?=\))"
    r"|(?<=[-:] )(initiation|continuation|acute|maintenance)$"
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_PER = re.compile(r"\bper (?:1,?000|100,?000|100)\b(?: member months| members)?")


@dataclass(frozen=True)
class Found:
    """A title's numbers. `ages` in years, `spans` in hours; a limit is (operator, value).

    To match, ≥ is > and ≤ is <: lists print the one for the other. `inclusive` are the limits that
    the text prints with their end. `parts` name one rate of a measure that has several:
    combination 10, initiation phase.
    """

    ages: tuple[Ages, ...] = ()
    limits: tuple[Limit, ...] = ()
    spans: tuple[float, ...] = ()
    parts: tuple[str, ...] = ()
    inclusive: tuple[Limit, ...] = field(default=(), compare=False)

    @property
    def limits_as_printed(self) -> tuple[str, ...]:
        """Return the limits as the text prints them, the least first.

        >>> take_numbers("bp <140 and score >=90")[1].limits_as_printed
        ('≥90', '<140')
        """
        signs = {"<": "≤", ">": "≥"}
        return tuple(
            f"{signs[one[0]] if one in self.inclusive else one[0]}{one[1]:g}"
            for one in sorted(self.limits, key=lambda one: one[::-1])
        )

    @property
    def words(self) -> tuple[str, ...]:
        """Return the numbers as words, for comparing texts."""
        ages = [f"age{low:g}to{high:g}" for low, high in self.ages]
        return (*ages, *(f"{op}{value:g}" for op, value in self.limits),
                *(f"{hours:g}h" for hours in self.spans), *self.parts)  # fmt: skip

    def says(self) -> list[str]:
        """Return the numbers as a person reads them."""
        ages = [f"age {a:g}-{b:g}" if b < OLDEST else f"age {a:g}+" for a, b in self.ages]
        limits = [f"limit {op}{value:g}" for op, value in self.limits]
        spans = [f"span {span(hours)}" for hours in self.spans]
        return ages + limits + spans + [f"part {part}" for part in self.parts]

    def without(self, usual: "Found") -> "Found":
        """Return the numbers but those that are meant anyway."""
        return Found(
            tuple(each for each in self.ages if each not in usual.ages),
            tuple(each for each in self.limits if each not in usual.limits),
            tuple(each for each in self.spans if each not in usual.spans),
            self.parts,
        )

    def spans_as_parts(self) -> "Found":
        """Return the numbers of a measure that has a rate for each time span."""
        parts = tuple(f"within {span(hours)}" for hours in self.spans)
        return Found(self.ages, self.limits, (), self.parts + parts)

    def joined(self, other: "Found") -> "Found":
        """Return the numbers of both."""
        return Found(
            self.ages + other.ages,
            self.limits + other.limits,
            self.spans + other.spans,
            self.parts + other.parts,
        )


#: Of a title that tells none.
NO_NUMBERS = Found()


class _Taker:
    """Takes numbers out of a text, rule by rule."""

    def __init__(self) -> None:
        self.ages: dict[Ages, None] = {}
        self.limits: dict[Limit, bool] = {}  # whether its end belongs to it
        self.spans: dict[float, None] = {}
        self.parts: dict[str, None] = {}

    def part(self, m: re.Match[str]) -> str:
        named = zip(("combination", "phase", "phase", "phase"), m.groups(), strict=True)
        self.parts[next(f"{name} {value}" for name, value in named if value)] = None
        return " "

    def of_life(self, m: re.Match[str]) -> str:
        first = m[1] or m[3]
        low, high = (0.0, float(first)) if first else (float(m[5] or m[7]), float(m[6] or m[8]))
        scale = 1.0 if "year" in (m[2], m[4]) else 12.0
        self.ages[low / scale, high / scale] = None
        return " "

    def time_range(self, m: re.Match[str]) -> str:
        self.spans |= {round(float(x) * _HOURS[m[3]], 3): None for x in (m[1], m[2])}
        return " "

    def age_range(self, m: re.Match[str]) -> str:
        low, high = (float(m[1]), float(m[2])) if m[1] else (float(m[4]), float(m[5]))
        scale = 12.0 if m[3] else 1.0
        self.ages[low / scale, high / scale] = None
        return " "

    def age_from(self, m: re.Match[str]) -> str:
        self.ages[float(next(x for x in m.groups() if x)), OLDEST] = None
        return " "

    def age_under(self, m: re.Match[str]) -> str:
        self.ages[0.0, float(m[1] or m[2])] = None
        return " "

    def age_at(self, m: re.Match[str]) -> str:
        self.ages[float(m[1]), float(m[1])] = None
        return " "

    def time(self, m: re.Match[str]) -> str:
        self.spans[round(float(m[1]) * _HOURS[m[2]], 3)] = None
        return " "

    def pressure(self, m: re.Match[str]) -> str:
        return f"< {m[1]} "

    def limit(self, m: re.Match[str]) -> str:
        self.limits.setdefault((m[1][0], float(m[2])), m[1].endswith("="))
        return " "


_DIGIT = re.compile(r"\d")
#: Without a digit, only what says this can be a comparison.
_COMPARED = re.compile(r"than|[<>]")
#: In this order: what one rule takes, the next does not see.
_RULES = (
    (_PART, _Taker.part), (_OF_LIFE, _Taker.of_life), (_RANGE_SPAN, _Taker.time_range),
    (_AGE_RANGE, _Taker.age_range),
    (_AGE_FROM, _Taker.age_from), (_AGE_UNDER, _Taker.age_under), (_AGE_AT, _Taker.age_at),
    (_SPAN, _Taker.time), (_PRESSURE, _Taker.pressure), (_LIMIT, _Taker.limit),
)  # fmt: skip
_NAMED = _RULES[:1]
#: Without one of these words no part is named.
_PARTS = ("acute", "initiation", "continuation", "maintenance", "combo", "combination")


def take_numbers(text: str) -> tuple[str, Found]:
    """Take ages, limits and time spans out of a lower-case text; other numbers stay words."""
    text = _NUMBER_WORD.sub(lambda found: _WORDS[found[1]], text)
    text = _SHORT_UNIT.sub(lambda found: f"{found[1] or ' '}{_UNITS[found[2][0]]}", text)
    numbered = bool(_DIGIT.search(text))
    if numbered or _COMPARED.search(text):
        text = _SAID.sub(r"\1/", _PER.sub(" ", text))
        for pattern, sign in _OPERATORS:
            text = pattern.sub(f" {sign} ", text)
        text = _THOUSANDS.sub("", text)
    text = " ".join(text.split())
    # Without a digit only phases and other named parts are told.
    told = _RULES if numbered and _DIGIT.search(text) else _NAMED
    rules = told if any(word in text for word in _PARTS) else told[1:]
    if not rules:
        return text, NO_NUMBERS
    taker = _Taker()
    for rule, take in rules:
        text = rule.sub(partial(take, taker), text)
    if not (taker.ages or taker.limits or taker.spans or taker.parts):
        return text, NO_NUMBERS
    inclusive = tuple(limit for limit, with_end in taker.limits.items() if with_end)
    return text, Found(
        tuple(taker.ages), tuple(taker.limits), tuple(taker.spans), tuple(taker.parts), inclusive
    )

"""Ids that a text spells out with their scheme: "CBE 0018", "NQF #18", "CMS165v6"."""

import re
from collections.abc import Iterator

from measurealign.catalog.identifiers import FORMS
from measurealign.model import Identifier, Scheme

#: Each numbering's ids with its name before them, and how the digits are written there.
_MARKED: tuple[tuple[Scheme, re.Pattern[str], str], ...] = (
    ("cbe", re.compile(r"\b(?:nqf|cbe)\s*-?(?:id|no\.?|number)?\s*[#:]?\s*(\d{1,4})(e?)\b", re.I),
     "{0:0>4}{1}"),
    ("cms", re.compile(r"\bcms\s*0*(\d{1,4})\s*(v\s?\d{1,2})\b(?:\.\d+)*", re.I), "CMS{0}{1}"),
    ("cms", re.compile(r"\bCMS0*(\d{2,4})()\b(?!-|\s?v\s?\d)"), "CMS{0}"),
    ("mips", re.compile(
        r"\b(?:mips|qpp|pqrs)\s*(?:quality)?\s*(?:id|no\.?|number)?\s*[#:]?\s*(\d{1,3})()\b", re.I),
     "{0:0>3}"),
    ("aco", re.compile(
        r"\baco\s*(?:measure|no\.)?\s*[#–-]\s?#?0*(\d{1,2})()\b(?![-\s]?(?:day|month|year))", re.I),
     "ACO-{0}"),
    ("gpro", re.compile(r"\b(CARE|CAD|DM|HF|HTN|IVD|MH|PREV)-0*(\d{1,2})\b"), "{0}-{1}"),
)  # fmt: skip
_SCHEMES = "cbe|cms|mips|hedis|qcdr|aco|gpro|star|core_set|cmit|payer"
_WRITTEN = re.compile(rf"(?:^|; )(?={_SCHEMES} )", re.IGNORECASE)


def written(text: str, ours: bool = False) -> tuple[Identifier, ...]:
    """Read ids as `; `-joined `SCHEME value`, the form in which a workbook of ours holds them.

    In somebody else's list only what has its scheme's form is an id.

    >>> [one.value for one in written("CBE 0018; CMS CMS165v6; PAYER A; B")]
    ['0018', 'CMS165v6', 'A; B']
    """
    found = []
    for part in _WRITTEN.split(text):
        scheme, _, value = part.partition(" ")
        known = scheme.lower() in _SCHEMES.split("|")
        if known and value.strip() and (ours or FORMS[scheme.lower()].fits(value)):
            found.append(Identifier.model_validate({"scheme": scheme.lower(), "value": value}))
    return tuple(found)


def marked(text: str) -> tuple[Identifier, ...]:
    """Return ids that a text names beyond doubt: "NQF 0018", "CMS165v6", "ACO #13".

    >>> [str(one) for one in marked("Controlling BP (NQF #18, CMS165v6)")]
    ['CBE 0018', 'CMS CMS165v6']
    """
    return tuple(dict.fromkeys(id_ for _, id_ in sorted(_found(text), key=lambda one: one[0])))


def alone(text: str) -> tuple[Identifier, ...]:
    """Return the ids of a text that names nothing else.

    >>> [str(one) for one in alone("NQF 0018 CMS165")], alone("see NQF 0018")
    (['CBE 0018', 'CMS CMS165'], ())
    """
    rest = text
    for _, pattern, _ in _MARKED:
        rest = pattern.sub("", rest)
    return () if re.search(r"\w", rest) else marked(text)


def _found(text: str) -> Iterator[tuple[int, Identifier]]:
    """Yield each id that a text names with its numbering, and where it stands."""
    for scheme, pattern, form in _MARKED:
        for one in pattern.finditer(text):
            value = form.format(one[1], one[2].lower().replace(" ", ""))
            if FORMS[scheme].fits(value):
                yield one.start(), Identifier(scheme=scheme, value=value)

"""Ids that a text spells out with their scheme: "CBE 0018", "NQF #18", "CMS165v6"."""

import re

from measurealign.catalog.identifiers import FORMS
from measurealign.model import Identifier

_MARKED = re.compile(
    r"\b(?:(nqf|cbe)\s*(?:id)?\s*[#:]?\s*(\d{1,4}e?)|(cms)\s*0*(\d{1,4}v\d{1,2}))\b", re.IGNORECASE
)
_SCHEMES = "cbe|cms|mips|hedis|qcdr|aco|star|core_set|cmit|payer"
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
    """Return ids that a text names beyond doubt: "NQF 0018", "CMS165v6".

    >>> [str(one) for one in marked("Controlling BP (NQF #18, CMS165v6)")]
    ['CBE 0018', 'CMS CMS165v6']
    """
    found = []
    for one in _MARKED.finditer(text):
        if one[2]:
            digits = one[2].lower()
            padded = digits.zfill(5 if digits.endswith("e") else 4)
            found.append(Identifier(scheme="cbe", value=padded))
        else:
            found.append(Identifier(scheme="cms", value=f"CMS{one[4].lower()}"))
    return tuple(dict.fromkeys(found))

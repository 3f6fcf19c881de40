"""Ids as titles print them, with their scheme: NQF #0018, CMS165v9, Prevention Quality Indicator 7.

>>> [str(one) for one in ids_in("Blood Pressure (NQF 0018, CMS165v9)")]
['cms:CMS165', 'cbe:0018']
"""

import re
from collections.abc import Iterator

from measurealign.inventory.entries import KnownId

#: AHRQ's four series of indicators: as they are shortened, and written out.
_AHRQ = (("pqi", "prevention quality"), ("iqi", "inpatient quality"),
         ("pdi", "pediatric quality"), ("psi", "patient safety"))  # fmt: skip
#: The scheme whose number the first group holds.
_IDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (scheme, re.compile(pattern, re.IGNORECASE))
    for scheme, pattern in (
        ("cms", r"\bcms[ -]?(?:e?cqm)?[ #-]?0*(\d{1,4})(?:v\d{1,2})?\b"),
        ("cbe", r"\b(?:nqf|cbe)(?: endorsed)?(?: id)?[ #:-]*(?:no\.? ?|number ?)?#?(\d{3,4})e?\b"),
        ("mips", r"\b(?:mips|qpp|pqrs|quality id)(?: id)?(?: measure)?[ #:-]*(\d{1,3})\b(?!\d)"),
        ("aco", r"\baco[ #-]*(\d{1,2})\b"),
        ("gpro", r"\b(?:gpro )?((?-i:CARE|CAD|DM|HF|HTN|IVD|MH|PREV)-\d{1,2})\b"),
        *(
            (series, rf"\b(?:{series}|{name} indicators?)(?: no\.?| number)?[ #_-]*(\d{{1,2}})\b")
            for series, name in _AHRQ
        ),
    )
)
_DIGIT = re.compile(r"\d")
#: Without one of these words no id is printed.
_NUMBERED = ("cms", "nqf", "cbe", "mips", "qpp", "pqrs", "quality id", "aco", "pqi", "iqi", "pdi",
             "psi", "indicator", "care-", "cad-", "dm-", "hf-", "htn-", "ivd-", "mh-",
             "prev-")  # fmt: skip
#: How each scheme writes a number.
_FORMS = {"cms": "CMS{}", "cbe": "{:0>4}", "mips": "{:0>3}", "aco": "ACO-{}", "gpro": "{}",
          "pqi": "{:0>2}", "iqi": "{:0>2}", "pdi": "{:0>2}", "psi": "{:0>2}"}  # fmt: skip


def ids_in(text: str) -> Iterator[KnownId]:
    """Yield the ids that stand in a text, by scheme."""
    if not _DIGIT.search(text):
        return
    spaced = text.replace("_", " ")
    plainly = spaced.casefold()
    if not any(word in plainly for word in _NUMBERED):
        return
    for scheme, pattern in _IDS:
        for found in pattern.finditer(spaced):
            value = _FORMS[scheme].format(found[1].lstrip("0") or "0")
            yield KnownId(scheme=scheme, value=value)


def numbering(scheme: str) -> str:
    """Return what a scheme's numbers are told apart by: PQI 90 is not PDI 90, AHRQ's are one."""
    return "ahrq" if any(scheme == series for series, _ in _AHRQ) else scheme


def without_ids(text: str) -> str:
    """Return a text without the ids that stand in it."""
    for _, pattern in _IDS:
        text = pattern.sub(" ", text)
    return text

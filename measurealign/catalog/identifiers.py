"""How measure ids are written in each numbering, and what people often write instead.

The forms are those that the numberings themselves use: CBE (NQF) numbers have four digits, an
eCQM begins with CMS, a HEDIS measure has a three- or four-letter acronym ("-E" where it is
reported from electronic clinical data).
"""

import re
from dataclasses import dataclass
from typing import get_args

from measurealign.model import Scheme
from measurealign.problems import nearest


@dataclass(frozen=True)
class Form:
    """How the ids of one scheme look: a pattern for machines, words and an example for people."""

    pattern: str
    says: str

    def fits(self, value: str) -> bool:
        """Return whether an id is well-formed."""
        return re.fullmatch(self.pattern, value, re.ASCII) is not None


#: `payer` ids are whatever the payer prints.
FORMS: dict[str, Form] = {
    "cbe": Form(r"\d{4}e?", 'a CBE id has four digits, such as "0018" or "0418e"'),
    "cms": Form(r"CMS\d{1,4}(v\d{1,2})?", 'an eCQM id looks like "CMS165" or "CMS165v6"'),
    "mips": Form(r"\d{3}|[A-Z][A-Z0-9_]+", 'a MIPS id has three digits ("001") or is a QPP name'),
    "hedis": Form(r"[A-Z][A-Z0-9]{2,3}(-E)?", 'a HEDIS acronym looks like "CBP" or "BCS-E"'),
    "qcdr": Form(r"[A-Z][A-Za-z]*\d+", 'a QCDR id looks like "AAD12"'),
    "aco": Form(r"ACO-\d{1,2}", 'an ACO number looks like "ACO-27"'),
    "gpro": Form(
        r"(CARE|CAD|DM|HF|HTN|IVD|MH|PREV)-\d{1,2}", 'a GPRO id looks like "CARE-2" or "PREV-13"'
    ),
    "star": Form(r"(C|D|DMC|DMD)\d{2}", 'a Star Ratings id looks like "C01", "D08" or "DMC22"'),
    "core_set": Form(r"[A-Z0-9]+-(AD|CH|HH)", 'a Core Set id looks like "CBP-AD" or "WCV-CH"'),
    "cmit": Form(r"\d{1,5}(-\d\d-[A-Z]+-[A-Z0-9]+)?", 'a CMIT id is a number, such as "139"'),
    "payer": Form(r"\S.*", "a payer's id is not empty"),
}
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
#: The numberings that others than the payer keep.
NUMBERED: tuple[Scheme, ...] = tuple(one for one in SCHEMES if one != "payer")
#: What people call a numbering, and the scheme that holds it here.
ALSO_CALLED = {
    "nqf": "cbe", "nqf_id": "cbe", "cbe_id": "cbe", "ecqm": "cms", "emeasure": "cms",
    "cms_id": "cms", "qpp": "mips", "quality_id": "mips", "pqrs": "mips", "ncqa": "hedis",
    "cms_web_interface": "gpro", "web_interface": "gpro", "wi": "gpro",
    "stars": "star", "part_c": "star", "medicaid": "core_set", "coreset": "core_set",
}  # fmt: skip


def scheme_problem(scheme: str) -> str | None:
    """Return what is wrong with the name of an id scheme, with the right one; None if it is known.

    >>> scheme_problem("nqf")
    "unknown id scheme: did you mean 'cbe'?"
    """
    if scheme in SCHEMES:
        return None
    meant = ALSO_CALLED.get(scheme.lower().replace(" ", "_").replace("-", "_"))
    hint = f"did you mean '{meant}'?" if meant else nearest(scheme.lower(), SCHEMES)
    return f"unknown id scheme: {hint}"


def value_problem(scheme: str, value: str) -> str | None:
    """Return what is wrong with an id, with the right spelling where it can be told.

    >>> value_problem("cbe", "NQF 18")
    'a CBE id has four digits, such as "0018" or "0418e": did you mean "0018"?'
    >>> value_problem("cbe", "0018") is None
    True
    """
    form = FORMS[scheme]
    if form.fits(value):
        return None
    meant = mended(scheme, value)
    return form.says + (f': did you mean "{meant}"?' if form.fits(meant) else "")


def mended(scheme: str, value: str) -> str:
    """Return an id as its scheme writes it, as far as that can be told from what was written.

    >>> mended("cms", "cms 165 v6"), mended("mips", "1"), mended("aco", "27")
    ('CMS165v6', '001', 'ACO-27')
    """
    plain = re.sub(r"\s+", "", value)
    if scheme == "cms":
        found = re.fullmatch(r"(?i)(?:cms)?(\d+)(?:v(\d+))?", plain)
        return f"CMS{found[1]}" + (f"v{found[2]}" if found[2] else "") if found else plain
    digits = re.fullmatch(r"(?i)[a-z#/-]*0*(\d+)(e?)", plain)
    if digits and scheme in ("cbe", "mips", "aco", "cmit"):
        number = int(digits[1])
        width = {"cbe": f"{number:04d}{digits[2].lower()}", "mips": f"{number:03d}"}
        return width.get(scheme, f"ACO-{number}" if scheme == "aco" else str(number))
    return plain.upper() if scheme in ("hedis", "star", "core_set", "gpro") else plain


#: Numberings whose ids cannot be taken for another's, in the order in which they are tried.
_TELLING: tuple[Scheme, ...] = ("cms", "aco", "gpro", "core_set", "star", "cbe", "mips")


def scheme_of(value: str) -> Scheme | None:
    """Return the numbering that an id's form tells, None where it tells none.

    >>> [scheme_of(v) for v in ("CMS165v6", "0018", "236", "C16", "WCV-CH", "18", "ABC")]
    ['cms', 'cbe', 'mips', 'star', 'core_set', None, None]
    """
    if value.isdigit() and len(value) not in (3, 4):
        return None
    told = (scheme for scheme in _TELLING if FORMS[scheme].fits(value))
    found = next(told, None)
    return None if found == "mips" and not value.isdigit() else found

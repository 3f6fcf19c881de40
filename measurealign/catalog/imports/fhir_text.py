r"""What FHIR resources say in texts and codes, undressed: no markup's escapes, no "FHIR" in names.

>>> title_of({"title": "Falls &amp; Injury\\& CareFHIR\n"})
'Falls & Injury& Care'
>>> title_of({"name": "CMS75FHIRDentalDecay"})
'Dental Decay'
"""

import html
import re
from collections.abc import Iterator
from typing import Any

from measurealign.catalog.cells import clean, one_line
from measurealign.catalog.imports.jsonfile import text_of

#: "FHIR" and "QI-Core" stand in drafts' titles, often without a space before them.
_DRESS = re.compile(
    r"^e?CQM\b[\s:–-]*|[\s–-]*[(\[]?(?:\b|(?<=[a-z]))(?:FHIR|QI-?Core)(?![a-z])[)\]]?"
    r"(?:\s+v?\d+(?:\.\d+)*$)?|[\s–-]*FHIR$"
)
_NUMBER = re.compile(r"^(?:CMS|eCQM)\s*\d+\s*(?:FHIR)?\s*")
_ESCAPED = re.compile(r"\\([&*_%$#<>\[\]()~-])")
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def plain(value: Any) -> str:
    r"""Return a text on one line; `&amp;` and `\&` are signs again, however often escaped.

    >>> plain("Centers for Medicare &amp;amp; Medicaid\n Services")
    'Centers for Medicare & Medicaid Services'
    """
    text = text_of(value)
    for _ in range(3):
        text = html.unescape(text)
    return one_line(clean(_ESCAPED.sub(r"\1", text)))


def undressed(title: str) -> str:
    """Return a title without the words that say only in which format the measure is written.

    >>> undressed("Dental Decay or DeathFHIR"), undressed("BMI (FHIR) v0.1"), undressed("IQRFHIR")
    ('Dental Decay or Death', 'BMI', 'IQR')
    """
    return one_line(_DRESS.sub("", title)).strip(" -–:") or title


def title_of(resource: dict[str, Any]) -> str:
    """Return what a resource is called: its title, else the words of its name."""
    title = undressed(plain(resource.get("title")))
    if title:
        return title
    words = " ".join(_WORDS.findall(text_of(resource.get("name"))))
    return undressed(_NUMBER.sub("", words) or words)


def items(value: Any) -> list[Any]:
    """Return a JSON list, a lone value as a list of one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON list."""
    yield from (one for one in items(value) if isinstance(one, dict))


def codes(concept: Any) -> list[str]:
    """Return the codes of a CodeableConcept or Coding, or a plain text as older drafts have it."""
    if not isinstance(concept, dict):
        return [text_of(concept)] if text_of(concept) else []
    found = [text_of(one.get("code")) for one in objects(concept.get("coding") or concept)]
    return [code for code in found if code] or [
        text for text in [text_of(concept.get("text"))] if text
    ]


def shown(concept: Any) -> str:
    """Return what a CodeableConcept is called."""
    if not isinstance(concept, dict):
        return ""
    displays = [text_of(one.get("display")) for one in objects(concept.get("coding"))]
    return plain(concept.get("text")) or plain(next(filter(None, displays), ""))

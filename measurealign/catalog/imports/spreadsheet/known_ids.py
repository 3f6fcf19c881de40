"""Whether the ids of somebody's column are those of the catalog's measures of these names."""

import re
from collections.abc import Iterable
from functools import cache

from measurealign.catalog.identifiers import FORMS, mended
from measurealign.catalog.imports.spreadsheet.fields import plain
from measurealign.catalog.reader import shipped_sets
from measurealign.model import Identifier, Scheme

#: So many rows are compared.
_COMPARED = 60
#: From this likeness of the words on (0 to 100) two names may be one measure's.
_ALIKE = 70.0
#: Numberings whose ids are digits alone, and those whose ids are acronyms.
_BARE: tuple[Scheme, ...] = ("cbe", "mips")
_ACRONYMS: tuple[Scheme, ...] = ("hedis", "core_set")
_DIGITS: tuple[Scheme, ...] = (*_BARE, "cms")
#: An acronym before a name.
_LEAD = re.compile(r"([A-Z][A-Z0-9]{2,3}(?:-E)?)(?=\s?[–—:-]\s)")
#: The id of a qualified registry's own measure.
_REGISTRY = re.compile(r"(?!MIPS|QPP|PQRS|QID)[A-Z]{2,8}\d{1,3}")
#: An acronym with the mark of one of its rates: CIS-10, ADD-C&M, W30-6+.
_RATE = re.compile(r"([A-Z][A-Z0-9]{2,3})[-–](\w|[&+]){1,7}")


def agree(scheme: Scheme, rows: Iterable[tuple[str, str]]) -> bool:
    """Tell whether rows (id, name) agree with the catalog: of the ids that it knows, most do.

    >>> agree("mips", [("236", "Controlling High Blood Pressure")])
    True
    >>> agree("mips", [("236", "Office wait time")])
    False
    """
    from rapidfuzz.fuzz import token_set_ratio

    known = _names().get(scheme, {})
    seen = right = 0
    for value, name in list(dict.fromkeys(rows))[:_COMPARED]:
        called = known.get(mended(scheme, value)) if value else None
        if called:
            seen += 1
            low = name.lower()
            right += any(token_set_ratio(low, other) >= _ALIKE for other in called)
    return seen > 0 and 2 * right > seen


def of_any(text: str, name: str) -> Identifier | None:
    """Return an id that stands without its numbering, where the catalog knows it for a name.

    >>> str(of_any("236", "Controlling High Blood Pressure")), of_any("236", "Office wait time")
    ('MIPS 236', None)
    """
    schemes = _BARE if re.fullmatch(r"\d{3,4}e?", text) else _ACRONYMS if text.isupper() else ()
    for scheme in schemes:
        value = mended(scheme, text)
        if FORMS[scheme].fits(value) and agree(scheme, [(text, name)]):
            return Identifier(scheme=scheme, value=value)
    return None


def settled(ids: tuple[Identifier, ...], name: str) -> tuple[Identifier, ...]:
    """Return the ids of one cell, digits of another numbering than the column's as its ids.

    >>> ids = Identifier(scheme="cbe", value="0018"), Identifier(scheme="cbe", value="0236")
    >>> [str(one) for one in settled(ids, "Controlling High Blood Pressure")]
    ['CBE 0018', 'MIPS 236']
    """
    if len(ids) < 2:
        return ids
    return tuple(dict.fromkeys(_settled(one, name) for one in ids))


def _settled(one: Identifier, name: str) -> Identifier:
    if one.scheme not in _DIGITS or agree(one.scheme, [(one.value, name)]):
        return one
    for other in _DIGITS:
        value = mended(other, one.value.removeprefix("CMS"))
        if FORMS[other].fits(value) and agree(other, [(value, name)]):
            return Identifier(scheme=other, value=value)
    return one


def of_registry(text: str) -> tuple[Scheme, str]:
    """Return the scheme of an id in a column of MIPS numbers: registries' ids stand among them.

    >>> of_registry("236"), of_registry("AAD12"), of_registry("MCC1")
    (('mips', '236'), ('qcdr', 'AAD12'), ('mips', 'MCC1'))
    """
    plain = text.strip()
    known = plain in _names().get("mips", {})
    return ("qcdr" if _REGISTRY.fullmatch(plain) and not known else "mips"), text


def of_rate(text: str) -> tuple[Scheme, str]:
    """Return the id that is meant by an acronym with a rate's mark, ("hedis", text) if none is.

    >>> of_rate("CIS-10"), of_rate("PPC-Pst"), of_rate("TFL-CH")
    (('hedis', 'CIS'), ('hedis', 'PPC'), ('core_set', 'TFL-CH'))
    >>> of_rate("BCS-E"), of_rate("MCO-level")
    (('hedis', 'BCS-E'), ('hedis', 'MCO-level'))
    """
    plain = text.strip()
    found = _RATE.fullmatch(plain)
    if not found or FORMS["hedis"].fits(plain):
        return "hedis", text
    if FORMS["core_set"].fits(plain):
        return "core_set", plain
    return "hedis", found[1] if found[1] in _names().get("hedis", {}) else text


def is_listed(name: str) -> bool:
    """Tell whether a set of the catalog lists a measure under these words.

    >>> is_listed("LEAD SCREENING IN CHILDREN"), is_listed("Women and children")
    (True, False)
    """
    return plain(name) in _listed()


def stands_alone(name: str) -> bool:
    """Tell whether a line names a measure without the line above it: by its words or its acronym.

    >>> stands_alone("CBP – Controlling High Blood Pressure"), stands_alone("Received therapy")
    (True, False)
    """
    lead = _LEAD.match(name)
    return bool(lead and lead[1] in _names().get("hedis", {})) or is_listed(name)


@cache
def _listed() -> frozenset[str]:
    """Return the names of the shipped measures as plain words; topics head many a list."""
    lines = (line for one in shipped_sets() for line in one.measures if line.grain == "measure")
    return frozenset(plain(line.name) for line in lines)


@cache
def _names() -> dict[str, dict[str, frozenset[str]]]:
    """Return the names, in small letters, of every id of the shipped catalog."""
    found: dict[str, dict[str, set[str]]] = {}
    for one in shipped_sets():
        for measure in one.measures:
            for id_ in measure.ids:
                by_id = found.setdefault(id_.scheme, {})
                by_id.setdefault(id_.value, set()).add(measure.name.lower())
    return {
        scheme: {value: frozenset(names) for value, names in by_id.items()}
        for scheme, by_id in found.items()
    }

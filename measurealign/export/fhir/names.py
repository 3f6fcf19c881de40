"""Addresses, ids and codes that the resources of a bundle share."""

from hashlib import sha256
from typing import Any

from measurealign.catalog.reader import slug
from measurealign.judgements import MEASURE
from measurealign.version import __version__

BASE = "https://w3id.org/measurealign/"
#: The numbering of the known measures, and the property that leads from a code to its Measure.
KNOWN = f"{BASE}known"
AS_MEASURE = f"{BASE}property/measure"
#: The extension in which a measure tells its steward: `publisher` is who publishes the resource.
STEWARD = f"{BASE}StructureDefinition/steward"
#: Who publishes, where nobody says.
PUBLISHER = "measurealign"


def system_of(key: str) -> str:
    """Return the address of the list that a line, or a known measure, is of."""
    return KNOWN if key.startswith(MEASURE) else f"{BASE}set/{key.split('/', 1)[0]}"


def code_of(key: str) -> str:
    """Return a line's code within its set, or a known measure's id."""
    if key.startswith(MEASURE):
        return key.removeprefix(MEASURE)
    return " ".join(key.split("/", 1)[1].split())


def id_of(kind: str, *parts: str) -> str:
    """Return a FHIR id (at most 64 letters, digits, - and .) that derives from content."""
    digest = sha256("\n".join(parts).encode()).hexdigest()[:16]
    return f"{slug(kind)[:40].strip('-')}-{digest}"


def measure_id(label: str, family: str) -> str:
    """Return the id of the Measure of a family."""
    return id_of(label, family)


def drafted(kind: str, id_: str, publisher: str) -> dict[str, Any]:
    """Return what every resource begins with: nothing of ours is more than a draft."""
    return {
        "resourceType": kind,
        "id": id_,
        "url": f"{BASE}{kind}/{id_}",
        "version": __version__,
        "status": "draft",
        "experimental": False,
        "publisher": publisher,
    }

"""One Bundle (collection), of R4 or R5, as fhir.resources accepts it."""

import json
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Literal

from measurealign.alignment.recommendation import Recommendation
from measurealign.crosswalk import Crosswalk
from measurealign.export.fhir.concepts import code_systems, concept_map, names_of
from measurealign.export.fhir.names import BASE, PUBLISHER
from measurealign.export.fhir.proposal import address_of, library, measure
from measurealign.export.words import told
from measurealign.problems import UsageError

Release = Literal["R4", "R5"]
#: Where fhir.resources has a release's Bundle.
_MODULES = {"R4": "fhir.resources.R4B.bundle", "R5": "fhir.resources.bundle"}


def write_fhir(
    crosswalk: Crosswalk,
    ids: Sequence[str],
    recommendation: Recommendation | None = None,
    release: Release = "R4",
    publisher: str = PUBLISHER,
) -> str:
    """Return the Bundle as JSON, checked by fhir.resources (R4 as R4B: these kinds are alike).

    It holds the links as a ConceptMap, the codes they speak of as CodeSystems, and a proposal as a
    Library of Measures. Raise UsageError if the extra is not installed.
    """
    matches = tuple(told(crosswalk, ids))
    chosen = recommendation.chosen if recommendation else ()
    addresses = {one.facts.family: address_of(one) for one in chosen}
    resources = [
        concept_map(matches, names_of(crosswalk), ids, publisher, release == "R5"),
        *code_systems(crosswalk, matches, ids, addresses, publisher),
    ]
    if recommendation is not None:
        resources += [library(recommendation, publisher)]
        resources += [measure(one, publisher) for one in chosen]
    entries = [
        {"fullUrl": f"{BASE}{one['resourceType']}/{one['id']}", "resource": one}
        for one in resources
    ]
    return _checked({"resourceType": "Bundle", "type": "collection", "entry": entries}, release)


def _checked(bundle: dict[str, Any], release: Release) -> str:
    try:
        module = import_module(_MODULES[release])
    except ImportError:
        what = "FHIR output needs a further package: pip install 'measurealign[fhir]'"
        raise UsageError(what) from None
    sound = module.Bundle.model_validate(bundle)
    return json.dumps(json.loads(sound.model_dump_json()), indent=1, ensure_ascii=False) + "\n"

"""FHIR Measures as eCQI systems write them: nothing that the catalog has a word for is lost."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measurealign.catalog.imports.fhir import read_fhir
from measurealign.catalog.imports.imported import Imported
from measurealign.catalog.reader import read_sets
from measurealign.export.yaml import to_yaml
from measurealign.model import Measure
from measurealign.problems import InputError

CQFM = "http://hl7.org/fhir/us/cqfmeasures/StructureDefinition/cqfm-"


def concept(code: str) -> dict[str, Any]:
    return {"coding": [{"system": "http://example.org/codes", "code": code}]}


def extended(**codes: str) -> list[dict[str, Any]]:
    """The extensions of a group of QI-Core."""
    return [{"url": CQFM + what, "valueCodeableConcept": concept(c)} for what, c in codes.items()]


def resource(**told: Any) -> dict[str, Any]:
    """A made-up Measure in the shape that MADiE exports."""
    return {
        "resourceType": "Measure",
        "id": "CMS9001FHIRStairs",
        "url": "https://madie.cms.gov/Measure/CMS9001FHIRStairs",
        "identifier": [
            {"system": "https://madie.cms.gov/measure/shortName", "value": "CMS9001FHIR"},
            {"system": "urn:ietf:rfc:3986", "value": "urn:uuid:0"},
            {"system": "https://madie.cms.gov/measure/cmsId", "value": "9001FHIR"},
            {"system": "https://madie.cms.gov/measure/cbeId", "value": "9901e"},
        ],
        "version": "1.2.000",
        "title": "Falls on Stairs or LaddersFHIR\n",
        "status": "active",
        "publisher": "Centers for Medicare &amp; Medicaid Services (CMS)",
        "effectivePeriod": {"start": "2026-01-01", "end": "2026-12-31"},
        "library": ["https://madie.cms.gov/Library/CMS9001FHIRStairs"],
        "group": [
            {
                "extension": extended(
                    scoring="proportion", type="outcome", improvementNotation="decrease"
                ),
                "population": [{"code": concept("initial-population")}],
            }
        ],
        **told,
    }


def read(*resources: dict[str, Any], name: str = "made-up.json") -> Imported:
    data = resources[0]
    if len(resources) > 1:
        data = {"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]}
    return read_fhir(json.dumps(data).encode(), name)


def measure(**told: Any) -> Measure:
    (one,) = read(resource(**told)).sets
    (found,) = one.measures
    return found


def test_what_stands_at_the_group_is_read() -> None:
    found = measure()
    assert (found.name, found.type, found.inverse) == (
        "Falls on Stairs or Ladders",
        "outcome",
        True,
    )
    assert found.note == "scoring: proportion; populations: initial-population"
    assert found.steward == "CMS"
    assert [str(one) for one in found.ids] == ["CMS CMS9001", "CBE 9901e"]
    assert found.data_source == "ehr"


@pytest.mark.parametrize(
    "told",
    [
        {"type": [concept("process")], "scoring": concept("ratio"), "group": []},
        {"group": [{"type": [concept("process")], "scoring": concept("ratio")}]},
        {"group": [{"extension": extended(type="process", scoring="ratio")}]},
        {
            "group": [
                {
                    "extension": [
                        {"url": CQFM + "type", "valueCode": "process"},
                        {"url": CQFM + "scoring", "valueCoding": {"code": "ratio"}},
                    ]
                }
            ]
        },
        {"group": [], "extension": extended(type="process", scoring="ratio")},
    ],
)
def test_type_and_scoring_wherever_they_stand(told: dict[str, Any]) -> None:
    """At the measure (R4), at the group (R5), as an extension of either (QI-Core)."""
    found = measure(**told)
    assert found.type == "process" and "scoring: ratio" in str(found.note)


def test_groups_that_differ_are_told() -> None:
    groups = [
        {"extension": extended(type="process", improvementNotation="increase")},
        {"extension": extended(type="outcome", improvementNotation="decrease")},
    ]
    found = measure(group=groups)
    assert (found.type, found.inverse) == ("process", False)
    assert "types of its groups: process, outcome" in str(found.note)
    assert "improvement by group: increase, decrease" in str(found.note)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Falls on StairsFHIR", "Falls on Stairs"),
        ("Falls on Stairs FHIR\n", "Falls on Stairs"),
        ("Falls on Stairs (FHIR)", "Falls on Stairs"),
        ("Falls - IQRFHIR", "Falls - IQR"),
        ("FHIR Falls on Stairs", "Falls on Stairs"),
        ("Falls on Stairs FHIR v0.1", "Falls on Stairs"),
        ("Falls &amp; Fractures", "Falls & Fractures"),
        ("Falls \\& Fractures", "Falls & Fractures"),
        ("A1c &gt; 9%", "A1c > 9%"),
    ],
)
def test_names_are_undressed(title: str, name: str) -> None:
    (one,) = read(resource(title=title)).sets
    assert (one.name, one.measures[0].name) == (name, name)


def test_a_name_stands_in_for_a_title() -> None:
    assert measure(title=None, name="CMS9001FHIRFallsOnStairs").name == "Falls On Stairs"


def test_a_draft_stays_a_draft() -> None:
    assert read(resource(status="draft")).sets[0].status == "proposed"
    assert read(resource(status="retired")).sets[0].status == "historical"
    assert read(resource()).sets[0].status == "final"
    (mixed,) = read(resource(), resource(title="Ladders", status="draft")).sets
    assert (mixed.status, [one.role for one in mixed.measures]) == ("final", [None, "proposed"])


def test_address_libraries_and_related_artifacts_are_kept() -> None:
    (one,) = read(
        resource(
            contained=[
                {"resourceType": "Library", "id": "effective-data-requirements",
                 "dataRequirement": [{"type": "Patient"}, {"type": "Encounter"}]},
            ],
            relatedArtifact=[
                {"type": "citation", "citation": "Some study. https://doi.org/10.1/abc."},
                {"type": "citation", "citation": "A book"},
                {"type": "predecessor", "resource": "https://example.org/Measure/old"},
                {"type": "documentation", "document": {"url": "https://example.org/guide.pdf"}},
            ],
        )
    ).sets  # fmt: skip
    (source,) = one.sources
    assert one.measures[0].source == source.key
    assert source.url == "https://madie.cms.gov/Measure/CMS9001FHIRStairs"
    assert "version 1.2.000" in source.title
    assert source.note == (
        "library: https://madie.cms.gov/Library/CMS9001FHIRStairs; "
        "contains Library effective-data-requirements (2 data requirements); "
        "citation: 2 (https://doi.org/10.1/abc); "
        "predecessor: 1 (https://example.org/Measure/old); "
        "documentation: 1 (https://example.org/guide.pdf)"
    )


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["coding", "code", "url", "extension", "text"]), inner)
    ),
    max_leaves=6,
)


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(resource())), ODD, max_size=4))
def test_what_is_read_can_be_validated(
    tmp_path_factory: pytest.TempPathFactory, odd: dict[str, Any]
) -> None:
    """Whatever stands in a resource, it is refused in words or read as `validate` accepts it."""
    try:
        found = read(resource(**odd))
    except InputError as error:
        assert error.problems
        return
    for one in found.sets:
        path: Path = tmp_path_factory.mktemp("fhir") / f"{one.id}.yaml"
        path.write_text(to_yaml(one), encoding="utf-8")
        assert read_sets([path]) == (one,)


def test_measures_come_in_bundles_parameters_and_lists() -> None:
    one, other = resource(), resource(id="other", title="Other")
    bundle = {"resourceType": "Bundle", "entry": [{"resource": one}, {"resource": other}]}
    held = {"resourceType": "Parameters", "parameter": [{"name": "return", "resource": bundle}]}
    for whole in ([one, other], bundle, held, [bundle]):
        found = read_fhir(json.dumps(whole).encode(), "made-up.json")
        assert len(found.sets[0].measures) == 2


@pytest.mark.parametrize("type_", [{"text": "Outcome"}, {"coding": [{"code": "OUTCOME"}]}])
def test_a_type_may_be_a_text(type_: dict[str, Any]) -> None:
    assert measure(type=[type_]).type == "outcome"


def test_that_it_is_a_measure_is_no_domain() -> None:
    document = {"coding": [{"code": "57024-2", "display": "Health Quality Measure Document"}]}
    assert measure(topic=[document, {"text": "Falls"}]).domain == "Falls"
    assert measure(topic=[document]).domain is None

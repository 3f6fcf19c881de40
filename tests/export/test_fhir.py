"""FHIR Measures and Bundles in; ConceptMap, Library and Measures out."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurealign import align
from measurealign.alignment.recommendation import Recommendation
from measurealign.catalog.imports.fhir import read_fhir
from measurealign.catalog.imports.imported import Imported
from measurealign.catalog.imports.spreadsheet.reading import About
from measurealign.crosswalk import Crosswalk
from measurealign.export.fhir import Release, write_fhir
from measurealign.export.words import links_of, matches_of, stands_for
from measurealign.problems import InputError

ECQM = "http://hl7.org/fhir/cqi/ecqm/Measure/Identifier/"
MADIE = "https://madie.cms.gov/measure/"
MEASURE: dict[str, Any] = {
    "resourceType": "Measure",
    "id": "measure-cms122",
    "title": "Diabetes: Glycemic Status Assessment Greater Than 9%FHIR",
    "identifier": [
        {"use": "usual", "system": f"{MADIE}shortName", "value": "CMS122FHIR"},
        {"use": "official", "system": f"{MADIE}cmsId", "value": "122FHIR"},
        {"use": "official", "system": f"{MADIE}cbeId", "value": "59"},
        {"system": f"{ECQM}guid", "value": "f2986519"},
    ],
    "publisher": "National Committee for Quality Assurance",
    "effectivePeriod": {"start": "2026-01-01", "end": "2026-12-31"},
    "library": ["https://madie.cms.gov/Library/X"],
    "type": [{"coding": [{"code": "intermediate-outcome"}]}],
    "scoring": {"coding": [{"code": "proportion"}]},
    "improvementNotation": {"coding": [{"code": "decrease"}]},
    "group": [
        {
            "population": [
                {"code": {"coding": [{"code": "initial-population"}]}},
                {"code": {"coding": [{"code": "numerator"}]}},
            ]
        }
    ],
}


def read(value: Any, name: str = "measures.json", **told: Any) -> Imported:
    return read_fhir(json.dumps(value).encode(), name, **told)


def test_a_measure_is_read_with_its_ids_by_system() -> None:
    found = read(MEASURE)
    (one,) = found.sets
    (measure,) = one.measures
    assert measure.name == "Diabetes: Glycemic Status Assessment Greater Than 9%"
    assert [str(each) for each in measure.ids] == ["CMS CMS122", "CBE 0059"]
    assert (measure.steward, measure.type, measure.data_source, measure.inverse) == (
        "NCQA", "intermediate-outcome", "ehr", True,
    )  # fmt: skip
    assert measure.note == "scoring: proportion; populations: initial-population, numerator"
    assert one.year == 2026
    assert found.given == {measure.key: "measure-cms122"}


def test_a_bundle_is_a_set_and_says_what_it_held_beside_measures() -> None:
    other = {**MEASURE, "id": "b", "title": "", "name": "BreastCancerScreeningFHIR"}
    library = {"resourceType": "Library"}
    entries = [{"resource": MEASURE}, {"resource": other}, {"resource": library}, {}]
    bundle = {"resourceType": "Bundle", "entry": entries}
    found = read(bundle, about=About(name="eCQMs", year=2025, kind="federal"))
    assert found.sets[0].id == "ecqms-2025"
    assert [m.name for m in found.sets[0].measures][1] == "Breast Cancer Screening"
    assert "1 Library, 1 an entry without resource" in "\n".join(map(str, found.left_out))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"[]", "no FHIR Measure"),
        (b'{"resourceType": "Patient"}', "no FHIR Measure"),
        (b'{"resourceType": "Bundle", "entry": 3}', "no FHIR Measure"),
        (b"<Measure/>", "not JSON"),
    ],
)
def test_other_files_get_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_fhir(content, "x.json").needed()


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=6),
        lambda inner: st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*MEASURE, "entry", "resource", "coding", "code", "system", "value"]),
            inner, max_size=5,
        ),
        max_leaves=20,
    )
)  # fmt: skip
def test_any_fields_are_read_or_refused_in_words(value: Any) -> None:
    try:
        read({"resourceType": "Measure", **value} if isinstance(value, dict) else value)
    except InputError as error:
        assert error.problems


@pytest.fixture(scope="module")
def proposal(counted: Crosswalk) -> tuple[Crosswalk, Recommendation]:
    return counted, align(counted, IDS)


IDS = ("cpc-plus-2018", "or-cco-incentive-2018")
RELEASES: tuple[Release, ...] = ("R4", "R5")


def resources(text: str) -> dict[str, list[dict[str, Any]]]:
    """The resources of a bundle, by kind."""
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in json.loads(text)["entry"]:
        found.setdefault(entry["resource"]["resourceType"], []).append(entry["resource"])
    return found


@pytest.mark.parametrize("release", RELEASES)
def test_the_bundle_out_is_accepted_and_read_back(
    proposal: tuple[Crosswalk, Recommendation], release: Release
) -> None:
    """fhir.resources validates it; its Measures come back with names, ids, types and stewards."""
    pytest.importorskip("fhir.resources")
    from fhir.resources.bundle import Bundle
    from fhir.resources.R4B.bundle import Bundle as EarlierBundle

    counted, found = proposal
    text = write_fhir(counted, IDS, found, release, "A Workgroup")
    assert text == write_fhir(counted, IDS, found, release, "A Workgroup")
    (Bundle if release == "R5" else EarlierBundle).model_validate_json(text)
    back = read_fhir(text.encode(), "aligned-2018.json").sets[0]
    assert back.status == "proposed"
    assert [m.name for m in back.measures] == [one.facts.label for one in found.chosen]
    assert [m.steward for m in back.measures] == [one.facts.steward for one in found.chosen]
    assert [{i.value for i in m.ids if i.scheme in ("cbe", "cms")} for m in back.measures] == [
        {v for s in ("cbe", "cms") for v in one.facts.ids.get(s, ())} for one in found.chosen
    ]
    kept = {"process", "outcome", "intermediate-outcome", "structure", None}
    assert [m.type for m in back.measures if m.type in kept] == [
        one.facts.type for one in found.chosen if one.facts.type in kept
    ]


@pytest.mark.parametrize("release", RELEASES)
def test_every_code_is_defined_and_leads_to_its_measure(
    proposal: tuple[Crosswalk, Recommendation], release: Release
) -> None:
    counted, found = proposal
    held = resources(write_fhir(counted, IDS, found, release))
    codes = {
        (system["url"], concept["code"])
        for system in held["CodeSystem"]
        for concept in system["concept"]
    }
    assert all(system["count"] == len(system["concept"]) for system in held["CodeSystem"])
    for group in held["ConceptMap"][0]["group"]:
        for element in group["element"]:
            assert (group["source"], element["code"]) in codes
            assert {(group["target"], one["code"]) for one in element["target"]} <= codes
    known = next(one for one in held["CodeSystem"] if one["name"] == "KnownMeasures")
    leads = {
        concept["code"]: concept["property"][0]["valueString"]
        for concept in known["concept"]
        if concept.get("property")
    }
    by_family = {
        one["identifier"][0]["value"]: one["url"]
        for one in held["Measure"]
        if one["identifier"][0]["system"] == known["url"]
    }
    assert leads == by_family and len(leads) == len(found.chosen)
    composed = {one["resource"] for one in held["Library"][0]["relatedArtifact"]}
    assert composed == set(by_family.values())


def test_all_is_a_draft_of_who_exports_it(proposal: tuple[Crosswalk, Recommendation]) -> None:
    counted, found = proposal
    held = resources(write_fhir(counted, IDS, found, publisher="A Workgroup"))
    every = [one for members in held.values() for one in members]
    assert {(one["status"], one["publisher"]) for one in every} == {("draft", "A Workgroup")}
    stewards = [one["author"][0]["name"] for one in held["Measure"] if one.get("author")]
    assert stewards == [one.facts.steward for one in found.chosen if one.facts.steward]


def test_ecqm_ids_are_written_as_ecqm_systems_write_them(
    proposal: tuple[Crosswalk, Recommendation],
) -> None:
    counted, found = proposal
    held = resources(write_fhir(counted, IDS, found))
    values = [
        one["value"]
        for measure in held["Measure"]
        for one in measure["identifier"]
        if one["system"].endswith("ecqm/Measure/Identifier/cms")
    ]
    assert values and all(value.isdigit() for value in values)


def test_every_link_and_match_is_in_the_concept_map_with_its_equivalence(walk: Crosswalk) -> None:
    pytest.importorskip("fhir.resources")
    counted = walk.only(IDS)
    words = {
        "R4": {"same": "equivalent", "variant": "inexact", "broader": "narrower",
               "narrower": "wider", "related": "relatedto", "different": "disjoint"},
        "R5": {"same": "equivalent", "variant": "related-to", "related": "related-to",
               "broader": "source-is-broader-than-target",
               "narrower": "source-is-narrower-than-target", "different": "not-related-to"},
    }  # fmt: skip
    told = (*links_of(counted, IDS), *matches_of(counted, IDS))
    for release, field in (("R4", "equivalence"), ("R5", "relationship")):
        (concept_map,) = resources(write_fhir(counted, IDS, release=release))["ConceptMap"]
        targets = [
            target[field]
            for group in concept_map.get("group", ())
            for element in group["element"]
            for target in element["target"]
        ]
        assert sorted(targets) == sorted(words[release][stands_for(one)] for one in told)
        systems = {group["target"].rsplit("/", 1)[1] for group in concept_map["group"]}
        assert {"known", IDS[1]} <= systems

"""FHIR Measures and Bundles in; ConceptMap, Library and Measures out."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurealign import align
from measurealign.catalog.imports.fhir import read_fhir
from measurealign.catalog.imports.imported import Imported
from measurealign.catalog.imports.spreadsheet.reading import About
from measurealign.crosswalk import Crosswalk
from measurealign.export.fhir import write_fhir
from measurealign.export.words import links_of, matches_of
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


def test_the_bundle_out_is_accepted_and_read_back(walk: Crosswalk) -> None:
    """fhir.resources validates it; its Measures come back with their names and ids."""
    pytest.importorskip("fhir.resources")
    from fhir.resources.R4B.bundle import Bundle

    ids = ("cpc-plus-2018", "or-cco-incentive-2018")
    counted = walk.only()
    found = align(counted, ids)
    text = write_fhir(counted, ids, found)
    assert text == write_fhir(counted, ids, found)
    bundle = Bundle.model_validate_json(text)
    kinds = [entry.resource.get_resource_type() for entry in bundle.entry]
    assert kinds == ["ConceptMap", "Library", *["Measure"] * len(found.chosen)]
    back = read_fhir(text.encode(), "aligned-2018.json").sets[0].measures
    assert [m.name for m in back] == [one.facts.label for one in found.chosen]
    assert [{i.value for i in m.ids if i.scheme in ("cbe", "cms")} for m in back] == [
        {v for s in ("cbe", "cms") for v in one.facts.ids.get(s, ())} for one in found.chosen
    ]


def test_every_link_and_match_is_in_the_concept_map_with_its_equivalence(walk: Crosswalk) -> None:
    pytest.importorskip("fhir.resources")
    ids = ("cpc-plus-2018", "or-cco-incentive-2018")
    counted = walk.only(ids)
    concept_map = json.loads(write_fhir(counted, ids))["entry"][0]["resource"]
    targets = [
        target["equivalence"]
        for group in concept_map.get("group", ())
        for element in group["element"]
        for target in element["target"]
    ]
    relations = {"same": "equivalent", "variant": "inexact", "broader": "narrower",
                 "narrower": "wider", "related": "relatedto", "different": "disjoint"}  # fmt: skip
    told = (*links_of(counted, ids), *matches_of(counted, ids))
    assert sorted(targets) == sorted(relations[one.relation] for one in told)
    systems = {group["target"].rsplit("/", 1)[1] for group in concept_map["group"]}
    assert {"known", ids[1]} <= systems

"""CMS's QPP measures data: what becomes a set, what does not, and why."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.audit import audit, differences
from measurealign.catalog import Catalog
from measurealign.catalog.imports.imported import Imported
from measurealign.catalog.imports.own import read_own
from measurealign.catalog.imports.qpp import read_qpp
from measurealign.catalog.imports.qpp_pathways import beside, read_titles
from measurealign.catalog.reader import read_sets
from measurealign.export.yaml import to_yaml
from measurealign.problems import InputError

EXTRACTS = Path(__file__).parents[1] / "extracts"


def read(rows: Any, name: str = "measures-data-2019.json", **told: int) -> Imported:
    return read_qpp(json.dumps(rows).encode(), name, **told)


@pytest.fixture(scope="module")
def of_2018() -> Imported:
    return read_qpp(EXTRACTS / "qpp-2018.json")


def test_cpc_plus_of_2018_equals_the_shipped_set(of_2018: Imported, catalog: Catalog) -> None:
    """The 19 eCQMs: names, ids, stewards, types, sources, domains, roles, direction."""
    fields = ("key", "name", "ids", "steward", "type", "data_source", "domain", "role", "inverse")

    def facts(one: Any) -> tuple[Any, ...]:
        return tuple(getattr(one, field) for field in fields)

    read_here = {one.id: one for one in of_2018.sets}["cpc-plus-2018"]
    shipped = [m for m in catalog.get("cpc-plus-2018").measures if m.evidence == "primary"]
    assert len(shipped) == 19
    assert sorted(map(facts, read_here.measures)) == sorted(map(facts, shipped))


@pytest.mark.parametrize("year", [2018, 2026])
def test_rows_read_in_cms_files_are_as_the_files_print_them(year: int, catalog: Catalog) -> None:
    """Where the file's flag contradicts a title (overuse of ...), the title decides."""
    rows, wrong = audit(catalog, read_qpp(EXTRACTS / f"qpp-{year}.json").sets)
    assert rows > 20
    assert not [str(one) for one in wrong if one.fact != "inverse" or "overuse" not in one.row]


def test_an_audit_tells_what_differs(catalog: Catalog) -> None:
    row = catalog.measures["mips-quality-2018/colorectal-cancer-screening"]
    other = row.model_copy(update={"steward": "CMS", "name": "Colorectal Cancer Screenings"})
    found = list(differences(row, other))
    assert [one.fact for one in found] == ["name", "steward"]
    assert str(found[1]).endswith("steward 'NCQA', in the file 'CMS'")
    assert not list(differences(row, row))


def test_an_ecqm_with_a_number_of_its_own_keeps_it() -> None:
    row = {"title": "PHQ-9", "measureId": "371", "nqfId": None, "nqfEMeasureId": "0712e"}
    (one,) = read([row]).sets[0].measures
    assert [str(id_) for id_ in one.ids] == ["CBE 0712e", "MIPS 371"]


def test_how_each_programme_asks_is_told(of_2018: Imported) -> None:
    sets = {one.id: one for one in of_2018.sets}
    assert sets["mips-quality-2018"].required_count() == 6
    assert sets["mips-general-practice-family-medicine-2018"].required_count() == 6
    cpc = sets["cpc-plus-2018"]
    assert cpc.required_count() == 9
    assert [(group.id, group.at_least) for group in cpc.groups] == [("outcome", 2), ("other", None)]
    assert {row.role for row in sets["mips-cost-2018"].measures} == {"component"}


def test_cpc_plus_of_2017_has_three_groups() -> None:
    rows = [
        {"title": f"Measure {group}{at}", "measureId": f"{ord(group)}{at}", "cpcPlusGroup": group}
        for group, size in (("A", 3), ("B", 4), ("C", 7))
        for at in range(size)
    ]
    cpc = {one.id: one for one in read(rows, "measures-data-2017.json").sets}["cpc-plus-2017"]
    assert cpc.asks.startswith(
        "9 of 14; at least 2 of 3 outcome measures; at least 2 of 4 complex-care measures"
    )


def test_every_kind_of_set_is_found(of_2018: Imported) -> None:
    sizes = {one.id: len(one.measures) for one in of_2018.sets}
    assert sizes["mips-quality-2018"] == 22
    assert sizes["mips-qcdr-2018"] == 2
    assert sizes["mips-cost-2018"] == 1
    assert sizes["mips-general-practice-family-medicine-2018"] >= 15
    assert all(one.kind == "federal" and one.year == 2018 for one in of_2018.sets)


def test_the_year_2026_is_read_too() -> None:
    found = read_qpp(EXTRACTS / "qpp-2026.json")
    said = "\n".join(map(str, found.left_out))
    assert "001SSP" in said and "IA" not in "".join(found.given.values())
    assert "mips-family-medicine-2026" in {one.id for one in found.sets}


def test_what_is_no_quality_measure_is_told(of_2018: Imported) -> None:
    said = "\n".join(map(str, of_2018.left_out))
    assert "1 improvement activities" in said
    assert "1 promoting-interoperability objectives" in said
    assert "CAHPS_1" in said and "ACO321" in said


def test_programmes_are_sets_unless_they_allow_nearly_everything() -> None:
    rows = [
        {
            "title": f"Measure {at}",
            "measureId": f"{at:03}",
            "allowedPrograms": ["mips", *["appPlus"] * (at < 3), *["M0005"] * (at < 2)],
            "measureSets": ["familyMedicine"],
        }
        for at in range(10)
    ]
    found = read(rows)
    assert {one.id: len(one.measures) for one in found.sets} == {
        "app-plus-2019": 3,
        "mvp-m0005-2019": 2,
        "mips-family-medicine-2019": 10,
        "mips-quality-2019": 10,
    }
    assert "programme 'mips' allows nearly every measure" in "\n".join(map(str, found.left_out))


def test_imported_sets_are_valid_set_files(of_2018: Imported, tmp_path: Path) -> None:
    for one in of_2018.sets:
        (tmp_path / f"{one.id}.yaml").write_text(to_yaml(one))
    assert read_sets([tmp_path]) == of_2018.sets


@pytest.mark.parametrize(
    ("row", "name", "ids", "note"),
    [
        ({"title": "Eye Exam"}, "Eye Exam", [], None),
        (
            {"title": "Eye\n Exam ", "measureId": "117", "nqfId": "55", "eMeasureId": "CMS131v6"},
            "Eye Exam",
            ["CBE 0055", "CMS CMS131v6", "MIPS 117"],
            None,
        ),
        ({"title": "A", "nqfId": "0005 & 0006"}, "A", ["CBE 0005", "CBE 0006"], None),
        ({"title": "A", "nqfId": "N/A"}, "A", [], None),
        ({"title": "A", "nqfId": "see web"}, "A", [], "id as printed: see web"),
        ({"title": "A", "measureType": "magic"}, "A", [], "type as printed: magic"),
        ({"title": "A", "submissionMethods": "claims"}, "A", [], "collection: Part B claims"),
        (
            {"title": "A", "measureId": "ABC12", "isRegistryMeasure": True},
            "A",
            ["QCDR ABC12"],
            None,
        ),
    ],
)
def test_fields_may_drift(row: dict[str, Any], name: str, ids: list[str], note: str | None) -> None:
    found = read([{"category": "quality", **row}])
    measure = found.sets[0].measures[0]
    assert (measure.name, [str(one) for one in measure.ids], measure.note) == (name, ids, note)


def test_titles_may_stand_twice() -> None:
    found = read([{"title": "A", "measureId": "001"}, {"title": "A", "measureId": "002"}])
    assert [m.key for m in found.sets[0].measures] == [
        "mips-quality-2019/a",
        "mips-quality-2019/a-2",
    ]


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [("measures-data-2021.json", None, 2021), ("x.json", 2024, 2024), ("x.json", None, 2020)],
)
def test_the_year_is_told_or_read(name: str, year: int | None, expected: int) -> None:
    rows = [{"title": "A", "measureId": "001", "firstPerformanceYear": 2020}]
    found = read_qpp(json.dumps(rows).encode(), name, year)
    assert {one.year for one in found.sets} == {expected}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not JSON"),
        (b"[{", "q.json:1:3: not JSON"),
        (b"[1, 2]", "no QPP measures data"),
        (b'{"resourceType": "Bundle"}', "no QPP measures data"),
        (b'[{"title": "A", "category": "ia", "measureId": "IA_1"}]', "no quality or cost measure"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[" * 200_000, "not JSON|nested too deeply"),
    ],
)
def test_other_files_get_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_qpp(content, "q.json")


def test_an_own_json_file_is_told_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text((EXTRACTS / "qpp-2018.json").read_text())
    assert "cpc-plus-2018" in {one.id.replace("2020", "2018") for one in read_own(path).sets}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["title", "measureId", "category", "nqfId", "measureSets", "isInverse",
                         "submissionMethods", "allowedPrograms", "cpcPlusGroup", "measures"]),
        inner, max_size=6,
    ),
    max_leaves=20,
)  # fmt: skip


@given(json_values)
def test_any_json_is_read_or_refused_in_words(value: Any) -> None:
    try:
        found = read(value)
    except InputError as error:
        assert error.problems
        return
    assert found.sets


def test_the_year_tells_whether_sets_are_past_or_yet_to_come() -> None:
    rows = [{"title": "Falls", "measureId": "9001", "category": "quality"}]
    status = {
        year: {one.status for one in read(rows, f"measures-data-{year}.json").sets}
        for year in (2019, 2026, 2027)
    }
    assert status == {2019: {"historical"}, 2026: {"final"}, 2027: {"proposed"}}


def test_specifications_keep_their_addresses() -> None:
    told = {"registry": "https://example.org/cqm.pdf", "claims": "https://example.org/claims.pdf"}
    rows = [{"title": "Falls", "measureId": "901", "measureSpecification": told}]
    for one in read(rows).sets:
        assert "specification: https://example.org/cqm.pdf, https://example.org/claims.pdf" in str(
            one.measures[0].note
        )
        assert str(one.sources[0].url).startswith("https://github.com/CMSgov/")


def test_pathways_are_called_by_their_titles(tmp_path: Path) -> None:
    """The file of pathways lies beside the measures, or in mvp/YEAR of CMS's repository."""
    measures = tmp_path / "measures" / "2026" / "measures-data.json"
    measures.parent.mkdir(parents=True)
    assert beside(measures) is None
    far = tmp_path / "mvp" / "2026" / "mvp.json"
    far.parent.mkdir(parents=True)
    far.write_text('[{"mvpId": "M9001", "title": "Stairs &amp; Ladders"}]')
    assert beside(measures) == far
    near = measures.with_name("mvp-2026.json")
    near.write_text("[]")
    assert beside(measures) == near
    rows = [
        {"title": "Falls", "measureId": "901", "allowedPrograms": ["M9001", "M9002"]},
        {"title": "Slips", "measureId": "902"},
        {"title": "Trips", "measureId": "903"},
    ]
    titles = read_titles(far.read_bytes(), "mvp.json")
    found = read_qpp(json.dumps(rows).encode(), "measures-data-2026.json", pathways=titles)
    names = {one.id: one.name for one in found.sets}
    assert names["mvp-m9001-2026"] == "MIPS Value Pathway M9001: Stairs & Ladders 2026"
    assert "quality and cost measures" in names["mvp-m9002-2026"]
    with pytest.raises(InputError, match="it lists no pathway"):
        read_titles(b"[]", "mvp.json")

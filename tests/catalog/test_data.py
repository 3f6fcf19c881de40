"""The contract of the shipped data: each failure names the record and the remedy."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from measurealign.catalog import Catalog
from measurealign.catalog.areas import area_of
from measurealign.catalog.efforts import efforts
from measurealign.catalog.figures import BEGIN, END, figures, written
from measurealign.catalog.programmes import programmes, witness
from measurealign.catalog.schema import measure_set_schema, schema_text
from measurealign.catalog.shipped import data_folder
from measurealign.matching.vocabulary import vocabulary
from measurealign.model import READ, Measure, MeasureSet

SETS = sorted((data_folder() / "measure_sets").rglob("*.yaml"))
FOLDERS = {
    "federal": "federal", "national": "national", "payer": "payer",
    "state": "regional", "regional": "regional",
}  # fmt: skip
#: A title that says that less is better; a title that says so of its mirror image is not one.
LOWER_IS_BETTER = re.compile(
    r"poor control|glycemic status (assessment )?(greater than |> ?)9|\breadmissions?\b|^pqi \d|"
    r"high.risk medications in|opioids? at high dos|non.recommended cervical",
    re.IGNORECASE,
)
MIRRORED = re.compile(r"avoid readmissions", re.IGNORECASE)
#: Words of those who made the sheets, not of those who read them.
INSIDE_WORDS = re.compile(r"SHEET|role as printed|\bbrief\b.*asked|compiler|TODO|FIXME|\bid \d{8}")


def rows(catalog: Catalog) -> Iterator[tuple[MeasureSet, Measure]]:
    return ((one, measure) for one in catalog for measure in one.measures)


def no(faults: list[str], remedy: str) -> None:
    """Fail with every record at fault and what to do about it."""
    assert not faults, f"{remedy}:\n" + "\n".join(faults)


def test_the_catalog_is_as_large_as_promised(catalog: Catalog) -> None:
    found = figures(catalog)
    assert found.sets >= 225 and found.rows >= 6_500
    assert found.read >= 0.8
    assert found.empty <= 10


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_file_lies_under_its_own_id_and_kind(path: Path, catalog: Catalog) -> None:
    one = catalog.get(path.stem)
    folder = FOLDERS[one.kind]
    assert path.parent.name == folder, f"{one.id} is {one.kind}: move it to {folder}/"
    assert one.id.endswith(str(one.year)), f"{one.id}: let the id end with its year, {one.year}"


@cache
def plain(path: Path) -> dict[str, Any]:
    """Return what a file holds, as YAML alone reads it."""
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return found


@pytest.fixture(scope="module")
def checker() -> jsonschema.Draft202012Validator:
    """What checks a file against the published schema."""
    return jsonschema.Draft202012Validator(measure_set_schema())


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_file_fits_the_published_schema(
    checker: jsonschema.Draft202012Validator, path: Path
) -> None:
    data = plain(path)
    faults = [f"{error.json_path}: {error.message}" for error in checker.iter_errors(data)]
    no(faults, f"{path.name} does not fit data/schema/measure_set.schema.json")


def test_the_published_schema_is_in_step_with_the_types() -> None:
    shipped = data_folder() / "schema" / "measure_set.schema.json"
    remedy = "run `measurealign validate --schema > data/schema/measure_set.schema.json`"
    assert shipped.read_text(encoding="utf-8") == schema_text(), remedy


BROKEN = [
    ({"measures": [{"name": "A", "evidence": "source", "ids": {"cbe": 18}}]}, "18 is not valid"),
    ({"measures": [{"name": "A", "evidence": "source", "ids": {"nqf": "0018"}}]}, "nqf"),
    ({"measures": [{"name": "A", "evidence": "source", "ids": {"cbe": "18"}}]}, "'18'"),
    ({"measures": [{"name": "A"}]}, "'evidence' is a required"),
    ({"kind": "payr"}, "payr"),
    ({"year": "2024"}, "'2024' is not of type"),
    ({"colour": "red"}, "colour"),
]  # fmt: skip
RIGHT = {"id": "a-2024", "name": "A", "year": 2024, "sponsor": "B", "kind": "payer"}


@pytest.mark.parametrize(("change", "says"), BROKEN, ids=[says for _, says in BROKEN])
def test_the_schema_refuses_what_the_reader_refuses(
    change: dict[str, object], says: str, tmp_path: Path
) -> None:
    checker = jsonschema.Draft202012Validator(measure_set_schema())
    assert not list(checker.iter_errors(RIGHT))
    found = json.dumps([str(error) for error in checker.iter_errors(RIGHT | change)])
    assert says in found
    path = tmp_path / "a.yaml"
    path.write_text(yaml.safe_dump(RIGHT | change))
    from measurealign.catalog.reader import read_sets
    from measurealign.problems import InputError

    with pytest.raises(InputError):
        read_sets([path])


def test_every_set_says_how_it_operates_and_where_it_was_read(catalog: Catalog) -> None:
    faults = [one.id for one in catalog if not one.operation or not one.sources]
    no(faults, "these sets need `operation` and at least one of `sources`")


def test_every_row_that_was_read_names_its_source(catalog: Catalog) -> None:
    faults = [m.key for _, m in rows(catalog) if m.evidence != "recalled" and m.source is None]
    no(faults, "name the `source`, or say that the row is recalled")


def test_a_row_counts_as_read_only_where_others_can_read_it(catalog: Catalog) -> None:
    faults = [
        m.key
        for one, m in rows(catalog)
        for source in one.sources
        if m.evidence in READ and m.source == source.key and source.url is None
    ]
    no(faults, "give the source its address, or mark the row `inferred`")


def test_a_row_is_read_in_whose_document_its_source_is(catalog: Catalog) -> None:
    faults = [
        f"{m.key}: {m.evidence}, but {source.key} is {source.whose}"
        for one, m in rows(catalog)
        for source in one.sources
        if m.evidence in READ and m.source == source.key and m.evidence != source.whose
    ]
    no(faults, "write the standing that the source's `whose` tells (or correct `whose`)")


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_file_says_whose_each_source_is(path: Path) -> None:
    data = plain(path)
    faults = [source["key"] for source in data["sources"] if "whose" not in source]
    no(faults, f"{path.name}: write `whose: primary` or `whose: secondary` of these sources")
    old = [row["name"] for row in data["measures"] if row["evidence"] == "source"]
    no(old, f"{path.name}: write primary or secondary for these rows")


def test_what_is_to_be_chosen_can_be_chosen(catalog: Catalog) -> None:
    faults = []
    for one in catalog:
        pool = [m for m in one.measures if m.asked and (not m.must or m.group)]
        if one.choose and one.choose.of == "all" and not one.choose.n < len(pool):
            faults.append(f"{one.id}: {one.choose.n} of {len(pool)}")
        for group in one.groups:
            size = sum(m.group == group.id for m in one.measures)
            if not 0 < (group.at_least or 1) <= size:
                faults.append(f"{one.id} {group.id}: at least {group.at_least} of {size}")
    no(faults, "`choose` needs more rows than it takes; a group its rows (`group: <id>`)")


def test_where_groups_are_named_every_row_to_choose_has_one(catalog: Catalog) -> None:
    faults = [m.key for one, m in rows(catalog) if one.groups and not m.must and m.group is None]
    no(faults, "name the row's `group`")


def test_a_rule_that_was_read_names_its_source(catalog: Catalog) -> None:
    faults = [
        one.id
        for one in catalog
        if one.choose and one.choose.evidence in READ and one.choose.source is None
    ]
    no(faults, "give `choose` its `source`, or say that it is inferred or recalled")


def test_a_target_is_a_figure_and_not_a_note(catalog: Catalog) -> None:
    faults = [
        f"{m.key}: {m.note}"
        for _, m in rows(catalog)
        if m.note and re.search(r"(^|; )(weight|benchmark|target) \d", m.note)
    ]
    no(faults, "move these figures to the row's `weight` or `target`")


#: Words in a programme's id by which it pays for results.
PAYS = re.compile(r"incentive|p4p|pip-|prp-|performance-standards|kpi|pcpi|bonus|pmpm|qips|value-p")
#: What a paying programme may say of a row beside `incentive`.
UNPAID = {"incentive", "retired", "proposed", "component", "reporting"}


def test_rows_of_paying_programmes_are_incentives(catalog: Catalog) -> None:
    faults = [
        f"{m.key}: {m.role}"
        for one, m in rows(catalog)
        if one.kind in ("payer", "regional", "state")
        and PAYS.search(one.id)
        and m.role not in UNPAID
    ]
    no(faults, "this programme pays on its measures: write `role: incentive`")


def test_specialty_sets_are_menus_of_which_six_are_reported(catalog: Catalog) -> None:
    known = re.compile(r"mips-(quality|.*medicine|geriatrics|pediatrics)-\d{4}")
    faults = [
        f"{one.id}: {one.asks}"
        for one in catalog
        if known.fullmatch(one.id) and one.required_count() != 6
    ]
    no(faults, "write `choose: {n: 6}` and the rows' `role: menu`")
    assert {f"mips-quality-{year}" for year in range(2017, 2027)} <= {one.id for one in catalog}


ASKS = {
    "cpc-plus-2017": (9, 14), "cpc-plus-2018": (9, 19), "mips-family-medicine-2018": (6, 72),
    "mt-pcmh-2014": (3, 4), "mt-pcmh-2016": (4, 5), "co-sim-cpc-plus-cqm-2017": (4, 10),
    "connecticut-quality-benchmarks-2022": (4, 4), "or-cco-incentive-2018": (17, 17),
    "medicaid-adult-core-set-2024": (11, 33), "hrsa-uds-2026": (19, 19),
}  # fmt: skip


@pytest.mark.parametrize("id_", ASKS)
def test_sets_ask_as_their_programme_says(id_: str, catalog: Catalog) -> None:
    one = catalog.get(id_)
    counted = [m for m in one.measures if m.evidence != "recalled" and m.asked]
    assert (one.required_count(counted), len(counted)) == ASKS[id_]


def test_parts_of_a_programme_are_one_witness(catalog: Catalog) -> None:
    faults = [one.id for one in catalog if one.id.startswith("mips-") and one.part_of != "mips"]
    no(faults, "write `part_of: mips`")
    found = programmes(catalog)
    no([one.id for one in found if one.id.startswith("hedis-")], "HEDIS is one programme")
    assert len({witness(one) for one in catalog}) < len(found) < len(catalog)


def test_a_set_with_recalled_rows_says_so_in_its_note(catalog: Catalog) -> None:
    faults = [
        one.id
        for one in catalog
        if any(m.evidence == "recalled" for m in one.measures)
        and not re.search(r"recalled|from memory", one.note or "", re.IGNORECASE)
    ]
    no(faults, "tell in `note` which rows are recalled and why")


def test_a_source_has_one_address_or_none(catalog: Catalog) -> None:
    faults = [
        f"{one.id} {source.key}: {source.url}"
        for one in catalog
        for source in one.sources
        if source.url is not None and not re.fullmatch(r"https?://[^\s,()]+", source.url)
    ]
    no(faults, "write one http address; further ones go into the source's `note`")


def test_topics_and_activities_carry_no_measure_id(catalog: Catalog) -> None:
    faults = [m.key for _, m in rows(catalog) if m.grain != "measure" and m.ids]
    no(faults, "a row with an id names a measure: take out `grain`, or the ids")


def test_a_steward_is_spelled_one_way(catalog: Catalog) -> None:
    short = {
        re.sub(r"[^a-z]+", " ", other.lower()).strip(): group[0]
        for group in vocabulary().stewards
        for other in group[1:]
        if other != "ama"  # it took measures over from the PCPI, but is another body
    }
    spelled: dict[str, set[str]] = defaultdict(set)
    for _, measure in rows(catalog):
        if measure.steward:
            plain = re.sub(r"[^a-z]+", " ", measure.steward.lower()).strip()
            spelled[short.get(plain, plain)].add(measure.steward)
    faults = [f"{sorted(names)}" for names in spelled.values() if len(names) > 1]
    no(faults, "choose one spelling; docs/data.md has the table")


def test_where_lower_is_better_the_row_says_so(catalog: Catalog) -> None:
    faults = [
        m.key
        for _, m in rows(catalog)
        if LOWER_IS_BETTER.search(m.name)
        and not MIRRORED.search(m.name)
        and not m.inverse
        and m.grain == "measure"
    ]
    no(faults, "add `inverse: true`")


#: Ids whose measure CMS itself turned round when it rewrote it, by the flag in its file.
TURNED = {"345", "346", "347", "405"}


@pytest.mark.parametrize("scheme", ["mips", "cms", "core_set", "aco"])
def test_one_id_has_one_direction_in_all_sets(scheme: str, catalog: Catalog) -> None:
    seen: dict[str, dict[bool, str]] = defaultdict(dict)
    for _, measure in rows(catalog):
        for id_ in measure.ids:
            if id_.scheme == scheme and id_.base not in TURNED:
                seen[id_.base].setdefault(measure.inverse, measure.key)
    faults = [f"{id_}: {keys}" for id_, keys in seen.items() if len(keys) > 1]
    no(faults, "the same measure is inverse in one set and not in the other")


@pytest.mark.parametrize("fact", ["type", "steward"])
def test_what_cms_prints_of_a_number_is_the_same_in_all_sets_of_a_year(
    fact: str, catalog: Catalog
) -> None:
    """Rows read in CMS's file of one year: whole year, specialty, pathway, model, web interface."""
    seen: dict[tuple[str, int], dict[object, str]] = defaultdict(dict)
    for one, measure in rows(catalog):
        source = next((each for each in one.sources if each.key == measure.source), None)
        if source is None or "qpp-measures-data" not in source.title:
            continue
        for id_ in measure.ids:
            if id_.scheme == "mips":
                seen[id_.value, one.year].setdefault(getattr(measure, fact), measure.key)
    faults = [f"{id_} {year}: {said}" for (id_, year), said in seen.items() if len(said) > 1]
    no(faults, f"write the `{fact}` that CMS's file of the year prints")


def test_only_the_newest_edition_of_a_programme_is_final(catalog: Catalog) -> None:
    editions: dict[str, list[MeasureSet]] = defaultdict(list)
    for one in catalog:
        editions[re.sub(r"(-my)?(-\d{4})+$", "", one.id)].append(one)
    faults = [
        older.id
        for sets in editions.values()
        for older in sorted(sets, key=lambda one: one.year)[:-1]
        if older.status == "final"
    ]
    no(faults, "a later edition is in the catalog: the status is historical")


def test_keys_can_be_read(catalog: Catalog) -> None:
    pattern = r"[a-z0-9-]+/[a-z0-9]+(-[a-z0-9]+)*"
    no([key for key in catalog.measures if not re.fullmatch(pattern, key)], "give a `key`")


def test_texts_are_for_readers_and_are_our_own(catalog: Catalog) -> None:
    """A note is a line, not a steward's paragraph; nothing in it speaks of how it was made."""
    texts = [(m.key, m.note, 300) for _, m in rows(catalog)]
    texts += [(one.id, one.note, 600) for one in catalog]
    texts += [(one.id, one.operation, 1_600) for one in catalog]
    texts += [(f"{one.id} {s.key}", s.note, 450) for one in catalog for s in one.sources]
    long = [f"{key}: {len(text)}" for key, text, most in texts if text and len(text) > most]
    no(long, "shorten these texts, in our own words")
    inside = [f"{key}: {text}" for key, text, _ in texts if text and INSIDE_WORDS.search(text)]
    no(inside, "take these words out: a reader does not know what they mean")


def test_efforts_without_a_list_stay_and_are_no_sets(catalog: Catalog) -> None:
    assert len(efforts()) >= 20
    faults = [one.id for one in efforts() if one.measures or not one.operation or not one.sources]
    no(faults, "an effort has `operation` and `sources`, and no `measures`; else it is a set")
    no([one.id for one in efforts() if one.id in catalog], "it is a set: delete the effort")


def test_fewer_than_three_in_a_hundred_measures_lack_an_area(catalog: Catalog) -> None:
    measures = [m for _, m in rows(catalog) if m.grain == "measure"]
    lacking = [m.key for m in measures if (m.area or area_of(m.name, m.type)) == "other"]
    assert len(lacking) < 0.03 * len(measures), lacking[:20]


def test_the_docs_count_as_the_catalog_does(catalog: Catalog) -> None:
    text = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")
    remedy = "write the figures: python -m benchmarks.figures"
    assert text.count(BEGIN) == text.count(END) == 1
    assert written(text, figures(catalog)) == text, remedy

"""What is written comes back: sets through xlsx, ods and csv, links through SSSOM and FHIR.

The shipped sets are the samples: they are as different as lists are.
"""

import csv
import json
import zipfile
from collections.abc import Iterable, Sequence
from html import escape
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import Table

import measurealign
from measurealign.catalog.imports.spreadsheet import About, read_spreadsheet
from measurealign.crosswalk import Crosswalk
from measurealign.export.fhir import Release, write_fhir
from measurealign.export.fhir.names import code_of, system_of
from measurealign.export.sssom import read_sssom, write_sssom
from measurealign.export.words import stands_for, told
from measurealign.export.xlsx.book import Book
from measurealign.export.xlsx.facts import facts_sheets
from measurealign.model import Match, MeasureSet

Rows = Sequence[Sequence[object]]
CATALOG = measurealign.load_catalog()
SETS = st.sampled_from(sorted(one.id for one in CATALOG))
FEW = st.lists(SETS, min_size=1, max_size=3, unique=True)
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


def ods(sheets: dict[str, Rows]) -> bytes:
    """Return a spreadsheet as OpenDocument writes it."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{"".join(map(_row, rows))}</table:table>'
        for name, rows in sheets.items()
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f'<office:document-content {_SPACES} office:version="1.3">{body}'
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", _ODS)
        archive.writestr("content.xml", f"{content}</office:document-content>")
        manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        entry = '<m:file-entry m:full-path="{}" m:media-type="{}"/>'
        entries = entry.format("/", _ODS) + entry.format("content.xml", "text/xml")
        archive.writestr(
            "META-INF/manifest.xml", f'<m:manifest xmlns:m="{manifest}">{entries}</m:manifest>'
        )
    return out.getvalue()


def _row(row: Sequence[object]) -> str:
    return f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"


def _cell(value: object) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def separated(rows: Rows, dialect: str, encoding: str) -> bytes:
    """Return a table as a spreadsheet program writes it out."""
    out = StringIO()
    csv.writer(out, dialect=dialect).writerows(rows)
    return out.getvalue().encode(encoding)


def facts(ids: Iterable[str]) -> bytes:
    """Return the fact sheets of some shipped sets as a workbook."""
    book = Book("facts")
    facts_sheets(book, Crosswalk(CATALOG, {}, (), Table()), [*ids])
    return book.bytes()


@settings(max_examples=12)
@given(FEW)
def test_sets_come_back_through_a_workbook_and_an_open_document(ids: list[str]) -> None:
    sets = {one: CATALOG.get(one) for one in ids}
    workbook = facts(ids)
    sheets: dict[str, Rows] = {
        sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)]
        for sheet in openpyxl.load_workbook(BytesIO(workbook))
    }
    for content, name in ((workbook, "facts.xlsx"), (ods(sheets), "facts.ods")):
        assert {one.id: one for one in read_spreadsheet(content, name).sets} == sets, name


SCHEMES = ("cbe", "cms", "mips", "hedis")
HEADS = ("Key", "Measure name", "CBE id", "eCQM id", "MIPS id", "HEDIS id", "Steward", "Type",
         "Data source")  # fmt: skip


def plain_list(one: MeasureSet) -> list[list[object]]:
    """Return a set as a payer's list: a row a measure, its ids by numbering."""
    rows: list[list[object]] = [[*HEADS]]
    for row in one.measures:
        ids = ["; ".join(i.value for i in row.ids if i.scheme == name) for name in SCHEMES]
        key = row.key.split("/", 1)[1]
        rows.append([key, row.name, *ids, row.steward, row.type, row.data_source])
    return rows


def told_of(one: MeasureSet) -> list[tuple[Any, ...]]:
    """Return what a plain list tells of a set's measures."""
    return [
        (row.name, frozenset(i for i in row.ids if i.scheme in SCHEMES), row.steward, row.type,
         row.data_source)
        for row in one.measures
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "dialect", "encoding"),
    [
        ("list.csv", "excel", "utf-8"), ("list.csv", "excel", "utf-8-sig"),
        ("list.csv", "excel-tab", "utf-16"), ("list.tsv", "excel-tab", "utf-8"),
        ("list.ods", "", ""),
    ],
)  # fmt: skip
@settings(max_examples=25)
@given(SETS)
def test_a_plain_list_comes_back(name: str, dialect: str, encoding: str, id_: str) -> None:
    one = CATALOG.get(id_)
    rows = plain_list(one)
    content = separated(rows, dialect, encoding) if dialect else ods({"List": rows})
    about = About(one.name, one.year, one.sponsor, one.kind)
    (back,) = read_spreadsheet(content, name, {}, about).sets
    assert told_of(back) == told_of(one)


def test_every_shipped_set_comes_back_from_a_plain_list() -> None:
    for one in CATALOG:
        about = About(one.name, one.year, one.sponsor, one.kind)
        content = separated(plain_list(one), "excel", "utf-8")
        (back,) = read_spreadsheet(content, "list.csv", {}, about).sets
        assert told_of(back) == told_of(one), one.id


@settings(max_examples=12)
@given(ids=FEW)
def test_links_come_back_through_sssom(counted: Crosswalk, ids: list[str]) -> None:
    narrow = counted.only(ids)
    assert read_sssom(write_sssom(narrow, ids)) == tuple(told(narrow, ids))


#: What R4 and R5 say of each relation, read the other way round.
MEANT = {
    "R4": {"equivalent": "same", "inexact": "variant", "narrower": "broader", "wider": "narrower",
           "relatedto": "related", "disjoint": "different"},
    "R5": {"equivalent": "same", "source-is-broader-than-target": "broader",
           "source-is-narrower-than-target": "narrower", "related-to": "related",
           "not-related-to": "different"},
}  # fmt: skip


def links_in(bundle: dict[str, Any], release: Release) -> list[tuple[str, str, str, str, str]]:
    """Return the links of a bundle's concept map: both codes with their systems, the relation."""
    (found,) = (
        entry["resource"] for entry in bundle["entry"]
        if entry["resource"]["resourceType"] == "ConceptMap"
    )  # fmt: skip
    word = "equivalence" if release == "R4" else "relationship"
    return sorted(
        (group["source"], element["code"], group["target"], target["code"],
         MEANT[release][target[word]])
        for group in found.get("group", ())
        for element in group["element"]
        for target in element["target"]
    )  # fmt: skip


def meant(one: Match, release: Release) -> tuple[str, str, str, str, str]:
    """Return a match as a concept map can tell it: R5 has no word for another specification."""
    relation = "different" if one.status == "rejected" else stands_for(one)
    if release == "R5" and relation == "variant":
        relation = "related"
    ends = [(system_of(end), code_of(end)) for end in (one.left, one.right)]
    return (*ends[0], *ends[1], relation)


@pytest.mark.parametrize("release", ["R4", "R5"])
@settings(max_examples=8)
@given(ids=FEW)
def test_links_come_back_through_fhir(counted: Crosswalk, release: Release, ids: list[str]) -> None:
    bundle = json.loads(write_fhir(counted, ids, None, release))
    assert links_in(bundle, release) == sorted(meant(one, release) for one in told(counted, ids))

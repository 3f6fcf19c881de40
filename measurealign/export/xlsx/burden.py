"""Sheets Burden and Conflicts: what the sets ask of a practice, and what studies say it costs."""

from collections.abc import Sequence

from measurealign.burden import Burden, burden
from measurealign.burden.effort import Parameters
from measurealign.burden.estimate import Estimate, estimates
from measurealign.catalog.areas import label_of
from measurealign.compare.specification import DIMENSIONS
from measurealign.crosswalk import Crosswalk
from measurealign.export.xlsx.book import Book
from measurealign.export.xlsx.field import Field
from measurealign.shown import count_of


def burden_sheets(
    book: Book, walk: Crosswalk, ids: Sequence[str], clinicians: int, given: Parameters | None
) -> None:
    """Write what is asked in all, asked by several sets, and asked in conflicting ways."""
    found = burden(walk, ids, given)
    labels = {one.id: one.label for one in walk.catalog}
    _totals(book, found, estimates(found, clinicians, given), clinicians)
    _repeated(book, found, labels)
    _conflicts(book, found, labels)


def totals(found: Burden) -> tuple[tuple[str, float, str], ...]:
    """Return the burden's figures: what, how many, what it means."""
    sharp = sum(not one.route_only for one in found.conflicts)
    return (
        ("Rows that ask for a measure", found.listings, f"{found.choice} may be left out"),
        ("Rows wanted", found.required, "as each set asks"),
        ("Distinct measures wanted", found.reported, "at most, whoever counts them"),
        ("Distinct measures", found.measures, f"{len(found.repeated)} asked by two sets or more"),
        ("Under different names", len(found.renamed), "the same measure, worded differently"),
        ("Distinct subjects", found.subjects, "A1c control, breast cancer screening ..."),
        ("Distinct specifications", found.specifications, "at least: rows often tell none"),
        ("Asked in conflicting ways", sharp, "see sheet Conflicts"),
        ("Reports", found.reports, "pairs of set and data route"),
        ("Weight", found.weight, "1 = one chart abstraction: an assumption, see Method"),
    )


def _totals(book: Book, found: Burden, costs: Sequence[Estimate], clinicians: int) -> None:
    columns = [
        Field("What is asked", 34, "wrap"), Field("Number", 22, "decimal"),
        Field("Note", 16, "text"), Field("Low", 10, "whole"), Field("Middle", 10, "whole"),
        Field("High", 10, "whole"), Field("Rests on", 12),
        Field("Setting and source", 52, "wrap"),
    ]  # fmt: skip
    sheet, top = book.sheet("Burden", "Burden: what the sets ask of a practice")
    figures = [list(row) for row in totals(found)]
    row = book.fill(sheet, top, columns[:3], figures)
    many = count_of(clinicians, "clinician")
    title = f"What it costs a year, for {many}: one row a study, never to be added up"
    sheet.write_string(row, 0, title, book.format(bold=True))
    first = [Field("Study", 34, "wrap"), Field("A clinician's, times", 22, "wrap"),
             Field("Unit", 16)]  # fmt: skip
    book.fill(sheet, row + 1, [*first, *columns[3:]], [_study(one) for one in costs])
    sheet.freeze_panes(0, 1)


def _study(one: Estimate) -> list[object]:
    unit = "hours" if one.effort.unit == "hours" else f"dollars of {one.effort.year}"
    beyond = f" Stretched: the study saw {one.effort.seen_up_to} measures." if one.beyond else ""
    said = f"{one.effort.says} ({one.study.setting}). {one.study.cite}.{beyond}"
    return [one.study.name, one.times, unit, one.low, one.mid, one.high, one.basis, said]


def _repeated(book: Book, found: Burden, labels: dict[str, str]) -> None:
    columns = [
        Field("Area", 25, "wrap"), Field("Measure", 50, "wrap"), Field("Sets", 7, "whole"),
        Field("Asked by", 44, "wrap"), Field("Names", 60, "wrap"), Field("Routes", 22, "wrap"),
    ]  # fmt: skip
    rows = [
        [
            label_of(one.area), one.label, len(one.sets),
            ", ".join(labels[each] for each in one.sets),
            "\n".join(one.names) if len(one.names) > 1 else "",
            ", ".join(route or "unknown" for route in one.routes)
            + (" (partly from other sets)" if one.inferred else ""),
        ]
        for one in found.repeated
    ]  # fmt: skip
    above = ("Asked by several: measures that two sets or more ask",)
    tints = [one.area for one in found.repeated]
    book.table("Asked by several", columns, rows, above, frozen=2, tints=tints)


def _conflicts(book: Book, found: Burden, labels: dict[str, str]) -> None:
    columns = [
        Field("Area", 25, "wrap"), Field("Idea", 40, "wrap"), Field("Differs in", 24, "wrap"),
        Field("Set", 24, "wrap"), Field("As printed", 50, "wrap"),
        *(Field(one.capitalize(), 14, "wrap") for one in DIMENSIONS), Field("Standing", 10),
    ]  # fmt: skip
    rows: list[list[object]] = []
    tints = []
    for one in found.conflicts:
        differ = ", ".join(difference.dimension for difference in one.differences)
        for row, spec in zip(one.rows, one.specifications, strict=True):
            told = [spec.value(dimension) for dimension in DIMENSIONS]
            rows.append(
                [label_of(one.area), one.label, differ or "not stated by the rows",
                 labels[row.set_id], row.name, *told, row.evidence]
            )  # fmt: skip
            tints.append(one.area)
    above = ("Conflicts: one idea, asked in different specifications",)
    book.table("Conflicts", columns, rows, above, frozen=2, tints=tints)

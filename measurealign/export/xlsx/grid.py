"""Sheet Crosswalk: measures by sets, the core of a workgroup's workbook."""

from collections import Counter
from collections.abc import Sequence

from measurealign.catalog.areas import areas, label_of
from measurealign.crosswalk import Crosswalk, TableNames
from measurealign.export.xlsx.book import Book
from measurealign.export.xlsx.field import Field
from measurealign.model import STANDINGS, Family, Measure

_SCHEMES = (("cbe", "CBE id", 8), ("cms", "eCQM", 9), ("mips", "MIPS", 7), ("hedis", "HEDIS", 9))
_STANDING = {
    standing: "" if standing == "primary" else f" ({mark.word})"
    for standing, mark in STANDINGS.items()
}


def crosswalk_sheet(book: Book, walk: Crosswalk, ids: Sequence[str]) -> None:
    """Write families (rows) by sets (columns)."""
    families = ordered(walk, ids)
    listed, label = _listed(walk, ids), TableNames(walk, tuple(ids))
    rows = [_line(label, f, {id_: listed.get((id_, f.id), []) for id_ in ids}) for f in families]
    above = (
        "Crosswalk: each row is one measure, whatever the sets call it",
        "x: the set lists it, with its role where the set tells one. Filter by area, id or set. "
        "Sheet Links says which line is which measure, and what told it.",
    )
    tints = [family.area for family in families]
    sheet, top = book.table("Crosswalk", _columns(walk, ids), rows, above, frozen=2, tints=tints)
    first = 3 + len(_SCHEMES) + 4
    look = {"type": "text", "criteria": "begins with", "value": "x"}
    sheet.conditional_format(
        top + 1, first, top + len(rows), first + len(ids) - 1,
        {**look, "format": book.format(bg_color="#CFE8CF", font_color="#0B4A0B")},
    )  # fmt: skip


def _columns(walk: Crosswalk, ids: Sequence[str]) -> list[Field]:
    many = len(ids) > 4
    return [
        Field("Area", 22, "wrap"), Field("Measure", 52, "wrap"),
        Field("Subject", 32, "wrap"),
        *(Field(heading, width) for _, heading, width in _SCHEMES),
        Field("Steward", 13, "wrap"), Field("Type", 20), Field("Sets here", 7, "whole"),
        Field("Sets in catalog", 10, "whole"),
        *(
            Field(walk.catalog.get(id_).label, 6 if many else 12, "mark", turned=many)
            for id_ in ids
        ),
        Field("Linked by", 14, printed=False),
        Field("Least sure link", 9, "percent", printed=False),
        Field("Measure id", 44, printed=False),
    ]  # fmt: skip


def ordered(walk: Crosswalk, ids: Sequence[str]) -> list[Family]:
    """Return the families that the sets list: by area, then the most listed, then by name."""
    place = {area.id: at for at, area in enumerate(areas())}
    listed = Counter(id_ for set_id in ids for id_ in walk.families_in(set_id))

    def rank(family: Family) -> tuple[int, str, int, str, str]:
        subject = walk.subject_of(family.id).label
        return place.get(family.area, 99), family.area, -listed[family.id], subject, family.id

    return sorted((walk.family[id_] for id_ in listed), key=rank)


def _listed(walk: Crosswalk, ids: Sequence[str]) -> dict[tuple[str, str], list[Measure]]:
    """Return the rows of each set by family."""
    found: dict[tuple[str, str], list[Measure]] = {}
    for id_ in ids:
        for measure in walk.listed(id_):
            found.setdefault((id_, walk.family_of(measure.key).id), []).append(measure)
    return found


def _line(label: TableNames, family: Family, members: dict[str, list[Measure]]) -> list[object]:
    walk = label.walk
    everyone = [measure for listed in members.values() for measure in listed]
    told = (walk.links.get(measure.key) for measure in everyone)
    links = [link for link in told if link and link.counts]
    return [
        label_of(family.area),
        label[family.id],
        label.subject(walk.subject_of(family.id).id),
        *(family_ids(everyone, scheme) for scheme, _, _ in _SCHEMES),
        first(measure.steward for measure in everyone),
        first(measure.type for measure in everyone),
        sum(bool(listed) for listed in members.values()),
        len(walk.sets_with[family.id]),
        *(_mark(listed) for listed in members.values()),
        ", ".join(sorted({link.how for link in links if link.how})),
        min((link.confidence for link in links), default=None),
        family.id,
    ]


def first(values: object) -> str:
    """Return the most frequent of some words (the first by alphabet of equals), "" if none."""
    words = [str(value) for value in values if value]  # type: ignore[attr-defined]
    return max(sorted(set(words)), key=words.count, default="")


def family_ids(members: Sequence[Measure], scheme: str) -> str:
    """Return a family's ids in one numbering, without versions."""
    found = {one.base for measure in members for one in measure.ids if one.scheme == scheme}
    return ", ".join(sorted(found))


def _mark(listed: Sequence[Measure]) -> str:
    if not listed:
        return ""
    roles = " / ".join(dict.fromkeys(m.role for m in listed if m.role))
    standing = _STANDING[listed[0].evidence]
    return f"x {roles}".strip() + standing

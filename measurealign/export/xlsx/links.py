"""Sheets Links and Bonds: which line is which known measure, and how measures are bound."""

from collections.abc import Sequence

from measurealign.crosswalk import Crosswalk, TableNames
from measurealign.export.xlsx.book import Book
from measurealign.export.xlsx.field import Field

_LINKS = (
    Field("Set", 22), Field("Line as printed", 44, "wrap"), Field("Known measure", 44, "wrap"),
    Field("Part", 10), Field("Status", 10), Field("Told by", 10),
    Field("Confidence", 11, "percent"), Field("Likeness", 10, "percent"),
    Field("Why", 70, "wrap"), Field("Next best", 44, "wrap"),
    Field("Measure id", 44, printed=False),
)  # fmt: skip
_BONDS = (
    Field("Measure", 44, "wrap"), Field("Is bound as", 14), Field("Other measure", 44, "wrap"),
    Field("Credit", 9, "percent"), Field("Stated", 8), Field("Why", 70, "wrap"),
)  # fmt: skip


def links_sheet(book: Book, walk: Crosswalk, ids: Sequence[str]) -> None:
    """Write each line of the sets with its known measure, and what told it."""
    rows = []
    for line in (line for id_ in ids for line in walk.listed(id_)):
        link = walk.links.get(line.key)
        if link is None:
            continue
        known = walk.inventory.get(link.measure)
        rows.append(
            [
                walk.catalog.get(line.set_id).label, line.name, known.title if known else "",
                link.part or "", link.status, link.how or "",
                link.confidence if known else None, link.likeness if known else None,
                link.says if known else "", link.next[0].title if link.next else "",
                link.measure or "",
            ]
        )  # fmt: skip
    above = (
        "Links: which line is which known measure, and what told it",
        "sure: taken; confirm: a person should look (not counted as the measure until then); "
        "none: no known measure. Confidence: how sure the link is. Likeness: how alike the "
        "wordings are.",
    )
    book.table("Links", _LINKS, rows, above, frozen=2)


def bonds_sheet(book: Book, walk: Crosswalk, ids: Sequence[str]) -> None:
    """Write how the measures of the sets are bound to each other."""
    label = TableNames(walk, tuple(ids))
    here = {id_ for set_id in ids for id_ in walk.families_in(set_id)}
    rows = []
    for edge in sorted(tuple(sorted(edge)) for edge in walk.bond_graph.subgraph(here).edges):
        bond = walk.bond(*edge)
        labels = [label[id_] for id_ in edge]
        stated = "yes" if bond.stated else "no"
        rows.append([labels[0], bond.kind, labels[1], bond.credit, stated, bond.says])
    above = (
        "Bonds: which measures are parts, wholes or other specifications of others",
        "Credit: how far the one serves whoever counts the other. Stated: by the inventory or a "
        "person; else read from the two titles.",
    )
    book.table("Bonds", _BONDS, rows, above, frozen=1)

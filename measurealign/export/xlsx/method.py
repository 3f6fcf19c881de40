"""Sheets About and Method: what the workbook holds, and how each number came to be."""

from collections.abc import Sequence

from measurealign.alignment.recommendation import Recommendation
from measurealign.crosswalk import Crosswalk
from measurealign.export.xlsx.book import Book, Column

_SHEETS = (
    ("Crosswalk", "measures (rows) by sets (columns)"),
    ("Overlap", "how much each pair of sets shares"),
    ("Scores", "how far the other sets use each set's measures"),
    ("Recommendation", "the proposed measures by tier, with reasons"),
    ("Subjects", "every subject of the table: who measures it, agreement, tier"),
    ("Programmes", "what each programme keeps, changes, adopts and drops"),
    ("Open questions", "subjects measured in ways that do not serve each other"),
    ("Left out", "subjects without a chosen measure, and why"),
    ("Additions", "cost and patient-engagement candidates, with opinions"),
    ("Burden", "what is asked of a practice, and what studies say it costs"),
    ("Asked by several", "measures that two sets or more ask"),
    ("Conflicts", "one idea asked in different specifications"),
    ("Links", "which measures were joined, and why"),
    ("Sets, Measures, Sources", "every fact of the sets; can be edited and read back"),
    ("Method", "what each number means"),
)
_PROPOSAL = ("Recommendation", "Subjects", "Programmes", "Open questions", "Left out", "Additions")
_METHOD = (
    ("Measure", "one line of a measure set, as that set prints it"),
    ("Family", "the measures, over all sets, that are the same measure"),
    ("Concept", "families with the same focus and population but another specification"),
    ("Area", "the topic at which workgroups talk; agreeing on areas is not alignment"),
    ("Standing", "source: read in the cited source. inferred: seen for the years around it, or in "
     "secondary material. recalled: not seen; left out of the numbers unless asked for"),
    ("Confidence, similarity", "how sure a relation is; how alike two wordings are"),
    ("Weakest link", "the lowest confidence among the links that hold a family together"),
    ("Jaccard", "shared families / families of both sets; at the harmonized tier, families that "
     "the other set answers by another specification count as shared"),
    ("Containment", "share of the row's families that the column answers"),
    ("Alignment score", "mean, over a set's families, of the share of the other sets that use it"),
    ("Agreement", "share of the programmes at the table that measure a subject, by their weights"),
    ("Tier", "core: a majority requires the subject (what may be chosen counts half); menu: a "
     "third measure it, and at least two; on deck: fewer; monitoring: nothing measures a practice"),
    ("Keeps, changes", "a programme keeps a chosen measure that it lists itself; it changes "
     "another form of it (a part, a variant) that the chosen one serves"),
    ("Coverage", "mean over a set's families: 1 if chosen, the variant credit (0.5 unless told "
     "otherwise) if another specification is chosen, else 0"),
    ("Fewest measures", "an integer programme, solved in turn for most programmes served subject "
     "by subject, the fewest measures, the fewest changes; optimal means proven"),
    ("Burden weight", "1 = a chart is opened and abstracted; weights of other routes are "
     "assumptions that anyone may edit (data/burden.yaml)"),
    ("Costs", "each study's figure times what it counts; studies of different settings are never "
     "added up"),
)  # fmt: skip


def about_sheet(
    book: Book, walk: Crosswalk, ids: Sequence[str], found: Recommendation | None
) -> None:
    """Write the first sheet: the sets at the table and what the other sheets hold."""
    said = [found.says] if found else []
    sheet, top = book.sheet("About", "Measure crosswalk", *said, colour="#6FA8DC")
    columns = [Column("Set", 44, "wrap"), Column("Year", 16), Column("Measures", 10, "whole"),
               Column("Sponsor", 40, "wrap"), Column("Id", 34)]  # fmt: skip
    sets = [walk.catalog.get(id_) for id_ in ids]
    rows = [[s.name, s.year, len(walk.listed(s.id)), s.sponsor, s.id] for s in sets]
    row = book.fill(sheet, top, columns, rows)
    inside = [one for one in _SHEETS if found or one[0] not in _PROPOSAL]
    for at, (name, says) in enumerate(inside, row):
        sheet.write_string(at, 0, name, book.format(bold=True))
        sheet.write_string(at, 1, says)


def method_sheet(book: Book) -> None:
    """Write the last sheet: words and formulas."""
    columns = [Column("Word", 26), Column("What it means", 110, "wrap")]
    book.table("Method", columns, [list(one) for one in _METHOD], ("Method: words and formulas",))

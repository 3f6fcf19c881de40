"""Sheets About and Method: what the workbook holds, and how each number came to be."""

from collections.abc import Sequence

from measurealign.alignment.recommendation import Recommendation
from measurealign.crosswalk import Crosswalk
from measurealign.export.xlsx.book import Book
from measurealign.export.xlsx.field import Field
from measurealign.model import STANDINGS

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
    ("Conflicts", "what is asked in different specifications"),
    ("Links", "which line is which known measure, and what told it"),
    ("Bonds", "which measures are parts or other specifications of others"),
    ("Sets, Measures, Sources", "every fact of the sets; can be edited and read back"),
    ("Method", "what each number means"),
)
_PROPOSAL = ("Recommendation", "Subjects", "Programmes", "Open questions", "Left out", "Additions")
_METHOD = (
    ("Measure", "one line of a measure set, as that set prints it"),
    ("Family", "the measures, over all sets, that are the same measure"),
    ("Bond", "how two measures relate: an age band, a rate, a combination or a component of the "
     "other (credit 75 %), another specification (50 %), wider, narrower or related (none)"),
    ("Subject", "one line of a taskforce's agenda: breast cancer screening, A1c control ..."),
    ("Area", "the topic at which workgroups talk; agreeing on areas is not alignment"),
    ("Standing", " ".join(f"{mark.word}: {mark.says}." for mark in STANDINGS.values())
     + " Recalled rows are left out of the numbers unless asked for"),
    ("Link", "what says that a line is a known measure: its id, a code, its name, its likeness to "
     "the names, or a person"),
    ("Confidence, likeness", "how sure a link is; how alike the wordings are"),
    ("Jaccard", "shared families / families of both sets; harmonized: families that the other set "
     "answers by a part, the whole or another specification count as shared"),
    ("Containment", "share of the row's families that the column answers"),
    ("Alignment score", "mean, over a set's families, of the share of the other sets that use it"),
    ("Agreement", "share of the programmes at the table that measure a subject, by their weights"),
    ("Tier", "core: a majority requires the subject (what may be chosen counts half); menu: a "
     "third measure it, and at least two; on deck: fewer; monitoring: nothing measures a practice"),
    ("Keeps, changes", "a programme keeps a chosen measure that it lists itself; it changes "
     "another form of it (a part, a variant) that the chosen one serves"),
    ("Coverage", "mean over a set's families: 1 if chosen, else the credit of its bond to "
     "what is chosen, 0 without one"),
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
    columns = [Field("Set", 44, "wrap"), Field("Year", 16), Field("Measures", 10, "whole"),
               Field("Sponsor", 40, "wrap"), Field("Id", 34)]  # fmt: skip
    sets = [walk.catalog.get(id_) for id_ in ids]
    rows = [[s.name, s.year, len(walk.listed(s.id)), s.sponsor, s.id] for s in sets]
    row = book.fill(sheet, top, columns, rows)
    inside = [one for one in _SHEETS if found or one[0] not in _PROPOSAL]
    for at, (name, says) in enumerate(inside, row):
        sheet.write_string(at, 0, name, book.format(bold=True))
        sheet.write_string(at, 1, says)


def method_sheet(book: Book) -> None:
    """Write the last sheet: words and formulas."""
    columns = [Field("Word", 26), Field("What it means", 110, "wrap")]
    book.table("Method", columns, [list(one) for one in _METHOD], ("Method: words and formulas",))

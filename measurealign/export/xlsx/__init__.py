"""The workbook: crosswalk, overlap, scores, links, bonds, proposal, burden, facts and method.

Laid out as workgroups know it from the Buying Value spreadsheet: measures down, sets across.
"""

from collections.abc import Sequence

from measurealign.alignment.recommendation import Recommendation
from measurealign.burden.effort import Parameters
from measurealign.crosswalk import Crosswalk
from measurealign.export.xlsx.book import Book
from measurealign.export.xlsx.burden import burden_sheets
from measurealign.export.xlsx.criteria import criteria_sheet
from measurealign.export.xlsx.facts import facts_sheets
from measurealign.export.xlsx.grid import crosswalk_sheet
from measurealign.export.xlsx.links import bonds_sheet, links_sheet
from measurealign.export.xlsx.method import about_sheet, method_sheet
from measurealign.export.xlsx.numbers import overlap_sheet, scores_sheet
from measurealign.export.xlsx.proposal import proposal_sheets

__all__ = ["write_xlsx"]


def write_xlsx(
    crosswalk: Crosswalk,
    ids: Sequence[str],
    recommendation: Recommendation | None = None,
    clinicians: int = 1,
    given: Parameters | None = None,
) -> bytes:
    """Return the workbook of the sets at the table (and of a recommendation for them).

    `crosswalk` is the whole one, narrowed by standing: reach and inferred data sources come from
    all its sets. The burden is that of a practice of some clinicians, by the figures `given`. The
    same content gives the same bytes.
    """
    book = Book("Measure crosswalk")
    about_sheet(book, crosswalk, ids, recommendation)
    crosswalk_sheet(book, crosswalk, ids)
    overlap_sheet(book, crosswalk, ids)
    chosen = [one.facts.family for one in recommendation.chosen] if recommendation else None
    scores_sheet(book, crosswalk, ids, chosen)
    if recommendation is not None:
        proposal_sheets(book, recommendation)
        criteria_sheet(book, crosswalk, ids, recommendation)
    burden_sheets(book, crosswalk, ids, clinicians, given)
    links_sheet(book, crosswalk, ids)
    bonds_sheet(book, crosswalk, ids)
    facts_sheets(book, crosswalk, ids)
    method_sheet(book)
    return book.bytes()

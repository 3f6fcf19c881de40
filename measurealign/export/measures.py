"""The aligned measures as a table (CSV): one row a measure, with ids, tier, agreement, reasons."""

from measurealign.alignment.chosen import COLUMNS
from measurealign.alignment.recommendation import Recommendation
from measurealign.catalog.cells import to_csv


def measures_csv(found: Recommendation) -> str:
    """Return the chosen measures as CSV, in the order of the recommendation."""
    return to_csv(COLUMNS, (tuple(row.values()) for row in found.rows()))

"""A brief as self-contained HTML (no script, no file from elsewhere) that prints on one page."""

from measurealign.export.brief import sheet
from measurealign.export.brief.handout import Handout, rest_of
from measurealign.export.page import page


def html(told: Handout) -> str:
    """Return a brief as HTML; every text is escaped."""
    template = page("brief/handout.html.jinja")
    return template.render(told=told, rest_of=rest_of, halves=sheet.halves, size=sheet)

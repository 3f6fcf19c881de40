"""The brief's two buttons: a page to print, and the same as a document to edit."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from measurealign.ui import parts

if TYPE_CHECKING:
    from measurealign.export.brief import Handout

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def briefs(told: "Callable[[], Handout]", stem: str) -> None:
    """Draw the downloads of a brief, which is made when a button is pressed."""

    def page() -> str:
        from measurealign.export.brief.html import html

        return html(told())

    def document() -> bytes:
        from measurealign.export.brief.docx import docx

        return docx(told())

    parts.download("Brief to print (HTML)", page, f"{stem}.html", "text/html")
    parts.download("Brief to edit (DOCX)", document, f"{stem}.docx", _DOCX)

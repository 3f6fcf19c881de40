"""The brief: one page (Letter and A4) that is handed out, as HTML and as DOCX.

`proposal_brief` and `practice_brief` say what stands on it, `html.html` and `docx.docx` write it.
What does not fit is left out item by item, counted, never shortened; an appendix, if asked for,
has it, and what stands behind the page.
"""

from measurealign.export.brief.handout import Handout
from measurealign.export.brief.practice import practice_brief
from measurealign.export.brief.proposal import proposal_brief

__all__ = ["Handout", "practice_brief", "proposal_brief"]

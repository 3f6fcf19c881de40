"""The pieces of a printed page: escaped text, tables, cuts, and the style sheet."""

from collections.abc import Iterable, Sequence
from html import escape

STYLE = """
@page { size: letter; margin: 12mm 12mm; }
* { box-sizing: border-box; }
body { font: 8.8pt/1.3 "Helvetica Neue", Arial, "Liberation Sans", sans-serif; color: #1d2733;
  max-width: 190mm; margin: 0 auto; padding: 4mm 0; }
@media print { body { padding: 0; } }
h1 { font-size: 16pt; margin: 0 0 1mm; }
h2 { font-size: 11pt; margin: 4mm 0 1mm; border-bottom: 0.6pt solid #9fb3c8;
  padding-bottom: 0.5mm; break-after: avoid; }
p { margin: 0 0 1.5mm; } .lead { font-size: 11pt; } .small { font-size: 7.6pt; color: #4c5a69; }
table { border-collapse: collapse; width: 100%; font-size: 8.4pt; line-height: 1.24; }
tr { break-inside: avoid; }
th, td { text-align: left; vertical-align: top; padding: 0.6mm 1.8mm 0.6mm 0;
  border-bottom: 0.3pt solid #d5dde6; }
th { font-size: 7.6pt; color: #4c5a69; } td.n, th.n { text-align: right; white-space: nowrap; }
td.c, th.c { text-align: center; width: 7%; } .ids { color: #4c5a69; font-size: 7.4pt; }
td.w1 { width: 13%; } td.w2 { width: 46%; } td.w3 { width: 33%; }
.figures { display: flex; gap: 6mm; margin: 2mm 0 1mm; } .figures b { font-size: 15pt; }
.figures div { flex: 1; border-left: 1.6pt solid #6fa8dc; padding-left: 2mm; }
.side { display: flex; gap: 6mm; align-items: flex-start; break-inside: avoid; }
.side > * { flex: 1; } .side > .wide { flex: 2; } .fine table { font-size: 7.8pt; }
ul { margin: 0; padding-left: 4mm; } li { break-inside: avoid; }
svg { max-width: 100%; height: auto; }
"""


def escaped(text: object) -> str:
    """Escape a text for HTML, quotation marks included."""
    return escape(str(text), quote=True)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], looks: str = "") -> str:
    """Return a table; cells are HTML already, `looks` names each column's look (n, c, w1, -)."""
    told = [
        f" class={look}" if look != "-" else "" for look in looks.split() or "-" * len(headings)
    ]
    head = "".join(f"<th{look}>{escaped(h)}</th>" for h, look in zip(headings, told, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td{k}>{cell}</td>" for cell, k in zip(row, told, strict=True)) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def more(shown: int, all_: int, what: str) -> str:
    """Return the line that says how many were cut from a list ("" if none)."""
    rest = all_ - shown
    return f"<p class=small>and {rest} more {what}: see the workbook.</p>" if rest > 0 else ""


def cut(text: str, most: int) -> str:
    """Return a text of at most so many letters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"

"""One page to print or mail: the proposal, its reasons, the overlap, the burden, the sources.

Self-contained HTML (no script, no file from elsewhere) that prints to at most four pages: long
lists are cut and say so. Every text is escaped.
"""

from collections.abc import Iterable, Sequence
from html import escape

from measurealign.alignment.recommendation import Chosen, OpenArea, Recommendation
from measurealign.burden import burden
from measurealign.crosswalk import Crosswalk
from measurealign.estimate import Estimate, estimates
from measurealign.export.picture import bar, heat_map
from measurealign.export.words import area_label, ids_of, verdict, with_labels
from measurealign.matrix import matrix
from measurealign.model import Standing

#: How much of each list is shown, so that the page stays within four sheets.
_CHOSEN, _OPEN, _ADDITIONS, _LEFT_OUT, _SETS = 20, 12, 4, 10, 16
#: With more sets than this, each open area names fewer of their measures.
_FEW = 5
MARKS: dict[Standing, str] = {"source": "", "inferred": " ◐", "recalled": " ○"}
_STYLE = """
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


def write_brief(
    crosswalk: Crosswalk, ids: Sequence[str], found: Recommendation, clinicians: int = 1
) -> str:
    """Return the brief of a recommendation for the sets at the table, as HTML."""
    labels = {one.id: one.label for one in crosswalk.catalog}
    named = [labels.get(id_, id_) for id_ in ids]
    parts = [
        f"<h1>Proposal for an aligned measure set</h1><p class=small>{_e(', '.join(named))}</p>",
        f"<p class=lead>{_e(verdict(found))}.</p>",
        _figures(found),
        _chosen(found, ids, labels),
        f"<div class=side>{_overlap(crosswalk, ids, labels)}{_coverage(found, labels)}</div>",
        _open(found, labels),
        _additions(found),
        _burden(crosswalk, ids, found, clinicians),
        _left_out(found, labels),
        _sources(crosswalk, ids, found),
    ]
    title = _e("Aligned measure set: " + ", ".join(named))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body>\n"
        + "\n".join(part for part in parts if part)
        + "\n</body></html>\n"
    )


def _e(text: object) -> str:
    """Escape a text for HTML, quotation marks included."""
    return escape(str(text), quote=True)


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]], looks: str = "") -> str:
    """Return a table; cells are HTML already, `looks` names each column's look (n, c, w1, -)."""
    told = [
        f" class={look}" if look != "-" else "" for look in looks.split() or "-" * len(headings)
    ]
    head = "".join(f"<th{look}>{_e(h)}</th>" for h, look in zip(headings, told, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td{k}>{cell}</td>" for cell, k in zip(row, told, strict=True)) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _more(shown: int, all_: int, what: str) -> str:
    rest = all_ - shown
    return f"<p class=small>and {rest} more {what}: see the workbook.</p>" if rest > 0 else ""


def _figures(found: Recommendation) -> str:
    served = sum(one.served for one in found.coverage)
    demands = sum(one.demands for one in found.coverage)
    figures = (
        (str(len(found.chosen)), "common measures"),
        (f"{served} of {demands}", "demands served"),
        (f"{found.before.specifications} → {found.after.specifications}",
         "distinct measures, if the sets asked these alone"),
        (str(len(found.open_areas)), "open areas to negotiate"),
    )  # fmt: skip
    cells = "".join(f"<div><b>{_e(value)}</b><br>{_e(says)}</div>" for value, says in figures)
    return f"<div class=figures>{cells}</div>"


def _chosen(found: Recommendation, ids: Sequence[str], labels: dict[str, str]) -> str:
    few = len(ids) <= _FEW
    sets = [labels.get(id_, id_) for id_ in ids] if few else ["Sets"]
    rows = [
        [
            str(at),
            _named(one),
            _e(area_label(one.facts.area)),
            *_who(one, ids, few),
            _why(one, labels),
        ]
        for at, one in enumerate(found.chosen[:_CHOSEN], 1)
    ]
    headings = ["", "Measure", "Area", *sets, "Why"]
    more = _more(_CHOSEN, len(found.chosen), "measures")
    key = "✓ lists it &nbsp; ≈ lists another specification &nbsp; ◐ inferred &nbsp; ○ recalled"
    table = _table(headings, rows, "- w3 w1" + " c" * len(sets) + " -")
    return f"<h2>The measures</h2>{table}{more}<p class=small>{key}</p>"


def _named(one: Chosen) -> str:
    facts = one.facts
    said = _cut("; ".join(part for part in (ids_of(facts.ids), facts.steward) if part), 90)
    return f"<b>{_e(facts.label)}</b>{MARKS[facts.evidence]}<br><span class=ids>{_e(said)}</span>"


def _who(one: Chosen, ids: Sequence[str], few: bool) -> list[str]:
    listed, variant = set(one.facts.listed_by), set(one.facts.variant_in)
    if not few:
        return [f"{len(listed & set(ids))} ✓" + (f" {len(variant)} ≈" if variant else "")]
    return ["✓" if id_ in listed else "≈" if id_ in variant else "" for id_ in ids]


def _why(one: Chosen, labels: dict[str, str]) -> str:
    # Whom it serves stands in the table already.
    said = [reason for reason in one.reasons if not reason.startswith("serves ")][:2]
    if one.loss is not None and one.loss.says not in "; ".join(said):
        said.append(one.loss.says)
    return _e(_cut(with_labels("; ".join(said), labels), 160))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _overlap(walk: Crosswalk, ids: Sequence[str], labels: dict[str, str]) -> str:
    shown = list(ids[:_SETS])
    table = matrix(walk, "harmonized", shown)
    strict = matrix(walk, "strict", shown)
    svg = heat_map([labels.get(id_, id_) for id_ in shown], strict.jaccard, table.jaccard)
    said = "Shared measures of each two sets, as a share of all of both (Jaccard): the same "
    said += "measure below the diagonal, the same idea in any specification above it."
    more = _more(_SETS, len(ids), "sets")
    return f"<div><h2>How far the sets overlap</h2>{svg}<p class=small>{said}</p>{more}</div>"


def _coverage(found: Recommendation, labels: dict[str, str]) -> str:
    rows = [
        [_e(labels.get(one.set, one.set)), f"{one.served} of {one.demands}",
         f"{one.same} + {one.variant} of {one.listed}", bar(one.coverage)]
        for one in found.coverage[:_SETS]
    ]  # fmt: skip
    table = _table(["Set", "Demands", "Its measures", "Coverage"], rows, "- n n -")
    said = "Its measures: the same + in another specification, of those that it lists."
    return f"<div><h2>What it covers of each set</h2>{table}<p class=small>{said}</p></div>"


def _open(found: Recommendation, labels: dict[str, str]) -> str:
    if not found.open_areas:
        return ""
    rows = [_open_row(one, labels) for one in found.open_areas[:_OPEN]]
    table = _table(["Area", "Who measures what", "To negotiate"], rows, "w1 w2 -")
    more = _more(_OPEN, len(found.open_areas), "open areas")
    said = "The sets agree on the topic, not on the measure. Nothing here was added."
    return f"<h2>Open areas</h2><p>{said}</p><div class=fine>{table}</div>{more}"


def _open_row(one: OpenArea, labels: dict[str, str]) -> list[str]:
    few = len(one.lists) <= _FEW - 2
    lists = [
        f"{labels.get(set_id, set_id)}: {_some(measures, 2 if few else 1)}"
        for set_id, measures in list(one.lists.items())[: _FEW - 1]
    ]
    if len(one.lists) > len(lists):
        lists.append(f"and {len(one.lists) - len(lists)} more sets")
    proposal = one.proposal
    said = (
        f"<b>{_e(proposal.facts.label)}</b>: {_e(_cut(with_labels(proposal.says, labels), 120))}"
        if proposal
        else "—"
    )
    return [_e(one.label), "<br>".join(_e(_cut(each, 130 if few else 92)) for each in lists), said]


def _some(words: Sequence[str], most: int) -> str:
    rest = len(words) - most
    return "; ".join(words[:most]) + (f" and {rest} more" if rest > 0 else "")


def _additions(found: Recommendation) -> str:
    if not found.additions:
        return ""
    rows = []
    for one in found.additions[:_ADDITIONS]:
        said = "; ".join(f"{each.stance}: {each.says}" for each in one.opinions[:2])
        name = f"<b>{_e(one.name)}</b><br><span class=ids>{_e(ids_of(one.ids))}</span>"
        rows.append([_e(one.purpose), name, _e(_cut(one.adds, 170)), _e(_cut(said, 210))])
    table = _table(["Purpose", "Measure", "What it adds", "Opinions"], rows)
    return f"<h2>Cost and patient engagement: what is missing</h2>{table}"


def _burden(walk: Crosswalk, ids: Sequence[str], found: Recommendation, clinicians: int) -> str:
    rows = [
        [_e(says), _number(getattr(found.before, field)), _number(getattr(found.after, field))]
        for field, says in _LOAD
    ]
    table = _table(
        ["What a practice that answers to all sets must do", "Now", "After"], rows, "- n n"
    )
    asked = burden(walk, ids)
    studies = [_study(one) for one in estimates(asked, clinicians)][:5]
    many = "1 clinician" if clinicians == 1 else f"{clinicians} clinicians"
    costs = _table(
        [f"What it costs a year now, {many}", "Low", "Middle", "High", "Unit"], studies, "- n n n -"
    )
    said = "After: every set asks these measures and nothing else in their areas. Chart "
    said += "abstractions are an assumption about data routes. Studies are never added up."
    shown = f"<div class='wide fine'>{costs}</div>" if studies else ""
    return (
        f"<h2>The burden before and after</h2><div class=side><div>{table}</div>{shown}</div>"
        f"<p class=small>{said}</p>"
    )


#: Fields of a Load and what they are.
_LOAD: tuple[tuple[str, str], ...] = (
    ("listings", "rows that ask for a measure"),
    ("measures", "distinct ideas"),
    ("specifications", "distinct measures"),
    ("burden", "work, in chart abstractions"),
)


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def _study(one: Estimate) -> list[str]:
    unit = "hours" if one.effort.unit == "hours" else f"$ of {one.effort.year}"
    amounts = ["–" if v is None else _number(round(v)) for v in (one.low, one.mid, one.high)]
    return [_e(f"{one.study.name} ({one.study.setting})"), *amounts, _e(unit)]


def _left_out(found: Recommendation, labels: dict[str, str]) -> str:
    if not found.left_out:
        return ""
    shown = "".join(
        f"<li>{_e(one.facts.label)}: {_e(_cut(with_labels(one.why, labels), 150))}</li>"
        for one in found.left_out[:_LEFT_OUT]
    )
    more = _more(_LEFT_OUT, len(found.left_out), "common measures")
    return f"<h2>Common measures that were left out</h2><ul class=small>{shown}</ul>{more}"


def _sources(walk: Crosswalk, ids: Sequence[str], found: Recommendation) -> str:
    rows = []
    most = 150 if len(ids) <= _FEW else 90
    for id_ in ids[:_SETS]:
        one = walk.catalog.get(id_)
        said = "; ".join(source.title for source in one.sources[:2])
        told = f"{one.label}, {_cut(one.sponsor, 60)}: {_cut(said, most)}"
        rows.append(f"<li>{_e(told)}</li>")
    made = found.inputs
    note = f"{made.tool}; catalogue {made.catalogue}; rows counted: {', '.join(made.evidence)}. "
    note += "; ".join(found.notes)
    return f"<h2>Sources</h2><ul class=small>{''.join(rows)}</ul><p class=small>{_e(note)}</p>"

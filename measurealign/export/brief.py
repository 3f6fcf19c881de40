"""One page to print or mail: the proposal, its reasons, the overlap, the burden, the sources.

Self-contained HTML (no script, no file from elsewhere) that prints to at most four pages: long
lists are cut and say so. Every text is escaped.
"""

from collections.abc import Mapping, Sequence

from measurealign.alignment.chosen import AlignedMeasure
from measurealign.alignment.recommendation import OpenQuestion, Recommendation
from measurealign.compare.matrix import matrix
from measurealign.crosswalk import Crosswalk
from measurealign.export.costs import burden_part, cited
from measurealign.export.page import STYLE, cut, escaped, more, table
from measurealign.export.picture import heat_map
from measurealign.export.words import ids_of
from measurealign.model import STANDINGS, Standing

#: How much of each list is shown, so that the page stays within four sheets.
_CHOSEN, _OPEN, _ADDITIONS, _LEFT_OUT, _SETS, _CITED = 20, 11, 4, 8, 14, 8
#: With more programmes than this, each open question names fewer of their measures.
_FEW = 5
MARKS: Mapping[Standing, str] = {
    standing: "" if standing == "primary" else f" {mark.sign}"
    for standing, mark in STANDINGS.items()
}


def write_brief(
    crosswalk: Crosswalk, ids: Sequence[str], found: Recommendation, clinicians: int = 1
) -> str:
    """Return the brief of a recommendation for the sets at the table, as HTML."""
    labels = {one.id: one.label for one in crosswalk.catalog}
    named = [labels.get(id_, id_) for id_ in ids]
    others = f" and {len(named) - _SETS} more" if len(named) > _SETS else ""
    parts = [
        "<h1>Proposal for an aligned measure set</h1>",
        f"<p class=small>{escaped(', '.join(named[:_SETS]) + others)}</p>",
        f"<p class=lead>{escaped(found.says)}.</p>",
        *_proposal(crosswalk, ids, found, labels),
        burden_part(crosswalk, ids, found, clinicians),
        _left_out(found),
        _sources(crosswalk, ids, found, clinicians),
    ]
    title = escaped("Aligned measure set: " + ", ".join(named))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{STYLE}</style></head>\n<body>\n"
        + "\n".join(part for part in parts if part)
        + "\n</body></html>\n"
    )


def _proposal(
    walk: Crosswalk, ids: Sequence[str], found: Recommendation, labels: dict[str, str]
) -> list[str]:
    """Return what is proposed."""
    return [
        _figures(found),
        _chosen(found),
        f"<div class=side>{_overlap(walk, ids, labels)}{_programmes(found)}</div>",
        _open(found),
        _additions(found),
    ]


def _figures(found: Recommendation) -> str:
    saving = found.saving
    figures = (
        (f"{len(found.of_tier('core'))} + {len(found.of_tier('menu'))}", "core and menu measures"),
        (f"{found.served} of {found.agreed}", "agreed wishes served (a programme and a subject)"),
        (f"{saving.today.measures} → {saving.rest_stays.measures}",
         f"distinct measures if the rest stays; {saving.all_align.measures} if all align"),
        (str(len(found.open_questions)), "open questions to settle"),
    )  # fmt: skip
    cells = "".join(
        f"<div><b>{escaped(value)}</b><br>{escaped(says)}</div>" for value, says in figures
    )
    return f"<div class=figures>{cells}</div>"


def _chosen(found: Recommendation) -> str:
    few = len(found.programmes) <= _FEW
    heads = [one.label for one in found.programmes] if few else ["Programmes"]
    rows = [
        [
            str(at), one.tier, _named(one), escaped(one.facts.subject_label),
            *_who(one, found, few), escaped(cut("; ".join(one.reasons), 160)),
        ]
        for at, one in enumerate(found.chosen[:_CHOSEN], 1)
    ]  # fmt: skip
    headings = ["", "Tier", "Measure", "Subject", *heads, "Why"]
    rest = more(_CHOSEN, len(found.chosen), "measures")
    key = "✓ keeps it &nbsp; ≈ changes to it &nbsp; " + " &nbsp; ".join(
        mark.label for name, mark in STANDINGS.items() if MARKS[name]
    )
    listed = table(headings, rows, "- - w3 w1" + " c" * len(heads) + " -")
    return f"<h2>The measures</h2>{listed}{rest}<p class=small>{key}</p>"


def _named(one: AlignedMeasure) -> str:
    facts = one.facts
    said = cut("; ".join(part for part in (ids_of(facts.ids), facts.steward) if part), 90)
    mark = MARKS[facts.evidence]
    return f"<b>{escaped(facts.label)}</b>{mark}<br><span class=ids>{escaped(said)}</span>"


def _who(one: AlignedMeasure, found: Recommendation, few: bool) -> list[str]:
    """Return a sign for each programme; of many, how many keep and how many change."""
    keeps = {each.programme for each in one.serves if each.keeps}
    changes = {each.programme for each in one.serves} - keeps
    if not few:
        return [f"{len(keeps)} ✓" + (f" {len(changes)} ≈" if changes else "")]
    return [
        "✓" if page.programme in keeps else "≈" if page.programme in changes else ""
        for page in found.programmes
    ]


def _overlap(walk: Crosswalk, ids: Sequence[str], labels: dict[str, str]) -> str:
    shown = list(ids[:_SETS])
    harmonized = matrix(walk, "harmonized", shown)
    strict = matrix(walk, "strict", shown)
    svg = heat_map([labels.get(id_, id_) for id_ in shown], strict.jaccard, harmonized.jaccard)
    said = "Shared measures of each two sets, as a share of all of both (Jaccard): the same "
    said += "measure below the diagonal, the same idea in any specification above it."
    rest = more(_SETS, len(ids), "sets")
    return f"<div><h2>How far the sets overlap</h2>{svg}<p class=small>{said}</p>{rest}</div>"


def _programmes(found: Recommendation) -> str:
    rows = [
        [escaped(one.label), *(str(len(each)) for each in
         (one.keeps, one.changes, one.adopts, one.drops)),
         f"{one.today.measures} → {one.rest_stays.measures}"]
        for one in found.programmes[:_SETS]
    ]  # fmt: skip
    heads = ["Programme", "Keeps", "Changes", "Adopts", "Drops", "Measures, the rest staying"]
    listed = table(heads, rows, "- n n n n n")
    rest = more(_SETS, len(found.programmes), "programmes")
    return f"<div><h2>What it means for each programme</h2>{listed}{rest}</div>"


def _open(found: Recommendation) -> str:
    if not found.open_questions:
        return ""
    labels = {one.programme: one.label for one in found.programmes}
    rows = [_open_row(one, labels) for one in found.open_questions[:_OPEN]]
    listed = table(["Subject", "Who measures what", "Candidates"], rows, "w1 w2 -")
    rest = more(_OPEN, len(found.open_questions), "open questions")
    said = "The programmes measure these in ways that do not meet: the table must choose."
    return f"<h2>Open questions</h2><p>{said}</p><div class=fine>{listed}</div>{rest}"


def _open_row(one: OpenQuestion, labels: dict[str, str]) -> list[str]:
    few = len(one.lists) <= _FEW - 2
    lists = [
        f"{labels.get(id_, id_)}: {_some(measures, 2 if few else 1)}"
        for id_, measures in list(one.lists.items())[: _FEW - 1]
    ]
    if len(one.lists) > len(lists):
        lists.append(f"and {len(one.lists) - len(lists)} more programmes")
    said = [f"{c.label} (serves {len(c.serves)} of {len(one.lists)})" for c in one.candidates[:3]]
    return [
        escaped(one.label),
        "<br>".join(escaped(cut(each, 130 if few else 92)) for each in lists),
        "<br>".join(escaped(cut(each, 120)) for each in said),
    ]


def _some(words: Sequence[str], most: int) -> str:
    rest = len(words) - most
    return "; ".join(words[:most]) + (f" and {rest} more" if rest > 0 else "")


def _additions(found: Recommendation) -> str:
    if not found.additions:
        return ""
    rows = []
    for one in found.additions[:_ADDITIONS]:
        said = "; ".join(f"{each.stance}: {each.says}" for each in one.opinions[:2])
        name = f"<b>{escaped(one.name)}</b><br><span class=ids>{escaped(ids_of(one.ids))}</span>"
        rows.append(
            [escaped(one.purpose), name, escaped(cut(one.adds, 170)), escaped(cut(said, 210))]
        )
    listed = table(["Purpose", "Measure", "What it adds", "Opinions"], rows)
    return f"<h2>Cost and patient engagement: what is missing</h2>{listed}"


def _left_out(found: Recommendation) -> str:
    if not found.left_out:
        return ""
    shown = "".join(
        f"<li>{escaped(one.label)}: {escaped(cut(one.says, 150))}</li>"
        for one in found.left_out[:_LEFT_OUT]
    )
    rest = more(_LEFT_OUT, len(found.left_out), "subjects")
    return f"<h2>Left out, and why</h2><ul class=small>{shown}</ul>{rest}"


def _sources(walk: Crosswalk, ids: Sequence[str], found: Recommendation, clinicians: int) -> str:
    rows = []
    most = 150 if len(ids) <= _FEW else 90
    for id_ in ids[:_CITED]:
        one = walk.catalog.get(id_)
        said = "; ".join(source.title for source in one.sources[:2])
        told = f"{one.label}, {cut(one.sponsor, 60)}: {cut(said, most)}"
        rows.append(f"<li>{escaped(told)}</li>")
    made = found.inputs
    note = f"{made.tool}; catalog {made.catalog}; rows counted: {', '.join(made.evidence)}. "
    note += "; ".join(found.notes)
    rows += [
        f"<li>{escaped(cut(told, 320))}</li>"
        for told in cited(walk, ids, found.additions[:_ADDITIONS], clinicians)
    ]
    return f"<h2>Sources</h2><ul class=small>{''.join(rows)}</ul><p class=small>{escaped(note)}</p>"

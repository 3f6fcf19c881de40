"""One page to print or mail: the proposal, its reasons, the overlap, the burden, the sources.

Self-contained HTML (no script, no file from elsewhere) that prints to at most four pages: long
lists are cut and say so. Every text is escaped.
"""

from collections.abc import Mapping, Sequence

from measurealign.alignment.recommendation import AlignedMeasure, OpenArea, Recommendation
from measurealign.catalog.areas import label_of
from measurealign.compare.matrix import matrix
from measurealign.crosswalk import Crosswalk
from measurealign.export.costs import burden_part, cited
from measurealign.export.page import STYLE, cut, escaped, more, table
from measurealign.export.picture import bar, heat_map
from measurealign.export.words import ids_of, verdict, with_labels
from measurealign.model import STANDINGS, Standing

#: How much of each list is shown, so that the page stays within four sheets.
_CHOSEN, _OPEN, _ADDITIONS, _LEFT_OUT, _SETS, _CITED = 20, 11, 4, 8, 14, 8
#: With more sets than this, each open area names fewer of their measures.
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
        f"<p class=lead>{escaped(verdict(found))}.</p>",
        *_proposal(crosswalk, ids, found, labels),
        burden_part(crosswalk, ids, found, clinicians),
        _left_out(found, labels),
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
    """Return what is proposed; if nothing can be, just how far the sets overlap."""
    if found.status == "infeasible":
        return [_overlap(walk, ids, labels)]
    return [
        _figures(found),
        _chosen(found, ids, labels),
        f"<div class=side>{_overlap(walk, ids, labels)}{_covered(found, labels)}</div>",
        _open(found, labels),
        _additions(found),
    ]


def _figures(found: Recommendation) -> str:
    served = sum(one.served for one in found.coverage)
    demands = sum(one.demands for one in found.coverage)
    figures = (
        (str(len(found.chosen)), "common measures"),
        (f"{served} of {demands}", "demands served"),
        (f"{found.before.measures} → {found.after.measures}",
         "distinct measures, if the sets asked these alone"),
        (str(len(found.open_areas)), "open areas to negotiate"),
    )  # fmt: skip
    cells = "".join(
        f"<div><b>{escaped(value)}</b><br>{escaped(says)}</div>" for value, says in figures
    )
    return f"<div class=figures>{cells}</div>"


def _chosen(found: Recommendation, ids: Sequence[str], labels: dict[str, str]) -> str:
    few = len(ids) <= _FEW
    sets = [labels.get(id_, id_) for id_ in ids] if few else ["Sets"]
    rows = [
        [
            str(at),
            _named(one),
            escaped(label_of(one.facts.area)),
            *_who(one, ids, few),
            _why(one, labels),
        ]
        for at, one in enumerate(found.chosen[:_CHOSEN], 1)
    ]
    headings = ["", "Measure", "Area", *sets, "Why"]
    rest = more(_CHOSEN, len(found.chosen), "measures")
    key = "✓ lists it &nbsp; ≈ lists another specification &nbsp; " + " &nbsp; ".join(
        mark.label for name, mark in STANDINGS.items() if MARKS[name]
    )
    listed = table(headings, rows, "- w3 w1" + " c" * len(sets) + " -")
    return f"<h2>The measures</h2>{listed}{rest}<p class=small>{key}</p>"


def _named(one: AlignedMeasure) -> str:
    facts = one.facts
    said = cut("; ".join(part for part in (ids_of(facts.ids), facts.steward) if part), 90)
    mark = MARKS[facts.evidence]
    return f"<b>{escaped(facts.label)}</b>{mark}<br><span class=ids>{escaped(said)}</span>"


def _who(one: AlignedMeasure, ids: Sequence[str], few: bool) -> list[str]:
    listed, variant = set(one.facts.listed_by), set(one.facts.variant_in)
    if not few:
        return [f"{len(listed & set(ids))} ✓" + (f" {len(variant)} ≈" if variant else "")]
    return ["✓" if id_ in listed else "≈" if id_ in variant else "" for id_ in ids]


def _why(one: AlignedMeasure, labels: dict[str, str]) -> str:
    # Whom it serves stands in the table already.
    said = [reason for reason in one.reasons if not reason.startswith("serves ")][:2]
    if one.loss is not None and one.loss.says not in "; ".join(said):
        said.append(one.loss.says)
    return escaped(cut(with_labels("; ".join(said), labels), 160))


def _overlap(walk: Crosswalk, ids: Sequence[str], labels: dict[str, str]) -> str:
    shown = list(ids[:_SETS])
    harmonized = matrix(walk, "harmonized", shown)
    strict = matrix(walk, "strict", shown)
    svg = heat_map([labels.get(id_, id_) for id_ in shown], strict.jaccard, harmonized.jaccard)
    said = "Shared measures of each two sets, as a share of all of both (Jaccard): the same "
    said += "measure below the diagonal, the same idea in any specification above it."
    rest = more(_SETS, len(ids), "sets")
    return f"<div><h2>How far the sets overlap</h2>{svg}<p class=small>{said}</p>{rest}</div>"


def _covered(found: Recommendation, labels: dict[str, str]) -> str:
    rows = [
        [escaped(labels.get(one.set, one.set)), f"{one.served} of {one.demands}",
         f"{one.same} + {one.variant} of {one.listed}", bar(one.coverage)]
        for one in found.coverage[:_SETS]
    ]  # fmt: skip
    listed = table(["Set", "Demands", "Its measures", "Coverage"], rows, "- n n -")
    said = "Its measures: the same + in another specification, of those that it lists."
    return f"<div><h2>What it covers of each set</h2>{listed}<p class=small>{said}</p></div>"


def _open(found: Recommendation, labels: dict[str, str]) -> str:
    if not found.open_areas:
        return ""
    rows = [_open_row(one, labels) for one in found.open_areas[:_OPEN]]
    listed = table(["Area", "Who measures what", "To negotiate"], rows, "w1 w2 -")
    rest = more(_OPEN, len(found.open_areas), "open areas")
    said = "The sets agree on the topic, not on the measure. Nothing here was added."
    return f"<h2>Open areas</h2><p>{said}</p><div class=fine>{listed}</div>{rest}"


def _open_row(one: OpenArea, labels: dict[str, str]) -> list[str]:
    few = len(one.lists) <= _FEW - 2
    lists = [
        f"{labels.get(set_id, set_id)}: {_some(measures, 2 if few else 1)}"
        for set_id, measures in list(one.lists.items())[: _FEW - 1]
    ]
    if len(one.lists) > len(lists):
        lists.append(f"and {len(one.lists) - len(lists)} more sets")
    said = "—"
    if one.proposal is not None:
        says = cut(with_labels(one.proposal.says, labels), 120)
        said = f"<b>{escaped(one.proposal.facts.label)}</b>: {escaped(says)}"
    return [
        escaped(one.label),
        "<br>".join(escaped(cut(each, 130 if few else 92)) for each in lists),
        said,
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


def _left_out(found: Recommendation, labels: dict[str, str]) -> str:
    if not found.left_out:
        return ""
    shown = "".join(
        f"<li>{escaped(one.facts.label)}: {escaped(cut(with_labels(one.why, labels), 150))}</li>"
        for one in found.left_out[:_LEFT_OUT]
    )
    rest = more(_LEFT_OUT, len(found.left_out), "common measures")
    return f"<h2>Common measures that were left out</h2><ul class=small>{shown}</ul>{rest}"


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

"""A recommendation as a page: what a workgroup reads first."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from measurealign.cli.page import LEGEND, MARK, Column, Page, percent

if TYPE_CHECKING:
    from measurealign.alignment import Addition, AlignedMeasure, Point, Recommendation

#: At most so many measures of one set are named in an open area.
_NAMED = 4


def summary(page: Page, found: "Recommendation", names: Mapping[str, str]) -> None:
    """Put a whole recommendation on a page; `names` are what people call the sets."""
    _table(page, found, names)
    page.say(*(f"Note: {one}" for one in found.notes))
    _chosen(page, found, names)
    _open(page, found, names)
    _additions(page, found)
    _left_out(page, found)
    _coverage(page, found, names)
    _loads(page, found)


def _table(page: Page, found: "Recommendation", names: Mapping[str, str]) -> None:
    before = found.before
    page.title("At the table")
    page.say(", ".join(names[one.id] for one in found.inputs.sets))
    shared = len(found.left_out) + sum(len(one.facts.listed_by) > 1 for one in found.chosen)
    page.say(
        f"{before.listings} listings of {before.measures} distinct measures; a measure is "
        f"common when {found.inputs.shared_by} sets list it ({shared} are)"
    )


def _chosen(page: Page, found: "Recommendation", names: Mapping[str, str]) -> None:
    from measurealign.catalog.areas import label_of

    page.title(found.says)
    firm = {one.family: one for one in found.sensitivity.measures} if found.sensitivity else {}
    for i, one in enumerate(found.chosen, 1):
        known = firm.get(one.facts.family)
        word = f", {known.word}" if known else ""
        mark = MARK[one.facts.evidence]
        page.say(f"{i:2}. {mark} {one.facts.label}  [{label_of(one.facts.area)}{word}]")
        for line in _why(one, names):
            page.say(f"       {line}")
    page.say(LEGEND)
    if found.sensitivity:
        told = found.sensitivity
        page.say(
            f"firm: chosen in 90 % or more of {told.runs} varied questions; likely: 60 %; fragile: "
            "less"
        )


def _why(one: "AlignedMeasure", names: Mapping[str, str]) -> Iterable[str]:
    yield from (f"· {reason}" for reason in one.reasons)
    for pair in one.harmonize:
        yield f"· to harmonize: {names[pair.set]} lists it as {pair.lists}"
    if one.substitute:
        yield f"· best substitute: {one.substitute}"


def _open(page: Page, found: "Recommendation", names: Mapping[str, str]) -> None:
    if not found.open_areas:
        return
    page.title(f"{len(found.open_areas)} open areas: agreement on the topic, not on the measure")
    for one in found.open_areas:
        page.say(f" {one.label}")
        for id_, measures in one.lists.items():
            page.say(f"     {names[id_]}: {_some(measures)}")
        if one.proposal is not None:
            page.say(f"   → {one.proposal.facts.label}: {one.proposal.says}")
        for pair in one.harmonize:
            page.say(f"     to harmonize: {names[pair.set]} lists it as {pair.lists}")


def _some(measures: tuple[str, ...]) -> str:
    more = len(measures) - _NAMED
    return "; ".join(measures[:_NAMED]) + (f"; and {more} more" if more > 0 else "")


def _additions(page: Page, found: "Recommendation") -> None:
    if not found.additions:
        return
    page.title("Proposed additions, for the workgroup to judge")
    for one in found.additions:
        page.say(f" {one.purpose}: {one.name}  (rank {one.rank:.2f} of 1)")
        for line in _judged(one):
            page.say(f"     {line}")


def _judged(one: "Addition") -> Iterable[str]:
    yield f"adds {one.adds}"
    yield from (f"· {reason}" for reason in one.reasons)
    for opinion in one.opinions:
        yield f"{opinion.stance}: {opinion.says} [{opinion.source.split(' (http')[0]}]"


def _left_out(page: Page, found: "Recommendation") -> None:
    if not found.left_out:
        return
    page.title("Common measures that were left out, and why")
    rows = [(one.facts.label, str(len(one.facts.listed_by)), one.why) for one in found.left_out]
    page.table([Column("measure", width=38), Column("sets", number=True), "why"], rows)


def _coverage(page: Page, found: "Recommendation", names: Mapping[str, str]) -> None:
    page.title("What each set gets")
    heads = ["", "demands served", "same", "variant", "of its measures", "coverage"]
    rows = [
        (
            names[one.set],
            f"{one.served} of {one.demands}",
            str(one.same),
            str(one.variant),
            str(one.listed),
            percent(one.coverage),
        )
        for one in found.coverage
    ]
    page.table([Column(head, number=bool(head)) for head in heads], rows)


def _loads(page: Page, found: "Recommendation") -> None:
    page.title("Before and after, for a practice that answers to all of them")
    heads = ["", "listings", "measures", "ideas", "specifications", "burden"]
    rows = [
        (
            word,
            str(load.listings),
            str(load.measures),
            str(load.ideas),
            str(load.specifications),
            f"{load.burden:.1f}",
        )
        for word, load in (("today", found.before), ("the common set alone", found.after))
    ]
    page.table([Column(head, number=bool(head)) for head in heads], rows)
    page.say("burden: in abstractions of a chart, a measure once for each data route")


def the_frontier(page: Page, points: Iterable["Point"]) -> None:
    """Put the best set of each size on a page."""
    page.title("The best set of each size")
    heads = [Column(head, number=True) for head in ("size", "demands", "coverage", "burden")]
    rows = [
        (
            str(one.size),
            f"{one.served} of {one.demands}",
            percent(one.coverage),
            f"{one.burden:.1f}",
            "; ".join(one.adds[:2]) + ("; ..." if len(one.adds) > 2 else ""),
        )
        for one in points
    ]
    page.table([*heads, "comes in"], rows)

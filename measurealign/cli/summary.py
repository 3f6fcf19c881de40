"""A recommendation as a page: what a workgroup reads first."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from measurealign.cli.page import LEGEND, MARK, Head, Page

if TYPE_CHECKING:
    from measurealign.alignment import Addition, AlignedMeasure, Point, Recommendation
    from measurealign.alignment.recommendation import Saving
    from measurealign.burden.load import Load

#: At most so many subjects below the levels are named.
_NAMED = 12


def summary(page: Page, found: "Recommendation", names: Mapping[str, str]) -> None:
    """Put a whole recommendation on a page; `names` are what people call the sets."""
    _table(page, found, names)
    page.say(*(f"Note: {one}" for one in found.notes))
    _chosen(page, found)
    _open(page, found)
    _additions(page, found)
    _left_out(page, found)
    _programmes(page, found)
    _saving(page, found)
    _prices(page, found)


def _table(page: Page, found: "Recommendation", names: Mapping[str, str]) -> None:
    page.title("At the table")
    page.say(", ".join(names.get(one.set, one.label) for one in found.programmes))
    page.say("Rules: " + "; ".join(found.inputs.rules))
    ties = [one.label for one in found.tiers if one.tie]
    if ties:
        page.say("On the level of a tier exactly: " + ", ".join(ties))


def _chosen(page: Page, found: "Recommendation") -> None:
    page.title(found.says)
    number = 0
    for tier in ("core", "menu", "on deck", "monitoring"):
        measures = [one for one in found.chosen if one.tier == tier]
        if measures:
            page.say(f"{tier.upper()}")
        for one in measures:
            number += 1
            mark = MARK[one.facts.evidence]
            page.say(f"{number:2}. {mark} {one.facts.label}  [{one.facts.subject_label}]")
            for line in _why(one):
                page.say(f"       {line}")
    page.say(LEGEND)


def _why(one: "AlignedMeasure") -> Iterable[str]:
    yield from (f"· {reason}" for reason in one.reasons)
    others = "; ".join(f"{each.label} ({each.says})" for each in one.substitutes[:2])
    yield f"· in its place could stand: {others or 'none'}"


def _open(page: Page, found: "Recommendation") -> None:
    if not found.open_questions:
        return
    many = len(found.open_questions)
    counted = f"{many} open question{'' if many == 1 else 's'}:"
    page.title(f"{counted} measured in ways that do not meet")
    for one in found.open_questions:
        page.say(f" {one.label}: {one.says}")
        for each in one.candidates:
            page.say(f"     {each.label}: would serve {len(each.serves)} of {len(one.lists)}")


def _additions(page: Page, found: "Recommendation") -> None:
    if not found.additions:
        return
    page.title("Proposed additions, for the workgroup to judge")
    for one in found.additions:
        watch = ", to be watched" if one.monitoring else ""
        page.say(f" {one.purpose}: {one.name}  (rank {one.rank:.2f} of 1{watch})")
        for line in _judged(one):
            page.say(f"     {line}")


def _judged(one: "Addition") -> Iterable[str]:
    yield f"adds {one.adds}"
    yield from (f"· {reason}" for reason in one.reasons)
    if one.endorsement:
        yield f"· {one.endorsement}"
    for opinion in one.opinions:
        yield f"{opinion.stance}: {opinion.says} [{opinion.source.split(' (http')[0]}]"


def _left_out(page: Page, found: "Recommendation") -> None:
    if not found.left_out:
        return
    page.title("Left out, and why")
    below = [one for one in found.left_out if one.why == "below agreement"]
    rows = [(one.label, one.why, one.says) for one in found.left_out if one not in below]
    if rows:
        page.table([Head("subject", width=34), Head("why", width=18), "in words"], rows)
    named = ", ".join(f"{one.label} ({one.agreement:.0%})" for one in below[:_NAMED])
    more = f" and {len(below) - _NAMED} more" if len(below) > _NAMED else ""
    if below:
        page.say(f"On deck, too few agree or chose it elsewhere: {named}{more}")


def _programmes(page: Page, found: "Recommendation") -> None:
    page.title("What it means for each programme")
    heads = ["", "keeps", "changes", "adopts", "drops", "today", "rest stays", "all align"]
    rows = [
        (
            one.label,
            *(str(len(each)) for each in (one.keeps, one.changes, one.adopts, one.drops)),
            *(str(each.measures) for each in (one.today, one.rest_stays, one.all_align)),
        )
        for one in found.programmes
    ]
    page.table([Head(head, number=bool(head)) for head in heads], rows)
    drops = ((one.label, [x.lists or "" for x in one.drops if x.required])
             for one in found.programmes)  # fmt: skip
    for label, lost in drops:
        more = f" and {len(lost) - 3} more" if len(lost) > 3 else ""
        if lost:
            page.say(f"{label} would drop what it requires: {'; '.join(lost[:3])}{more}")


def _saving(page: Page, found: "Recommendation") -> None:
    page.title("For a practice that answers to all of them")
    page.say(f"{found.saving.sentence()}.")
    loads(page, found.saving)


def loads(page: Page, told: "Saving") -> None:
    """Put what is asked today, if the rest stays and if all align on a page."""
    heads = ["", "wanted, at most", "to choose from", "hours a year"]
    rows = [
        (word, str(load.required), str(load.choice), _hours(load))
        for word, load in (
            ("today", told.today),
            ("aligned, the rest stays", told.rest_stays),
            ("aligned, nothing else", told.all_align),
        )
    ]
    page.table([Head(head, number=bool(head)) for head in heads], rows)
    page.say(told.basis)


def _hours(load: "Load") -> str:
    low, mid, high = load.hours
    return f"{mid:,.0f} ({low:,.0f} to {high:,.0f})"


def _prices(page: Page, found: "Recommendation") -> None:
    if not found.prices:
        return
    page.title("What the rules cost")
    for one in found.prices:
        page.say(f" {'broken: ' if one.broken else ''}“{one.rule}”: {one.says}")


def the_frontier(page: Page, points: Iterable["Point"]) -> None:
    """Put the best set of each size on a page; the knee is marked."""
    page.title("The best set of each size")
    heads = [Head(head, number=True) for head in ("size", "worth", "requests served", "burden")]
    rows = [
        (
            f"{one.size} ←" if one.knee else str(one.size),
            f"{one.worth:.2f}",
            f"{one.served} of {one.wishes}",
            f"{one.burden:.1f}",
            "; ".join(one.adds[:2]) + ("; ..." if len(one.adds) > 2 else ""),
        )
        for one in points
    ]
    page.table([*heads, "comes in"], rows)
    page.say(
        "←: the best trade-off (the knee): beyond it, a further measure adds less than the mean"
    )
    page.say("worth: the agreement of the programmes served × precedent, summed over subjects")

"""The page of a practice: what its payers ask, what is asked twice, what would help."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from measurealign.alignment.explain.saving import saving
from measurealign.alignment.recommendation import Recommendation
from measurealign.burden import Burden, Conflict, burden
from measurealign.burden.effort import Parameters
from measurealign.burden.estimate import estimates
from measurealign.burden.payers import Work, by_payer, work
from measurealign.compare.specification import DIMENSIONS
from measurealign.crosswalk import Crosswalk
from measurealign.export.brief.costs import cited, studies
from measurealign.export.brief.handout import (
    Handout,
    Passage,
    Phrase,
    Ruled,
    Words,
    cells,
    phrase,
    titled,
)
from measurealign.export.brief.sheet import one_page
from measurealign.shown import count_of

Labels = Mapping[str, str]
#: So many lists are named on the page, where they are told in passing.
_FEW = 3


def practice_brief(
    walk: Crosswalk,
    ids: Sequence[str],
    answer: Recommendation | None = None,
    clinicians: int = 1,
    given: Parameters | None = None,
    appendix: bool = False,
) -> Handout:
    """Return a practice's brief for some sets.

    With an aligned set, `answer`, the page tells what it would save. `appendix`: with all that has
    no place on the page, what studies say it costs, and how each list asks.
    """
    labels = {one.id: one.label for one in walk.catalog}
    found = burden(walk, ids, given)
    help_ = answer if answer and answer.chosen else None
    told = saving(walk, help_, clinicians, given) if help_ else None
    payers = _payers(walk, found, labels)
    return one_page(
        Handout(
            title="What our payers ask of us",
            about=f"{_named(ids, labels)}; {count_of(clinicians, 'clinician')}",
            lead=f"{told.sentence(clinicians)}." if told else "",
            figures=_figures(found, work(walk, found)),
            passages=(payers, _conflicts(found, labels, _ways), _twice(found, labels, _few)),
            foot=_foot(help_),
            more="the appendix" if appendix else "the workbook",
            appendix=_rest(payers, found, labels, clinicians, given) if appendix else (),
        )
    )


def _rest(
    payers: Passage, found: Burden, labels: Labels, clinicians: int, given: Parameters | None
) -> tuple[Passage, ...]:
    """Return what the page may have no place for, what it costs, and how each list asks."""
    costs = estimates(found, clinicians, given)
    told = (
        payers,
        _conflicts(found, labels, _wordings),
        _twice(found, labels, _named),
        studies(costs, clinicians),
        _demands(found, labels, [*cited((), costs)]),
    )
    return tuple(one for one in told if one.rows)


def _figures(found: Burden, done: Work) -> tuple[tuple[str, str], ...]:
    untold = f"; for {done.untold} the source is not stated" if done.untold else ""
    sharp = len(_sharp(found))
    subjects = "subject" if sharp == 1 else "subjects"
    choice = f"; {done.choice} more to choose from" if done.choice else ""
    return (
        (str(found.measures), "different measures asked"),
        (str(done.reported), f"we report ourselves, at most{choice}"),
        (str(done.claims), f"counted by payers, from claims{untold}"),
        (str(len(found.repeated)), "asked on two or more lists"),
        (str(sharp), f"{subjects} asked in conflicting ways"),
    )


def _sharp(found: Burden) -> list[Conflict]:
    """Return the conflicts of more than the data route, those first whose rows tell them."""
    sharp = [one for one in found.conflicts if not one.route_only]
    return sorted(sharp, key=lambda one: not one.differences)


def _payers(walk: Crosswalk, found: Burden, labels: Labels) -> Passage:
    heads = ("Who asks", "By which list", "Measures", "We report at most", "More to choose",
             "Counted by payers", "Source not stated", "Several ask", "One alone")  # fmt: skip
    rows = tuple(
        cells(", ".join(one.names), _named(one.sets, labels), one.measures,
              one.work.reported, one.work.choice, one.work.claims, one.work.untold, one.shared,
              one.alone)
        for one in by_payer(walk, found)
    )  # fmt: skip
    ruled = Ruled(heads, (25, 18.5, 8.5, 9.5, 8, 7.5, 7.5, 8, 7.5), "llrrrrrrr")
    return Passage("By payer", rows, "payers", ruled, least=3)


def _conflicts(
    found: Burden, labels: Labels, told: Callable[[Conflict, Labels], Iterable[str]]
) -> Passage:
    sharp = _sharp(found)
    rows = tuple(
        (phrase(Words(one.label, "strong")), *cells("\n".join(told(one, labels)))) for one in sharp
    )
    ruled = Ruled(("Subject", "Who asks what"), (24, 76), "ll")
    title = titled("Asked in conflicting ways", sharp)
    return Passage(title, rows, "subjects", ruled, least=2, yields=1)


def _ways(one: Conflict, labels: Labels) -> Iterable[str]:
    """Yield in what a subject's specifications differ, who asks which; else the wordings."""
    for each in one.differences:
        ways = (
            f"{value} ({_few([key.split('/', 1)[0] for key in keys], labels)})"
            for value, keys in each.values
        )
        yield f"{each.dimension}: {' or '.join(ways)}"
    if not one.differences:
        names: dict[str, list[str]] = {}
        for row in one.rows:
            names.setdefault(row.name, []).append(row.set_id)
        yield from (f"{_few(sets, labels)}: {name}" for name, sets in names.items())


def _wordings(one: Conflict, labels: Labels) -> Iterable[str]:
    """Yield who asks a subject in which words, and what that row tells of its specification."""
    for row, spec in zip(one.rows, one.specifications, strict=True):
        told = "; ".join(f"{d} {said}" for d in DIMENSIONS if (said := spec.value(d)))
        yield f"{labels[row.set_id]}: {row.name}" + (f" ({told})" if told else "")


def _twice(found: Burden, labels: Labels, told: Callable[[Sequence[str], Labels], str]) -> Passage:
    def line(label: str, sets: Sequence[str]) -> Phrase:
        return phrase(Words(label, "strong"), told(sets, labels))

    return Passage(
        title=titled("On two or more lists: report once, show to all", found.repeated),
        rows=tuple((line(one.label, one.sets),) for one in found.repeated),
        items="measures",
        beside=2,
        least=4,
        yields=2,
    )


def _demands(found: Burden, labels: Labels, rest: Sequence[str]) -> Passage:
    told = [f"{labels[one.set]}: {one.says}" for one in found.demands]
    rows = tuple(cells(one) for one in (*told, *rest))
    return Passage("How each list asks, and sources", rows, "lists")


def _foot(help_: Recommendation | None) -> str:
    if help_ is None:
        return "Made with measurealign."
    return (
        f"The aligned set, {count_of(len(help_.chosen))}, serves what these programmes "
        "agree on. Hours follow from one study and an assumption: an order of magnitude, no "
        f"forecast. {help_.inputs.tool}; catalog {help_.inputs.catalog}."
    )


def _few(sets: Sequence[str], labels: Labels) -> str:
    """Return some lists by name, many by their number (the appendix has their names)."""
    each = list(dict.fromkeys(sets))
    return _named(each, labels) if len(each) <= _FEW else f"{len(each)} lists"


def _named(sets: Sequence[str], labels: Labels) -> str:
    return ", ".join(labels[id_] for id_ in sets)

"""The page of each programme: what it keeps, changes, adopts and drops, and what that saves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from measurealign.alignment.ask.choices import Choices, Wish
from measurealign.alignment.ask.table import Seat
from measurealign.alignment.explain.load import basis, load
from measurealign.alignment.explain.reasons import tier
from measurealign.alignment.recommendation import PageLine, ProgrammePage, Saving


@dataclass(frozen=True)
class Fate:
    """What becomes of a family that a programme lists: the chosen one that stands for it, if any.

    A family is replaced when a chosen one serves the programme in every subject that it answers.
    """

    family: str
    chosen: str | None


def fates(choices: Choices, one: str, picked: tuple[str, ...]) -> tuple[Fate, ...]:
    """Return what becomes of each family that a programme lists, in the order of its set."""
    asked = choices.asked
    listed = asked.rows_of(asked.programme[one])
    order = dict.fromkeys(asked.walk.family_of(row.key).id for row in listed)
    return tuple(Fate(f, _instead(choices, one, f, picked)) for f in order if f in asked.lists[one])


def _instead(choices: Choices, one: str, family: str, picked: tuple[str, ...]) -> str | None:
    """Return the chosen family that takes a listed one's place: itself before any other."""
    if family in picked:
        return family
    found: list[str] = []
    for subject in choices.asked.serves(family):
        mine = [f for f in picked if _stands_for(choices, f, family, subject)]
        if not mine:
            return None
        found += mine
    return found[0] if found else None


def _stands_for(choices: Choices, chosen: str, family: str, subject: str) -> bool:
    """Tell whether a chosen family serves whoever lists another for a subject."""
    if subject not in choices.answers(chosen):
        return False
    return choices.asked.walk.bond(chosen, family).credit >= choices.asked.goal.floor


def pages(choices: Choices, picked: tuple[str, ...]) -> tuple[ProgrammePage, ...]:
    """Return the page of each programme, in the order of the table."""
    return tuple(_page(choices, one, picked) for one in choices.asked.table)


def _page(choices: Choices, one: Seat, picked: tuple[str, ...]) -> ProgrammePage:
    asked, told = choices.asked, fates(choices, one.id, picked)
    must = asked.required[one.id]
    lines = {fate.family: _line(choices, fate, fate.family in must) for fate in told}
    adopted = list(_adopted(choices, one.id, picked))
    today = {fate.family: fate.family in must for fate in told}
    taken = {
        fate.chosen: any(each.family in must for each in told if each.chosen == fate.chosen)
        for fate in told
        if fate.chosen
    } | dict.fromkeys(adopted, True)
    rest = {fate.family: fate.family in must for fate in told if not fate.chosen}
    return ProgrammePage(
        programme=one.id,
        set=one.set,
        label=one.label,
        keeps=tuple(lines[f.family] for f in told if f.chosen == f.family),
        changes=tuple(lines[f.family] for f in told if f.chosen not in (None, f.family)),
        adopts=tuple(_adopts(choices, family) for family in adopted),
        drops=tuple(lines[f.family] for f in told if f.chosen is None),
        today=load(asked, today),
        rest_stays=load(asked, rest | taken),
        all_align=load(asked, taken),
    )


def _line(choices: Choices, fate: Fate, required: bool) -> PageLine:
    family = choices.asked.walk.family
    return PageLine(
        subject=choices.subject_of(fate.family),
        lists=family[fate.family].label,
        chosen=family[fate.chosen].label if fate.chosen else None,
        required=required,
    )


def _adopts(choices: Choices, family: str) -> PageLine:
    label = choices.asked.walk.family[family].label
    return PageLine(subject=choices.subject_of(family), chosen=label)


def _adopted(choices: Choices, one: str, picked: tuple[str, ...]) -> Iterator[str]:
    """Yield the core measures in whose subjects a programme has nothing yet that they serve."""
    for family in picked:
        served = (choices.services.get(Wish(one, s), {}) for s in choices.answers(family))
        if tier(choices, family) == "core" and not any(family in by for by in served):
            yield family


def saving(choices: Choices, picked: tuple[str, ...]) -> Saving:
    """Return what a practice that answers to the whole table is asked: today, and aligned.

    A family that several programmes list must be reported if one of them requires it. If all
    align, the core must be reported, and of the menu a practice chooses.
    """
    asked = choices.asked
    today: dict[str, bool] = {}
    rest: dict[str, bool] = {}
    for one in asked.table:
        for fate in fates(choices, one.id, picked):
            must = fate.family in asked.required[one.id]
            today[fate.family] = today.get(fate.family, False) or must
            if fate.chosen is None:
                rest[fate.family] = rest.get(fate.family, False) or must
    chosen: Mapping[str, bool] = {f: tier(choices, f) == "core" for f in picked}
    still = {f: core or today.get(f, False) for f, core in chosen.items()}
    return Saving(
        today=load(asked, today),
        rest_stays=load(asked, rest | still),
        all_align=load(asked, chosen),
        basis=basis(len(today)),
    )

"""Subjects of the table without a chosen measure: below agreement, over the cap, not eligible."""

from collections.abc import Collection

from measurealign.alignment.ask.agreement import Agreed
from measurealign.alignment.ask.choices import Choices
from measurealign.alignment.ask.eligible import Bar
from measurealign.alignment.explain.facts import sets_named
from measurealign.alignment.recommendation import LeftOut, Why


def left_out(choices: Choices, picked: Collection[str]) -> tuple[LeftOut, ...]:
    """Return the subjects that nothing chosen answers, the most agreed first."""
    answered = {subject for family in picked for subject in choices.answers(family)}
    missing = [one for id_, one in choices.agreed.items() if id_ not in answered]
    missing.sort(key=lambda one: (-one.agreement, one.label, one.subject))
    return tuple(_left_out(choices, one) for one in missing)


def _left_out(choices: Choices, one: Agreed) -> LeftOut:
    why, says, adds = _why(choices, one)
    listed = choices.listed_for(one.subject)
    return LeftOut(
        subject=one.subject,
        label=one.label,
        tier=one.tier,
        agreement=one.agreement,
        why=why,
        says=says,
        adds=adds,
        measures=tuple(choices.asked.label[family] for family in listed),
    )


def _why(choices: Choices, one: Agreed) -> tuple[Why, str, float | None]:
    """Return what keeps a subject out, in words, and what it would add over a cap."""
    who = sets_named(choices, one.by)
    asks = f"{len(one.by)} of {len(choices.asked.voices)} measure it ({who})"
    if one.tier == "monitoring":
        says = f"{asks}, but a practice cannot be measured by it: watch it"
        return "not practice level", says, None
    bars = [choices.bars[family] for family in choices.listed_for(one.subject)]
    told = tuple(each for each in bars if each is not None)
    if one.tier == "on deck" and not choices.asked.goal.size:
        return "below agreement", f"{asks}; {_level(choices, one)}", None
    if told and len(told) == len(bars):
        return _barred(told, asks)
    if not any(by for d, by in choices.services.items() if d.subject == one.subject):
        return "not eligible", f"{asks}, but nothing that may be chosen serves them", None
    worth = round(one.worth, 4)
    says = f"{asks}; it would add {worth:.3f} (agreement {one.agreement:.0%} × precedent "
    return "over the cap", f"{says}{one.precedent:.0%})", worth


def _barred(told: tuple[Bar, ...], asks: str) -> tuple[Why, str, float | None]:
    says = f"{asks}; {'; '.join(dict.fromkeys(each.says for each in told))}"
    if all(each.kind == "retired" for each in told):
        return "retired", says, None
    if all(each.kind == "level" for each in told):
        return "not practice level", says, None
    return "not eligible", says, None


def _level(choices: Choices, one: Agreed) -> str:
    """Say which level a subject does not reach."""
    goal = choices.asked.goal
    if len(one.by) < goal.least:
        return f"a tier needs {goal.least}"
    elsewhere = (
        f" with what states, regions and payers chose ({one.others} do)" if goal.elsewhere else ""
    )
    return f"support {one.support:.0%}{elsewhere}, the menu needs {goal.menu:.0%}"

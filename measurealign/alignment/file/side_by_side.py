"""What each preset proposes for one table, and why it differs from the default question."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from measurealign.alignment.ask.goal import Goal
from measurealign.alignment.ask.presets import Preset, presets
from measurealign.alignment.build import align
from measurealign.alignment.chosen import AlignedMeasure
from measurealign.alignment.recommendation import Recommendation
from measurealign.crosswalk import Crosswalk
from measurealign.problems import InputError, UsageError
from measurealign.shown import Cell

DifferenceKind = Literal["comes", "goes", "moves"]
#: The preset that asks the default question.
DEFAULT = "primary-care-default"


@dataclass(frozen=True)
class PresetDifference:
    """A measure that a preset adds, leaves out, or puts in another tier, and why."""

    measure: str
    subject: str
    kind: DifferenceKind
    why: str


@dataclass(frozen=True)
class PresetAnswer:
    """What a preset proposes for a table; `problem` says why it proposes nothing.

    `differences`: from the default question, what comes first, then what goes, what moves. What
    comes in another's place is told once. `broken`: rules that cannot hold at this table.
    """

    preset: Preset
    found: Recommendation | None
    differences: tuple[PresetDifference, ...] = ()
    problem: str = ""

    @property
    def broken(self) -> tuple[str, ...]:
        """What the rules that cannot hold would cost, in words."""
        prices = self.found.prices if self.found else ()
        return tuple(f"“{one.rule}”: {one.says}" for one in prices if one.broken)

    def row(self) -> dict[str, Cell]:
        """Return the answer as a row: measures by tier, what comes, goes and moves."""
        one, kinds = self.found, [each.kind for each in self.differences]
        return {
            "preset": self.preset.id, "measures": len(one.chosen) if one else None,
            "core": len(one.of_tier("core")) if one else None,
            "menu": len(one.of_tier("menu")) if one else None,
            "comes": kinds.count("comes"), "goes": kinds.count("goes"),
            "moves": kinds.count("moves"),
            "status": one.status if one else self.problem,
        }  # fmt: skip


def side_by_side(
    walk: Crosswalk, ids: Iterable[str], asked: Iterable[Preset] | None = None
) -> tuple[PresetAnswer, ...]:
    """Return what presets (default: all) propose for some sets, the default question first.

    `walk` and `ids` as for `align`. Raise UsageError if the default question cannot be asked.
    """
    sets = tuple(ids)
    usual = align(walk, sets, Goal())
    others = [one for one in (presets() if asked is None else asked) if one.id != DEFAULT]
    first = next(one for one in presets() if one.id == DEFAULT)
    return (PresetAnswer(first, usual), *(_answer(walk, sets, one, usual) for one in others))


def _answer(
    walk: Crosswalk, ids: tuple[str, ...], one: Preset, usual: Recommendation
) -> PresetAnswer:
    try:
        found = align(walk, ids, one.goal)
    except (InputError, UsageError) as problem:
        return PresetAnswer(one, None, problem=str(problem))
    return PresetAnswer(
        one, found, (*_comes(usual, found), *_goes(usual, found), *_moves(usual, found))
    )


def _comes(usual: Recommendation, found: Recommendation) -> Iterator[PresetDifference]:
    """Yield what a preset adds: for which rule, or in which place."""
    before = {one.facts.family for one in usual.chosen}
    for one in found.chosen:
        if one.facts.family not in before:
            yield _difference(one, "comes", _why_it_comes(one, usual))


def _why_it_comes(one: AlignedMeasure, usual: Recommendation) -> str:
    rules = [reason for reason in one.reasons if "rule" in reason]
    other = _of_subject(one, usual)
    if other:
        return "; ".join((f"in the place of {other.facts.label}", *rules))
    left = next((each for each in usual.left_out if each.subject == one.facts.subject), None)
    told = f"by default {left.why}: {left.says}" if left else "nobody at the table asks for it"
    return "; ".join((*rules, told))


def _goes(usual: Recommendation, found: Recommendation) -> Iterator[PresetDifference]:
    """Yield what a preset leaves out without another form of it, and for what reason."""
    now = {one.facts.family for one in found.chosen}
    for one in usual.chosen:
        if one.facts.family not in now and _of_subject(one, found) is None:
            yield _difference(one, "goes", _why_it_goes(one, found))


def _why_it_goes(one: AlignedMeasure, found: Recommendation) -> str:
    left = next((each for each in found.left_out if each.subject == one.facts.subject), None)
    return f"{left.why}: {left.says}" if left else "another measure answers its subject"


def _moves(usual: Recommendation, found: Recommendation) -> Iterator[PresetDifference]:
    """Yield what stands in another tier, with what the table requires of it."""
    before = {one.facts.family: one.tier for one in usual.chosen}
    required = {line.subject: line.required for line in found.tiers}
    for one in found.chosen:
        was = before.get(one.facts.family, one.tier)
        if was != one.tier:
            share = required.get(one.facts.subject, 0.0)
            level = f"core asks for more than {found.inputs.goal.core:.0%}"
            why = f"{was} → {one.tier}: {share:.0%} require it, {level}"
            yield _difference(one, "moves", why)


def _of_subject(one: AlignedMeasure, found: Recommendation) -> AlignedMeasure | None:
    """Return the measure that was chosen for the same subject."""
    same = (each for each in found.chosen if each.facts.subject == one.facts.subject)
    return next(same, None)


def _difference(one: AlignedMeasure, kind: DifferenceKind, why: str) -> PresetDifference:
    return PresetDifference(one.facts.label, one.facts.subject_label, kind, why)

"""Whom a table is about: the patients of its programmes."""

import re

from measurealign.alignment.ask.choices import Choices
from measurealign.alignment.ask.question import Question
from measurealign.alignment.ask.table import Seat
from measurealign.alignment.ask.which import audience_of
from measurealign.model import Audience

_GROWN: frozenset[Audience] = frozenset({"adult", "older-adult", "maternity", "all"})
_CHILD: frozenset[Audience] = frozenset({"child", "all"})
_OF_CHILDREN = re.compile(r"\b(child|children|kids|pediatrics?|paediatrics?|chip)\b")
_MEDICARE, _OTHERS = re.compile(r"medicare|part d"), re.compile(r"medicaid|commercial|all public")


def patients(choices: Choices, picked: tuple[str, ...]) -> frozenset[Audience]:
    """Return whom additions may be for: the goal's word, else as the programmes tell.

    A table of children's programmes alone is about children, one without any about grown people.
    One that has both is about both if a third of the chosen measures are for children.
    """
    asked = choices.asked
    if asked.goal.audience:
        return frozenset({*asked.goal.audience, "all"})
    of_children = [one for one in asked.voices if _for_children(asked, one)]
    if len(of_children) == len(asked.voices):
        return _CHILD
    child = sum(audience_of(asked, family) == "child" for family in picked)
    both = bool(of_children) or (picked and child >= len(picked) / 3)
    return _GROWN | _CHILD if both else _GROWN


def _for_children(asked: Question, one: Seat) -> bool:
    """Tell whether a programme is for children: by its name, else by most of what it asks for."""
    words = " ".join((one.id, asked.walk.catalog.get(one.set).name)).lower().replace("-", " ")
    if _OF_CHILDREN.search(words):
        return True
    listed = asked.lists[one.id]
    child = sum(audience_of(asked, family) == "child" for family in listed)
    return child > len(listed) / 2


def of_medicare(asked: Question) -> bool:
    """Tell whether at least half of the programmes are Medicare's alone."""
    return sum(_medicare(asked, one) for one in asked.table) >= len(asked.table) / 2


def _medicare(asked: Question, one: Seat) -> bool:
    payers = [name.lower() for name in asked.walk.catalog.get(one.set).payers]
    return bool(payers) and all(_MEDICARE.search(n) and not _OTHERS.search(n) for n in payers)

"""Goals and rules as the sentences that people read, and a rule's sentence read back.

A rule's sentence (`Rule.says`) is its address: what stands in a link or on a chip is the rule.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import ValidationError

from measurealign.alignment.ask.goal import LISTED, TOLD, Goal, Preference, Rule, Which
from measurealign.catalog.areas import areas
from measurealign.crosswalk import agenda_lines
from measurealign.model import Audience, DataSource, Horizon, MeasureType, Standing, SubjectKind
from measurealign.problems import UsageError, nearest
from measurealign.shown import count_of

#: What decides between equally good sets, as people say it.
PREFERRED: Mapping[Preference, str] = {
    "changes": "fewest changes", "lives": "most lives kept", "level": "practice level",
    "burden": "least burden", "outcomes": "most outcomes", "criteria": "best by criteria",
}  # fmt: skip
_NAMES = "|".join(name.replace("_", " ") for name in LISTED)
_BOUND = re.compile(r"\b(at least|at most) (\d+) measures?\b")
_PART = re.compile(rf"(?:\bof |\b(?=listed in ))({_NAMES}) (\S+(?: or \S+)*)")
_PHRASES = {
    phrase: (name, at == 0) for name, told in TOLD.items() for at, phrase in enumerate(told)
}
_PHRASE = re.compile("|".join(rf"\b{re.escape(phrase)}" for phrase in _PHRASES))
#: What to do where one sentence tells the same thing twice.
TWICE = "join its words with “or”, or write two rules"
_JOINTS = re.compile(r"\band\b|\s")


def words_of(field: str) -> tuple[str, ...]:
    """Return the words that a field of a rule may have ("area", "type", "data source" ...).

    None for a field that takes any word (the programmes of "listed in").
    """
    known: dict[str, tuple[str, ...]] = {
        "area": tuple(one.id for one in areas()),
        "subject": tuple(one.id for one in agenda_lines()),
        "kind": get_args(SubjectKind),
        "horizon": get_args(Horizon),
        "audience": get_args(Audience),
        "type": get_args(MeasureType),
        "data source": get_args(DataSource),
        "evidence": get_args(Standing),
    }
    return known.get(field, ())


def read_rule(text: str) -> Rule:
    """Return the rule that a sentence tells; raise UsageError for what it cannot mean.

    >>> read_rule("at least 1 measure of area depression or tobacco").of.area
    ('depression', 'tobacco')
    >>> rule = Rule(at_least=1, at_most=3, of=Which(type="outcome", cbe=True))
    >>> read_rule(rule.says) == rule
    True
    """
    parts = [
        (name.replace(" ", "_"), _words(name, tuple(given.split(" or "))))
        for name, given in _PART.findall(text)
    ]
    told = [*parts, *(_PHRASES[one] for one in _PHRASE.findall(text))]
    counts = [(name.replace(" ", "_"), int(n)) for name, n in _BOUND.findall(text)]
    _once(text, [name for name, _ in (*counts, *told)])
    fields, bounds = dict[str, Any](told), dict(counts)
    rest = _PHRASE.sub("", _PART.sub("", _BOUND.sub("", text)))
    if _JOINTS.sub("", rest) or not bounds:
        raise UsageError(
            f"“{text}” is no rule: write, for example, “at least 1 measure of area depression”"
        )
    try:
        return Rule.model_validate({**bounds, "of": Which.model_validate(fields)})
    except ValidationError as error:
        raise UsageError(f"“{text}”: {error.errors()[0]['msg']}") from None


def _once(text: str, names: Sequence[str]) -> None:
    """Refuse what a sentence says twice: only one of the two would hold."""
    twice = [name for name, count in Counter(names).items() if count > 1]
    called = [TOLD[one][0] if one in TOLD else one.replace("_", " ") for one in twice]
    if called:
        raise UsageError(*(f"“{text}” tells “{one}” twice: {TWICE}" for one in called))


def _words(name: str, words: tuple[str, ...]) -> tuple[str, ...]:
    known = words_of(name)
    strange = [word for word in words if known and word not in known]
    if strange:
        raise UsageError(*(f"'{one}' is no {name}: {nearest(one, known)}" for one in strange))
    return words


def sentences(goal: Goal) -> tuple[str, ...]:
    """Return what a goal asks, one sentence a rule, the general ones first.

    >>> sentences(Goal(max_size=9))[0]
    'at most 9 measures, the most agreement × precedent'
    """
    return (*_size(goal), *_levels(goal), *_eligible(goal), *_bounds(goal), *_choice(goal))


def _size(goal: Goal) -> Iterator[str]:
    if goal.size is not None:
        yield f"exactly {count_of(goal.size)}, the most agreement × precedent"
    elif goal.max_size is not None:
        yield f"at most {count_of(goal.max_size)}, the most agreement × precedent"
    else:
        yield "the fewest measures that serve every agreed programme and subject"


def _levels(goal: Goal) -> Iterator[str]:
    yield f"core: required by more than {goal.core:.0%} of the programmes"
    if goal.never_core:
        yield f"{' and '.join(goal.never_core)} stay on the menu"
    yield f"menu: measured by at least {goal.menu:.0%}, and {count_of(goal.least, 'programme')}"
    if goal.elsewhere:
        yield "what states, regions and payers chose by then counts for the menu"
    yield f"a row from which a practice may choose counts {goal.choice:.0%} of a required one"
    if goal.weigh != "each":
        yield f"programmes weigh by their {goal.weigh}"
    yield f"one measure may serve for another if at least {goal.floor:.0%} of it is the same"
    if goal.per_subject > 1:
        yield f"at most {count_of(goal.per_subject)} for one subject"


def _eligible(goal: Goal) -> Iterator[str]:
    if goal.audience:
        yield f"for {' and '.join(goal.audience)}"
    if goal.horizon:
        yield f"horizon {goal.horizon}"
    if goal.panel:
        yield f"for a panel of {goal.panel} patients"
    if goal.only:
        yield f"only measures {'; or '.join(which.says for which in goal.only)}"


def _bounds(goal: Goal) -> Iterator[str]:
    yield from (f"“{name}” must be in" for name in goal.keep)
    yield from (f"“{name}” must not be in" for name in goal.exclude)
    yield from (rule.says for rule in goal.rules)
    if goal.keep_required:
        yield "what a programme requires stays"


def _choice(goal: Goal) -> Iterator[str]:
    if goal.outcomes_first:
        yield "outcomes first"
    yield "of equally good sets: " + ", then ".join(PREFERRED[one] for one in goal.prefer)

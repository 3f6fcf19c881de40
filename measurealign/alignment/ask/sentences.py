"""Goals and rules as the sentences that people read, and a rule's sentence read back.

A rule's sentence (`Rule.says`) is its address: what stands in a link or on a chip is the rule.
"""

import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import ValidationError

from measurealign.alignment.ask.goal import Goal, ProductLine, Rule, Which, counted
from measurealign.catalog.areas import areas
from measurealign.model import DataSource, MeasureType, Standing
from measurealign.problems import UsageError, nearest

_BOUND = re.compile(r"\b(at least|at most) (\d+) measures?\b")
_PART = re.compile(r"\bof (area|type|data source|product line|evidence) (\S+(?: or \S+)*)")
_CBE = re.compile(r"\b(with|without) a CBE id\b")
_JOINTS = re.compile(r"\band\b|\s")


def words_of(field: str) -> tuple[str, ...]:
    """Return the words that a field of a rule may have ("area", "type", "data source" ...)."""
    known: dict[str, tuple[str, ...]] = {
        "area": tuple(one.id for one in areas()),
        "type": get_args(MeasureType),
        "data source": get_args(DataSource),
        "product line": get_args(ProductLine),
        "evidence": get_args(Standing),
    }
    return known[field]


def read_rule(text: str) -> Rule:
    """Return the rule that a sentence tells; raise UsageError for what it cannot mean.

    >>> read_rule("at least 1 measure of area depression or tobacco").of.area
    ('depression', 'tobacco')
    >>> rule = Rule(at_least=1, at_most=3, of=Which(type="outcome", endorsed=True))
    >>> read_rule(rule.says) == rule
    True
    """
    fields: dict[str, Any] = {}
    for name, given in _PART.findall(text):
        words = tuple(given.split(" or "))
        for word in words:
            if word not in words_of(name):
                raise UsageError(f"'{word}' is no {name}: {nearest(word, words_of(name))}")
        fields[name.replace(" ", "_")] = words
    cbe = _CBE.search(text)
    bounds = {name.replace(" ", "_"): int(n) for name, n in _BOUND.findall(text)}
    rest = _CBE.sub("", _PART.sub("", _BOUND.sub("", text)))
    if _JOINTS.sub("", rest) or not bounds:
        raise UsageError(
            f"“{text}” is no rule: write, for example, “at least 1 measure of area depression”"
        )
    of = Which.model_validate({**fields, "endorsed": None if cbe is None else cbe[1] == "with"})
    try:
        return Rule.model_validate({**bounds, "of": of})
    except ValidationError as error:
        raise UsageError(f"“{text}”: {error.errors()[0]['msg']}") from None


def sentences(goal: Goal) -> tuple[str, ...]:
    """Return what a goal asks, one sentence a rule, the general ones first.

    >>> sentences(Goal(max_size=9))[0]
    'at most 9 measures'
    """
    return (*_size(goal), *_demands(goal), *_bounds(goal), *_choice(goal))


def _size(goal: Goal) -> Iterator[str]:
    if goal.size is not None:
        yield f"the best set of exactly {counted(goal.size)}"
    elif goal.max_size is not None:
        yield f"at most {counted(goal.max_size)}"
    else:
        yield "as few measures as possible"


def _demands(goal: Goal) -> Iterator[str]:
    yield {
        "shared": "each set gets one in every area that it shares with others",
        "all": "each set gets one in every area that it measures",
        "none": "no set must be served; the other rules decide",
    }[goal.areas]
    yield {
        "harmonized": "another specification of the same idea serves a set, too",
        "strict": "only the very measure that a set lists serves it",
    }[goal.tier]
    if goal.shared_by is not None:
        yield f"a measure is common when {counted(goal.shared_by, 'set')} list it"
    if goal.open == "require":
        yield "open areas get a measure, too"


def _bounds(goal: Goal) -> Iterator[str]:
    yield from (f"“{name}” must be in" for name in goal.keep)
    yield from (f"“{name}” must not be in" for name in goal.exclude)
    yield from (rule.says for rule in goal.rules)
    if goal.coverage is not None:
        yield f"at least {goal.coverage:.0%} of each set is covered"
    yield from (f"at least {share:.0%} of {one} is covered" for one, share in _sorted(goal))
    if goal.each_set_shares is not None:
        yield f"each set lists at least {goal.each_set_shares} of the chosen"
    if goal.burden_budget is not None:
        yield f"a burden of at most {goal.burden_budget:g} chart abstractions"


def _sorted(goal: Goal) -> list[tuple[str, float]]:
    return sorted(goal.coverage_of.items())


def _choice(goal: Goal) -> Iterator[str]:
    yield "between equally short sets decides: " + ", then ".join(goal.prefer)

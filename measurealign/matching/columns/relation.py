"""The relation of pairs of titles that are not the same (see matching/relation.py), in columns."""

from typing import get_args

import numpy as np

from measurealign.matching.columns.held import Held
from measurealign.matching.columns.numbers import Numbers
from measurealign.matching.evidence import CLASSES
from measurealign.matching.relation import CONTROL, FOCUS, RELATED, SLIGHT, SPECIFICATION
from measurealign.model import Relation

#: Relations by number.
RELATIONS: tuple[Relation, ...] = get_args(Relation)
_NUMBER = {name: n for n, name in enumerate(RELATIONS)}
_AT = {kind: n for n, kind in enumerate(CLASSES)}
_FOCUS = [_AT[kind] for kind in FOCUS]
_SUBJECT = [_AT[kind] for kind in FOCUS if kind != "word"]
_SPECIFICATION = [_AT[kind] for kind in SPECIFICATION]
#: Classes in which two differing words are a clash.
_TOLD = [_AT[kind] for kind in (*FOCUS, "setting", "stage", "step")]
_PEOPLE, _STEP = _AT["population"], _AT["step"]
#: Below this weight nothing is told.
_NONE = 0.05


def kinds(held: Held, numbers: Numbers) -> np.ndarray:
    """Return the relation (its place in RELATIONS) of each pair: the first rule that tells one."""
    left, right = (side[:, _FOCUS].sum(axis=1) for side in held.only)
    shared = held.shared[:, _FOCUS].sum(axis=1)
    people = np.minimum(*(side[:, _PEOPLE] for side in held.only))
    least, most = np.minimum(left, right), np.maximum(left, right)
    others = (people > SLIGHT) | numbers.apart | (least > SLIGHT)
    narrow, which = _narrower(held)
    rules = (
        (others, _either(shared >= RELATED, "related", "different")),
        (_part(held, numbers), _either(numbers.left_inside, "narrower", "broader")),
        ((shared < RELATED) & (held.shared.sum(axis=1) == 0), _NUMBER["different"]),
        (most > SLIGHT, _contained(held, left, right)),
        (narrow, which),
        ((shared >= SLIGHT) & ~_clash(held), _NUMBER["variant"]),
    )
    conditions, told = zip(*rules, strict=True)
    return np.asarray(np.select(conditions, told, _NUMBER["related"]), dtype=np.int8)


def _either(first: np.ndarray, yes: Relation, no: Relation) -> np.ndarray:
    return np.where(first, _NUMBER[yes], _NUMBER[no])


def _part(held: Held, numbers: Numbers) -> np.ndarray:
    same = np.maximum(*held.only)[:, _SUBJECT].max(axis=1) <= SLIGHT
    return np.asarray(same & (numbers.left_inside != numbers.right_inside))


def _contained(held: Held, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    more = left > right
    further = np.where(more[:, None], *held.only)[:, _SUBJECT]
    wider = (further * _both_name(held, _SUBJECT)).sum(axis=1) > np.maximum(left, right) / 2
    steps = np.minimum(*(side[:, _STEP] for side in held.only))
    unclear = (np.minimum(left, right) >= _NONE) | (steps > SLIGHT)
    return np.where(unclear, _NUMBER["related"], _either(more == wider, "broader", "narrower"))


def _both_name(held: Held, some: list[int]) -> np.ndarray:
    return (held.says(0)[:, some] > 0) & (held.says(1)[:, some] > 0)


def _narrower(held: Held) -> tuple[np.ndarray, np.ndarray]:
    """Tell which pairs differ only in whom they speak of or in what is done, and how."""
    one, other = (side[:, _SPECIFICATION].sum(axis=1) for side in held.only)
    least, most = np.minimum(one, other), np.maximum(one, other)
    mine, yours = (side[:, _STEP] for side in held.only)
    done, undone = np.maximum(mine, yours), np.minimum(mine, yours)
    people = np.maximum(*(side[:, _PEOPLE] for side in held.only)) > SLIGHT
    wider = _both_name(held, [_PEOPLE])[:, 0] & people
    specified = (least < _NONE) & (most > SLIGHT) & (undone < SLIGHT)
    step = (most < _NONE) & (undone < _NONE) & (done > SLIGHT)
    by_people = _either((one > other) != wider, "narrower", "broader")
    by_step = _either(mine > yours, "broader", "narrower")
    return specified | step, np.where(specified, by_people, by_step)


def _clash(held: Held) -> np.ndarray:
    """Tell where each side names something that the other does not: no mere specification."""
    terms = held.titles.terms
    control = np.array([name in CONTROL for _, name in terms.terms], dtype=bool)
    named, all_control = [], []
    for n, side in enumerate((held.left, held.right)):
        at = held.lonely(n)
        named.append(held.by_class(side, at, np.ones(len(at))) > 0)
        all_control.append(held.by_class(side, at, ~control[side.term[at]]) == 0)
    clash = named[0] & named[1] & ~(all_control[0] & all_control[1])
    people = np.minimum(*(side[:, _PEOPLE] for side in held.only)) > 0
    return np.asarray(people | clash[:, _TOLD].any(axis=1))

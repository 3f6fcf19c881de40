"""What is sought, one aim after another: whom it serves, how few, what changes, one of equals."""

from collections.abc import Callable, Mapping
from hashlib import sha256

from measurealign.alignment.ask.criteria import score_sheet
from measurealign.alignment.ask.eligible import measures_practices, of_practices
from measurealign.alignment.ask.goal import Preference
from measurealign.alignment.ask.traits import effort, type_of
from measurealign.alignment.optimize.formulation import Formulation, thousandths
from measurealign.alignment.optimize.solve import THOUSAND, Aim

OUTCOMES = ("outcome", "intermediate-outcome", "pro", "patient-experience")
#: Worth is counted in millionths.
MILLION = 1_000_000
#: Tie-break weights lie below this: the wider, the surer that the answer is unique.
_TIES = 2**20


def aims(form: Formulation, capped: bool | None = None) -> tuple[Aim, ...]:
    """Return all aims in their order; `capped`: whether the size has a limit (default: the goal's).

    Without a cap: most (programme, subject) served, then the fewest measures. With one: most
    agreement × precedent, then (below a cap) the fewest. Then what the goal prefers.
    """
    goal = form.choices.asked.goal
    capped = goal.capped if capped is None else capped
    first: tuple[Aim, ...] = (_most_worth(form) if capped else _most_served(form),)
    if goal.outcomes_first:
        first = (_outcomes(form), *first) if capped else (*first, _outcomes(form))
    wanted = [aim for name in goal.prefer if (aim := PREFERENCES[name](form)).terms]
    return (*first, fewest(form), *wanted, _closest(form), _most_used(form), _one_of_equals(form))


def fewest(form: Formulation) -> Aim:
    """Seek the fewest measures."""
    return Aim("fewest measures", form.terms(form.x))


def _most_served(form: Formulation) -> Aim:
    """Seek the most programmes served, subject by subject, each by its weight."""
    terms = tuple((at, thousandths(form.choices.weight(one))) for one, at in form.u.items())
    return Aim("most programmes served, subject by subject", terms, -1, THOUSAND)


def _most_worth(form: Formulation) -> Aim:
    """Seek the most agreement × precedent: each measure by those that it serves in its subject.

    Only its own subject counts: else composites that touch many subjects win every place.
    """
    terms = tuple((at, round(MILLION * worth_of(form, family))) for family, at in form.x.items())
    return Aim("most agreement × precedent", terms, -1, MILLION)


def worth_of(form: Formulation, family: str) -> float:
    """Return the agreement that a measure serves in its own subject × the subject's precedent."""
    choices, own = form.choices, form.choices.subject_of(family)
    total = sum(one.weight for one in choices.asked.voices) or 1.0
    served = sum(choices.weight(d) for d in choices.served_by[family] if d.subject == own)
    return served / total * choices.agreed[own].precedent if served else 0.0


def _changes(form: Formulation) -> Aim:
    """Count the demands for which a programme keeps a measure of its own."""
    return Aim("fewest changes for the programmes", tuple((at, 1) for at in form.e.values()), -1)


def _lives(form: Formulation) -> Aim:
    """Weigh what is kept by the programmes' weights, where these differ."""
    table = form.choices.asked.programme
    if len({one.weight for one in table.values()}) == 1:
        return Aim("most lives kept", ())
    terms = tuple((at, thousandths(table[d.programme].weight)) for d, at in form.e.items())
    return Aim("most lives kept", terms, -1, THOUSAND)


def _level(form: Formulation) -> Aim:
    """Count what measures practices, twice where a set of practices lists it by the year."""
    asked = form.choices.asked
    good = [family for family in form.x if measures_practices(asked, family)]
    tried = [f for f in good if any(of_practices(asked, s) for s in asked.walk.sets_with[f])]
    return Aim("most at practice level", (*form.terms(good), *form.terms(tried)), -1)


def _burden(form: Formulation) -> Aim:
    asked = form.choices.asked
    terms = tuple((at, thousandths(effort(asked, family))) for family, at in form.x.items())
    return Aim("least burden", terms, unit=THOUSAND)


def _outcomes(form: Formulation) -> Aim:
    good = (f for f in form.x if type_of(form.choices.asked.walk, f) in OUTCOMES)
    return Aim("most outcome measures", form.terms(good), -1)


def _criteria(form: Formulation) -> Aim:
    """Seek the highest sum of criteria scores; a measure without any mark counts 0."""
    sheets = ((at, score_sheet(form.choices.asked, family)) for family, at in form.x.items())
    terms = tuple((at, thousandths(sheet.total or 0.0)) for at, sheet in sheets)
    return Aim("highest criteria scores", terms, -1, THOUSAND)


PREFERENCES: Mapping[Preference, Callable[[Formulation], Aim]] = {
    "changes": _changes, "lives": _lives, "level": _level, "burden": _burden,
    "outcomes": _outcomes, "criteria": _criteria,
}  # fmt: skip


def _closest(form: Formulation) -> Aim:
    """Seek the closest bonds: the sum of the credits by which the chosen serve."""
    served = form.choices.served_by
    terms = ((at, sum(s.credit for s in served[f].values())) for f, at in form.x.items())
    return Aim("closest forms", tuple((at, thousandths(v)) for at, v in terms), -1, THOUSAND)


def _most_used(form: Formulation) -> Aim:
    """Count the programmes of the catalog that list each at or before the year."""
    terms = tuple((at, len(form.choices.users(family))) for family, at in form.x.items())
    return Aim("most used in the catalog", terms, -1)


def _one_of_equals(form: Formulation) -> Aim:
    """Pick one of equals by weights drawn from content ids, so that equal inputs give one answer.

    Of n measures with weights below W, two best sets stay tied with a chance of at most n / W
    (the isolation lemma; Mulmuley, Vazirani and Vazirani 1987).
    """
    weight = {f: int(sha256(f.encode()).hexdigest(), 16) % _TIES for f in form.x}
    return Aim("one of equals", tuple((at, weight[f]) for f, at in form.x.items()))

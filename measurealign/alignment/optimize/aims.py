"""What is sought, one aim after another: few measures, what people prefer, one of equals."""

from collections.abc import Mapping
from hashlib import sha256

from measurealign.alignment.ask.criteria import score_sheet
from measurealign.alignment.ask.goal import Preference
from measurealign.alignment.ask.traits import type_of
from measurealign.alignment.optimize.formulation import Formulation, thousandths
from measurealign.alignment.optimize.solve import THOUSAND, Aim

OUTCOMES = ("outcome", "intermediate-outcome", "pro")
#: Tie-break weights lie below this: the wider, the surer that the answer is unique.
_TIES = 2**20


def aims(form: Formulation) -> tuple[Aim, ...]:
    """Return all aims: first the fewest measures (or the most demands, at a given size)."""
    goal = form.question.goal
    first = fewest(form) if goal.size is None else most_demands(form)
    wanted = [aim for name in goal.prefer for aim in preference(form, name)]
    return (first, *wanted, one_of_equals(form))


def fewest(form: Formulation) -> Aim:
    """Seek the fewest measures."""
    return Aim("fewest measures", form.terms(form.question.pool))


def most_demands(form: Formulation) -> Aim:
    """Seek the most demands served, each by the weight of its set."""
    weights = form.question.goal.set_weights
    terms = tuple((at, thousandths(weights.get(d.set, 1.0))) for d, at in form.u.items())
    return Aim("most demands served", terms, -1, THOUSAND)


def preference(form: Formulation, name: Preference) -> tuple[Aim, ...]:
    """Return the aims of a preference."""
    if name == "alignment":
        return (_table(form), _catalog(form))
    if name == "burden":
        return (Aim("least burden", form.burden_terms, unit=THOUSAND),)
    if name == "coverage":
        return (most_coverage(form),)
    if name == "criteria":
        return (_criteria(form),)
    good = (f for f in form.question.pool if type_of(form.question.walk, f) in OUTCOMES)
    return (Aim("most outcome measures", form.terms(good), -1),)


def most_coverage(form: Formulation) -> Aim:
    """Seek the highest mean coverage of the sets, each by its weight."""
    weights, terms = form.question.goal.set_weights, dict[int, int]()
    for one in form.question.sets:
        total = sum(thousandths(w) for w in form.question.weights(one).values()) or 1
        for at, factor in form.covered(one):
            share = round(weights.get(one, 1.0) * THOUSAND * factor / total)
            terms[at] = terms.get(at, 0) + share
    whole = sum(weights.get(one, 1.0) for one in form.question.sets) * THOUSAND * THOUSAND
    return Aim("most coverage", tuple(sorted(terms.items())), -1, whole or 1.0)


def _table(form: Formulation) -> Aim:
    """Count the sets at the table that use each, by weight; variants by their credit."""
    asked = form.question
    weights: Mapping[str, float] = dict.fromkeys(asked.sets, 1.0) | asked.goal.set_weights
    terms = []
    for family, at in form.x.items():
        same = asked.listed_by.get(family, ())
        kin = [one for one in asked.idea_by.get(asked.idea(family), ()) if one not in same]
        use = sum(weights[one] for one in same)
        terms.append((at, thousandths(use + asked.goal.credit * sum(weights[one] for one in kin))))
    return Aim("most used by the sets at the table", tuple(terms), -1, THOUSAND)


def _catalog(form: Formulation) -> Aim:
    """Count the sets of the catalog that use each; variants by their credit."""
    walk, terms = form.question.walk, []
    for family, at in form.x.items():
        same = set(walk.sets_with[family])
        kin = {one for f in walk.subject_of(family).families for one in walk.sets_with[f]} - same
        terms.append((at, thousandths(len(same) + form.question.goal.credit * len(kin))))
    return Aim("most used in the catalog", tuple(terms), -1, THOUSAND)


def _criteria(form: Formulation) -> Aim:
    """Seek the highest sum of criteria scores; a measure without any mark counts 0."""
    sheets = ((at, score_sheet(form.question, family)) for family, at in form.x.items())
    terms = tuple((at, thousandths(sheet.total or 0.0)) for at, sheet in sheets)
    return Aim("highest criteria scores", terms, -1, THOUSAND)


def one_of_equals(form: Formulation) -> Aim:
    """Pick one of equals by weights drawn from content ids, so that equal inputs give one answer.

    Of n measures with weights below W, two best sets stay tied with a chance of at most n / W
    (the isolation lemma; Mulmuley, Vazirani and Vazirani 1987).
    """
    weight = {f: int(sha256(f.encode()).hexdigest(), 16) % _TIES for f in form.x}
    return Aim("one of equals", tuple((at, weight[f]) for f, at in form.x.items()))

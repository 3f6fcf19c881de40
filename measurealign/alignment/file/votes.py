"""The votes of the table: what people wrote into a recommendation, kept in the next run."""

from collections.abc import Iterable

from measurealign.alignment.ask.decision import Decision
from measurealign.alignment.recommendation import Recommendation


def has_words(one: Decision) -> bool:
    """Tell whether people have written anything into an entry."""
    return one != Decision(family=one.family, label=one.label)


def with_decisions(found: Recommendation, kept: Iterable[Decision]) -> Recommendation:
    """Return a recommendation with the decisions of an earlier one.

    An entry belongs to the measure of its id, else of its name. Entries of measures that are no
    longer chosen stay when people wrote into them: a decision is never lost.
    """
    left = {(one.family, one.label): one for one in kept}
    by_family = {one.family: one for one in left.values()}
    by_label = {one.label: one for one in left.values()}
    log: list[Decision] = []
    for entry in found.decisions:
        known = by_family.get(entry.family) or by_label.get(entry.label)
        if known is not None:
            left.pop((known.family, known.label), None)
            same = {"family": entry.family, "label": entry.label}
            log.append(known.model_copy(update=same))
        else:
            log.append(entry)
    log += [one for one in left.values() if has_words(one)]
    return found.model_copy(update={"decisions": tuple(log)})

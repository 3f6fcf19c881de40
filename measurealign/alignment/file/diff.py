"""Two rounds of a recommendation, told apart in words."""

from collections.abc import Iterator, Mapping

from measurealign.alignment.ask.goal import Wanted
from measurealign.alignment.ask.sentences import sentences
from measurealign.alignment.chosen import AlignedMeasure
from measurealign.alignment.recommendation import Recommendation
from measurealign.shown import count_of

#: What a goal asks that no sentence of it tells, and what it is called.
_BESIDES = {
    "weights": "weights of programmes", "role_weights": "weights of roles",
    "attribute": "a plan's rates can be told for each practice", "criteria": "weights of criteria",
    "scores": "scores given", "additions": "additions wanted", "seconds": "seconds for an answer",
}  # fmt: skip


def diff(old: Recommendation, new: Recommendation) -> tuple[str, ...]:
    """Return what changed from one round to the next, the weightiest first; empty if nothing."""
    parts = (
        _table(old, new), _rules(old, new), _status(old, new), _chosen(old, new),
        _tiers(old, new), _additions(old, new), _open(old, new), _programmes(old, new),
        _decisions(old, new),
    )  # fmt: skip
    return tuple(line for part in parts for line in part)


def _table(old: Recommendation, new: Recommendation) -> Iterator[str]:
    before = {one.id: one for one in old.inputs.sets}
    after = {one.id: one for one in new.inputs.sets}
    for id_ in sorted(after.keys() - before.keys()):
        yield f"at the table: {id_} joined"
    for id_ in sorted(before.keys() - after.keys()):
        yield f"at the table: {id_} left"
    for id_ in sorted(before.keys() & after.keys()):
        if before[id_].digest != after[id_].digest:
            yield f"at the table: {id_} has changed"
    if old.inputs.evidence != new.inputs.evidence:
        yield f"rows that count: {_list(old.inputs.evidence)} → {_list(new.inputs.evidence)}"


def _rules(old: Recommendation, new: Recommendation) -> Iterator[str]:
    """Yield the rules that went and came, as a goal's own sentences; then what none tells."""
    before, after = sentences(old.inputs.goal), sentences(new.inputs.goal)
    yield from (f"rule dropped: {one}" for one in before if one not in after)
    yield from (f"rule added: {one}" for one in after if one not in before)
    for name, words in _BESIDES.items():
        was, is_ = getattr(old.inputs.goal, name), getattr(new.inputs.goal, name)
        if was != is_:
            yield f"{words}: {_value(was)} → {_value(is_)}"


def _status(old: Recommendation, new: Recommendation) -> Iterator[str]:
    if old.status != new.status:
        yield f"the answer: {old.status} → {new.status}"
    if len(old.chosen) != len(new.chosen):
        yield f"size: {count_of(len(old.chosen))} → {count_of(len(new.chosen))}"
    if (old.served, old.agreed) != (new.served, new.agreed):
        was, is_ = f"{old.served} of {old.agreed}", f"{new.served} of {new.agreed}"
        yield f"agreed requests served: {was} → {is_}"


def _chosen(old: Recommendation, new: Recommendation) -> Iterator[str]:
    before, after = _by_family(old.chosen), _by_family(new.chosen)
    gone = {f: one for f, one in before.items() if f not in after}
    come = {f: one for f, one in after.items() if f not in before}
    for family, one in list(gone.items()):
        kin = [f for f, other in come.items() if other.facts.subject == one.facts.subject]
        if kin:
            other = come.pop(kin[0]).facts.label
            yield f"{one.facts.subject_label}: {one.facts.label} → {other}"
            gone.pop(family)
    yield from (f"dropped: {one.facts.label} [{one.tier}]" for one in gone.values())
    yield from (f"added: {one.facts.label} [{one.tier}]" for one in come.values())


def _by_family(chosen: tuple[AlignedMeasure, ...]) -> dict[str, AlignedMeasure]:
    return {one.facts.family: one for one in chosen}


def _tiers(old: Recommendation, new: Recommendation) -> Iterator[str]:
    before = {one.subject: one for one in old.tiers}
    for one in new.tiers:
        was = before.get(one.subject)
        if was is not None and was.tier != one.tier:
            yield f"{one.label}: {was.tier} → {one.tier} (agreement {_shares(was, one)})"


def _shares(was: object, one: object) -> str:
    return " → ".join(f"{getattr(each, 'agreement', 0.0):.0%}" for each in (was, one))


def _additions(old: Recommendation, new: Recommendation) -> Iterator[str]:
    before = {(one.purpose, one.name) for one in old.additions}
    after = {(one.purpose, one.name) for one in new.additions}
    yield from (f"no longer proposed ({p}): {name}" for p, name in sorted(before - after))
    yield from (f"newly proposed ({p}): {name}" for p, name in sorted(after - before))


def _open(old: Recommendation, new: Recommendation) -> Iterator[str]:
    before = {one.subject: one.label for one in old.open_questions}
    after = {one.subject: one.label for one in new.open_questions}
    yield from (f"no longer open: {before[a]}" for a in sorted(before.keys() - after.keys()))
    yield from (f"newly open: {after[a]}" for a in sorted(after.keys() - before.keys()))


def _programmes(old: Recommendation, new: Recommendation) -> Iterator[str]:
    before = {one.programme: one for one in old.programmes}
    for one in new.programmes:
        was = before.get(one.programme)
        if was is None:
            continue
        parts = [
            f"{name} {len(getattr(was, name))} → {len(getattr(one, name))}"
            for name in ("keeps", "changes", "adopts", "drops")
            if len(getattr(was, name)) != len(getattr(one, name))
        ]
        if parts:
            yield f"{one.label}: {', '.join(parts)}"


def _decisions(old: Recommendation, new: Recommendation) -> Iterator[str]:
    before = {one.label: one for one in old.decisions}
    for one in new.decisions:
        was = before.get(one.label)
        if was is not None and was.state != one.state:
            yield f"decided: {one.label}, {was.state} → {one.state}"


def _value(value: object) -> str:
    """Return a value in words: what is told of each of several, how many scores there are."""
    if isinstance(value, Wanted):
        value = value.model_dump()
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {one:g}" for name, one in sorted(value.items())) or "none"
    if isinstance(value, tuple):
        return str(len(value))
    return ("no", "yes")[value] if isinstance(value, bool) else f"{value:g}"


def _list(words: tuple[str, ...]) -> str:
    return ", ".join(words)

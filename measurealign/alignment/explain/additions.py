"""Which cost and engagement measures to add: ranked, of one topic the best, no duplicate."""

from collections.abc import Iterator
from dataclasses import dataclass

from measurealign.alignment.ask.question import Question
from measurealign.alignment.ask.traits import ids_of, source_of, standing_of, type_of, usual
from measurealign.alignment.ask.traits import members as rows_of
from measurealign.alignment.explain.shelf import Purpose, Shelf, ShelfMeasure, shelf
from measurealign.alignment.recommendation import Addition, Opinion
from measurealign.burden import route_weight

#: By which words of a family the catalog's own measures serve a purpose.
TYPES: dict[Purpose, tuple[str, ...]] = {
    "cost": ("cost", "utilization", "efficiency"),
    "engagement": ("patient-experience", "pro"),
}
AREAS: dict[Purpose, tuple[str, ...]] = {
    "cost": ("cost", "utilization"),
    "engagement": ("patient-experience", "patient-engagement"),
}
#: A measure of the catalog that nobody has judged: the sets that must list it, and its points.
_SETS, _FIT = 3, 1.0
#: What an unknown minimum sample counts, of 3.
_UNKNOWN = 1.0
#: Links that make a measure another form of a chosen one.
_KIN = ("same", "variant", "broader", "narrower")


@dataclass(frozen=True)
class _Entry:
    """A candidate and the families of the catalog by which sets list it."""

    candidate: ShelfMeasure
    families: tuple[str, ...]
    listed_by: tuple[str, ...]


def additions(asked: Question, picked: tuple[str, ...]) -> tuple[Addition, ...]:
    """Return the proposed additions, cost first, each purpose by rank.

    rank = Σ weight · part / Σ weight; parts from 0 to 1: reach (sets of the catalog that list
    it, as a share of the most listed candidate of its purpose), fit, 1 - burden, endorsement,
    minimum sample. Weights and judgements stand in data/additions.yaml.
    """
    found = shelf()
    every = list(_entries(asked, found))
    barred = _barred(asked, every, picked)
    entries = [one for one in every if one.candidate.id not in barred]
    wanted: tuple[tuple[Purpose, int], ...] = (
        ("cost", asked.goal.additions.cost),
        ("engagement", asked.goal.additions.engagement),
    )
    return tuple(
        _addition(asked, found, entry, rank)
        for purpose, count in wanted
        for entry, rank in _best(found, [e for e in entries if e.candidate.purpose == purpose])[
            :count
        ]
    )


def _best(found: Shelf, entries: list[_Entry]) -> list[tuple[_Entry, float]]:
    """Return the best entry of each topic, by rank."""
    most = max((len(entry.listed_by) for entry in entries), default=0)
    ranked = [(entry, _rank(found, entry, most)) for entry in entries]
    ranked.sort(key=lambda pair: (-pair[1], pair[0].candidate.id))
    topics: dict[str, tuple[_Entry, float]] = {}
    for entry, rank in ranked:
        topics.setdefault(entry.candidate.topic, (entry, rank))
    return list(topics.values())


def _rank(found: Shelf, entry: _Entry, most: int) -> float:
    weights, one = found.weights, entry.candidate
    parts = (
        (weights.reach, len(entry.listed_by) / most if most else 0.0),
        (weights.fit, one.fit / 3),
        (weights.burden, max(0.0, 1.0 - route_weight(one.data_source))),
        (weights.endorsement, float(one.endorsed)),
        (weights.sample, (_UNKNOWN if one.sample is None else one.sample) / 3),
    )
    return round(sum(w * part for w, part in parts) / sum(w for w, _ in parts), 4)


def _entries(asked: Question, found: Shelf) -> Iterator[_Entry]:
    """Yield the shipped candidates with their families, then the catalog's own."""
    walk, taken = asked.walk, set[str]()
    ids = {
        family.id: {(one.scheme, one.base) for row in rows_of(walk, family.id) for one in row.ids}
        for family in walk.families
    }
    names = {
        family.id: {family.label.casefold()}
        | {row.name.casefold() for row in rows_of(walk, family.id)}
        for family in walk.families
    }
    for one in found.candidates:
        called = {name.casefold() for name in (one.name, *one.also)}
        mine = [f for f in ids if ids[f] & one.identifiers or names[f] & called]
        mine.sort(key=lambda f: (names[f].isdisjoint(called), -len(walk.sets_with[f]), f))
        taken |= set(mine)
        listed = sorted({s for f in mine for s in walk.sets_with[f]})
        yield _Entry(one, tuple(mine), tuple(listed))
    for family in sorted(walk.family.keys() - taken):
        purpose = _purpose(asked, family)
        if purpose is not None and len(walk.sets_with[family]) >= _SETS:
            yield _Entry(_own(asked, family, purpose), (family,), walk.sets_with[family])


def _purpose(asked: Question, family: str) -> Purpose | None:
    """Tell which purpose a measure of the catalog serves, by its type or its area."""
    purposes: tuple[Purpose, ...] = ("cost", "engagement")
    for purpose in purposes:
        by_type = type_of(asked.walk, family) in TYPES[purpose]
        if by_type or asked.area(family) in AREAS[purpose]:
            return purpose
    return None


def _own(asked: Question, family: str, purpose: Purpose) -> ShelfMeasure:
    """Return a measure of the catalog as a candidate that nobody has judged yet."""
    ids = ids_of(asked.walk, family)
    return ShelfMeasure(
        id=family,
        purpose=purpose,
        topic=asked.walk.subject_of(family).id,
        name=asked.walk.family[family].label,
        ids={scheme: values[0] for scheme, values in ids.items()},
        steward=usual(row.steward for row in rows_of(asked.walk, family)),
        type=type_of(asked.walk, family) or ("cost" if purpose == "cost" else "patient-experience"),
        data_source=source_of(asked, family)[0],
        endorsed="cbe" in ids,
        fit=_FIT,
        why_fit="nobody has judged yet how well a practice can be measured by it",
        adds=f"a measure of {asked.area(family).replace('-', ' ')} that other sets use already",
        evidence=standing_of(asked, family),
    )


def _barred(asked: Question, entries: list[_Entry], picked: tuple[str, ...]) -> set[str]:
    """Return the ids of candidates that are excluded, chosen, or another form of a chosen one."""
    walk = asked.walk
    concepts = {walk.subject_of(family).id for family in picked}
    ids = {
        (scheme, value)
        for family in picked
        for scheme, values in ids_of(walk, family).items()
        for value in values
    }
    barred = {family for group in asked.excluded.values() for family in group}
    barred |= _joined(asked, picked)
    return {
        one.candidate.id
        for one in entries
        if barred & set(one.families)
        or ids & one.candidate.identifiers
        or any(walk.subject_of(family).id in concepts for family in one.families)
    }


def _joined(asked: Question, picked: tuple[str, ...]) -> set[str]:
    """Return the families that a link makes another form, a part or a whole of a chosen one."""
    return {
        other
        for family in picked
        for other, relations in asked.kin.get(family, {}).items()
        if not relations.isdisjoint(_KIN)
    }


def _addition(asked: Question, found: Shelf, entry: _Entry, rank: float) -> Addition:
    one = entry.candidate
    at_table = tuple(s for s in asked.sets if s in entry.listed_by)
    return Addition(
        purpose=one.purpose,
        name=one.name,
        family=entry.families[0] if entry.families else None,
        ids={scheme: (value,) for scheme, value in one.ids.items()},
        steward=one.steward,
        type=one.type,
        data_source=one.data_source,
        reach=len(entry.listed_by),
        listed_by=at_table,
        burden=route_weight(one.data_source),
        min_sample=one.min_sample,
        rank=rank,
        reasons=tuple(_reasons(asked, entry, at_table)),
        adds=one.adds,
        opinions=tuple(
            Opinion(stance=v.stance, says=v.says, source=found.cite(v.source)) for v in one.opinions
        ),
        sources=tuple(found.cite(key) for key in one.sources),
    )


def _reasons(asked: Question, entry: _Entry, at_table: tuple[str, ...]) -> Iterator[str]:
    """Say reach, fit, data, endorsement and sample."""
    one, label = entry.candidate, asked.walk.catalog.get
    count = len(entry.listed_by)
    here = f", among them {', '.join(label(s).label for s in at_table)}" if at_table else ""
    sets = f"{count or 'no'} {'set' if count == 1 else 'sets'} of the catalog"
    yield f"{sets} list{'s' if count == 1 else ''} it{here}"
    yield f"fit for primary care {one.fit:g} of 3: {one.why_fit}"
    weight = route_weight(one.data_source)
    yield f"data: {one.data_source or 'not told'}, for a practice {weight:g} of a chart abstraction"
    if one.endorsed:
        yield "carries a CBE id: endorsed, or once endorsed"
    if one.min_sample:
        yield f"needs {one.min_sample}"

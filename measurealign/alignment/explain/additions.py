"""Which cost and engagement measures to add here and now: ranked, of one topic the best."""

from collections.abc import Iterator

from measurealign.alignment.ask.choices import Choices
from measurealign.alignment.ask.endorsement import endorsement
from measurealign.alignment.explain.candidates import Suggestion, entries
from measurealign.alignment.explain.facts import sets_named
from measurealign.alignment.explain.shelf import Purpose, shelf
from measurealign.alignment.recommendation import Addition, Opinion
from measurealign.burden import route_weight
from measurealign.model import Audience
from measurealign.shown import count_of, in_words

_PATIENTS: dict[Audience, str] = {
    "adult": "adults", "child": "children", "older-adult": "older adults", "maternity": "mothers",
}  # fmt: skip
#: What an unknown minimum sample counts, of 3; how many programmes of a region count fully.
_UNKNOWN, _REGION = 1.0, 2


def additions(choices: Choices, picked: tuple[str, ...]) -> tuple[Addition, ...]:
    """Return the proposed additions, cost first, each purpose by rank.

    rank = Σ weight · part / Σ weight; parts from 0 to 1: fit; whether programmes at the table list
    it already (so of several surveys the one that they field); programmes of its region (two count
    fully); programmes of the catalog, as a share of the most listed candidate; 1 - burden;
    endorsement (none if it was removed by the year); sample. Weights and judgements stand in
    data/additions.yaml.
    """
    found, wanted = entries(choices, picked), choices.asked.goal.additions
    asked: tuple[tuple[Purpose, int], ...] = (
        ("cost", wanted.cost), ("engagement", wanted.engagement),
    )  # fmt: skip
    return tuple(
        _addition(choices, entry, rank)
        for purpose, count in asked
        for entry, rank in _best(choices, [e for e in found if e.candidate.purpose == purpose])[
            :count
        ]
    )


def _best(choices: Choices, found: list[Suggestion]) -> list[tuple[Suggestion, float]]:
    """Return the best entry of each topic, by rank."""
    most = max((len(entry.users) for entry in found), default=0)
    ranked = [(entry, _rank(choices, entry, most)) for entry in found]
    ranked.sort(key=lambda pair: (_watched(pair[0]), -pair[1], pair[0].candidate.id))
    topics: dict[str, tuple[Suggestion, float]] = {}
    for entry, rank in ranked:
        topics.setdefault(entry.candidate.topic, (entry, rank))
    return list(topics.values())


def _watched(entry: Suggestion) -> bool:
    """Tell whether an engagement measure is only for watching: practices' own come first."""
    return entry.candidate.purpose == "engagement" and entry.candidate.monitoring


def _rank(choices: Choices, entry: Suggestion, most: int) -> float:
    weights, one = shelf().weights, entry.candidate
    known = endorsement(choices.asked, entry.families)
    parts = (
        (weights.fit, one.fit / 3),
        (weights.table, len(entry.here) / len(choices.asked.voices)),
        (weights.region, min(1.0, len(entry.region) / _REGION)),
        (weights.reach, len(entry.users) / most if most else 0.0),
        (weights.burden, max(0.0, 1.0 - route_weight(one.data_source))),
        (weights.endorsement, float(bool(known and known.holds))),
        (weights.sample, (_UNKNOWN if one.sample is None else one.sample) / 3),
    )
    return round(sum(w * part for w, part in parts) / sum(w for w, _ in parts), 4)


def _addition(choices: Choices, entry: Suggestion, rank: float) -> Addition:
    one, found = entry.candidate, shelf()
    known = endorsement(choices.asked, entry.families)
    return Addition(
        purpose=one.purpose,
        name=one.name,
        family=entry.families[0] if entry.families else None,
        ids={scheme: (value,) for scheme, value in one.ids.items()},
        steward=one.steward,
        type=one.type,
        data_source=one.data_source,
        monitoring=one.monitoring,
        reach=len(entry.users),
        listed_by=entry.here,
        in_region=entry.region,
        burden=route_weight(one.data_source),
        min_sample=one.min_sample,
        endorsement=known.says if known else None,
        rank=rank,
        reasons=tuple(_reasons(choices, entry)),
        adds=one.adds,
        opinions=tuple(
            Opinion(stance=v.stance, says=v.says, source=found.cite(v.source)) for v in one.opinions
        ),
        sources=tuple(found.cite(key) for key in one.sources),
    )


def _reasons(choices: Choices, entry: Suggestion) -> Iterator[str]:
    """Say who uses it here, in the region and elsewhere, its fit, data and sample."""
    one, year = entry.candidate, choices.asked.year
    if entry.here:
        lists = "lists" if len(entry.here) == 1 else "list"
        named = sets_named(choices, entry.here)
        yield f"at the table: {named} {lists} it, though not enough to agree"
    if entry.region:
        yield f"in the region: {', '.join(entry.region)}"
    yield _reach(len(entry.users), year)
    yield f"fit for primary care {one.fit:g} of 3: {one.why_fit}"
    weight, data = route_weight(one.data_source), in_words(one.data_source) or "not stated"
    yield f"data: {data}; work for a practice: {weight:.0%} of a chart abstraction"
    if one.monitoring:
        yield "to be watched for the region or large groups; too unsteady to pay one practice by"
    if one.audience != "all":
        yield f"for {_PATIENTS[one.audience]}"
    if one.min_sample:
        yield f"needs {one.min_sample}"


def _reach(count: int, year: int) -> str:
    """Say how many programmes list it; that none does may be true of the rows that count alone."""
    if not count:
        return f"in the rows that count, no programme of the catalog lists it by {year}"
    many = count_of(count, "programme")
    return f"{many} of the catalog {'lists' if count == 1 else 'list'} it by {year}"

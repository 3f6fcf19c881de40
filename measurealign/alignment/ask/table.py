"""Who sits at the table: programmes, each speaking by its latest edition there, with a weight."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from measurealign.alignment.ask.goal import Goal, Weigh
from measurealign.catalog.programmes import latest, programme, reach, witness
from measurealign.catalog.regions import payers
from measurealign.crosswalk import Crosswalk
from measurealign.model import MeasureSet
from measurealign.problems import UsageError, nearest


@dataclass(frozen=True, order=True)
class Seat:
    """A programme at the table: the set that speaks for it, its weight, its earlier editions.

    `parts`: other sets of the same programme that speak with it (specialty sets of MIPS).
    """

    id: str
    set: str
    label: str
    weight: float
    earlier: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def sets(self) -> tuple[str, ...]:
        """The sets that speak for the programme."""
        return (*self.parts, self.set)


def programmes(walk: Crosswalk, ids: Iterable[str], goal: Goal) -> tuple[Seat, ...]:
    """Return the programmes of some sets, in the order in which the sets were named.

    Raise UsageError for fewer than two programmes, or weights of what is not at the table.
    """
    editions: dict[str, list[MeasureSet]] = {}
    for one in dict.fromkeys(map(walk.catalog.get, ids)):
        editions.setdefault(witness(one), []).append(one)
    if len(editions) < 2:
        same = " (editions and parts of one programme count once)" if editions else ""
        raise UsageError(f"alignment needs at least two programmes at the table{same}: name more")
    _known(goal, editions)
    told = _weights(goal, editions)
    return tuple(_programme(walk, id_, sets, told.get(id_)) for id_, sets in editions.items())


def _programme(walk: Crosswalk, id_: str, sets: list[MeasureSet], weight: float | None) -> Seat:
    ordered = sorted(sets, key=lambda one: (one.year, one.id))
    last, speak = ordered[-1], latest(walk.catalog, (one.id for one in sets))
    return Seat(
        id=id_,
        set=last.id,
        label=last.label,
        weight=1.0 if weight is None else weight,
        earlier=tuple(one.id for one in ordered if one.id not in speak),
        parts=tuple(one for one in speak if one != last.id),
    )


def _known(goal: Goal, editions: Mapping[str, list[MeasureSet]]) -> None:
    names = {*editions, *(one.id for sets in editions.values() for one in sets)}
    strange = sorted(set(goal.weights) - names)
    if strange:
        raise UsageError(
            *(f"'{one}' is not at the table: {nearest(one, sorted(names))}" for one in strange)
        )


def _weights(goal: Goal, editions: Mapping[str, list[MeasureSet]]) -> dict[str, float]:
    """Return the weights that are known: people's, else lives or practices of data/payers.yaml.

    Who has no figure weighs as much as the mean of those who have one.
    """
    found: dict[str, float] = {}
    for id_, sets in editions.items():
        given = [goal.weights[n] for n in (id_, *(one.id for one in sets)) if n in goal.weights]
        if given:
            found[id_] = given[-1]
        elif told := _reached(sets[-1], goal.weigh):
            found[id_] = float(told)
    if goal.weigh == "each":
        return found
    if not found:
        raise UsageError(
            f"no programme at the table has a known number of {goal.weigh}: state them as "
            "`weights` in a rules file (programme: number)"
        )
    mean = sum(found.values()) / len(found)
    return {id_: found.get(id_, mean) for id_ in editions}


def _reached(one: MeasureSet, weigh: Weigh) -> int | None:
    """Return how many people or practices a set's programme reaches, where a source tells it."""
    mine = (each for each in reach().values() if one.id in each.sets)
    told = reach().get(programme(one)) or next(mine, None)
    if weigh == "lives":
        return told.lives if told else None
    if weigh == "practices":
        return _practices(one) or (told.practices if told else None)
    return None


def _practices(one: MeasureSet) -> int | None:
    """Return how many practices took part in CPC+ at its start, or in the region of a CPC+ set."""
    if one.id.startswith("cpc-plus-"):
        return payers().national.practices_at_start
    if "cpc-plus" not in one.id:
        return None
    found = (each.practices for each in payers().regions if one.region in each.places)
    return next((number for number in found if number), None)

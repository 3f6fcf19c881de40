"""Which links a person should look at first: the least certain that touch the most listings."""

from dataclasses import dataclass

from measurealign.crosswalk import Crosswalk
from measurealign.model import Link, Relation

#: Relations that decide what counts as shared; `related` and `different` change no number.
_DECIDES: frozenset[Relation] = frozenset({"same", "variant", "broader", "narrower"})


@dataclass(frozen=True)
class Question:
    """A link to judge. One question stands for all listings that bear the same two names.

    `doubt` is 1 - confidence (0-1); `touches` counts the listings at the table that bear one of
    the two names. Questions are asked in the order of doubt x touches.
    """

    link: Link
    doubt: float
    touches: int

    @property
    def weight(self) -> float:
        """How much the answer matters: doubt times listings touched."""
        return self.doubt * self.touches


def questions(table: Crosswalk, least_doubt: float = 0.05) -> tuple[Question, ...]:
    """Return the links of a table that wait for a judgement, the weightiest first.

    Links with less doubt than `least_doubt`, and pairs that are already judged, are left out.
    """
    names = {key: measure.name for key, measure in table.catalog.measures.items()}
    counts: dict[str, int] = {}
    for set_ in table.catalog:
        for measure in table.listed(set_.id):
            counts[measure.name] = counts.get(measure.name, 0) + 1
    asked: dict[tuple[str, ...], Question] = {}
    for link in table.links:
        doubt = 1 - link.confidence
        if link.status != "proposed" or link.relation not in _DECIDES or doubt < least_doubt:
            continue
        pair = tuple(sorted({names[link.left], names[link.right]}))
        touches = sum(counts.get(name, 0) for name in pair)
        asked.setdefault(pair, Question(link, doubt, touches))
    order = sorted(asked.values(), key=lambda q: (-q.weight, q.link.left, q.link.right))
    return tuple(order)

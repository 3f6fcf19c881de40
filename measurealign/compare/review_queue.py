"""Which links a person should look at first: the least certain that touch the most listings."""

from dataclasses import dataclass
from math import exp

from measurealign.crosswalk import Crosswalk
from measurealign.model import Link


@dataclass(frozen=True)
class Question:
    """A link to judge. One question stands for all listings that bear the same two names.

    `doubt` (0-1) see `doubt`; `touches` counts the listings at the table that bear one of the two
    names. Questions are asked in the order of doubt times touches.
    """

    link: Link
    doubt: float
    touches: int

    @property
    def weight(self) -> float:
        """How much the answer matters: doubt times listings touched."""
        return self.doubt * self.touches


def doubt(link: Link) -> float:
    """Return how open a question a link is, 0 to 1.

    With p the chance of being the same measure (the score of its reasons as a probability):
    1 - |2p - 1|, that is, 1 at an even chance and 0 where p is 0 or 1. A variant decides numbers
    too, so there 1 - confidence counts where that is more.
    """
    score = sum(reason.weight for reason in link.evidence)
    chance = 1 / (1 + exp(-max(-40.0, min(40.0, score))))
    open_ = 1 - abs(2 * chance - 1)
    return max(open_, 1 - link.confidence) if link.relation == "variant" else open_


def questions(table: Crosswalk, least: float = 0.05) -> tuple[Question, ...]:
    """Return the links of a table that wait for a judgement, the weightiest first.

    Links with less doubt than `least`, and pairs that are already judged, are left out.
    """
    names = {key: measure.name for key, measure in table.catalog.measures.items()}
    counts: dict[str, int] = {}
    for set_ in table.catalog:
        for measure in table.listed(set_.id):
            counts[measure.name] = counts.get(measure.name, 0) + 1
    asked: dict[tuple[str, ...], Question] = {}
    for link in table.links:
        open_ = doubt(link)
        if link.status != "proposed" or open_ < least:
            continue
        pair = tuple(sorted({names[link.left], names[link.right]}))
        touches = sum(counts.get(name, 0) for name in pair)
        asked.setdefault(pair, Question(link, open_, touches))
    order = sorted(asked.values(), key=lambda q: (-q.weight, q.link.left, q.link.right))
    return tuple(order)

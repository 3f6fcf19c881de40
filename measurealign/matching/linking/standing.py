"""How a measure stands among all that a name may mean: what makes a good likeness doubtful.

A payer's own measure often has a short name that fits a known one ("Dental Sealants"). How like
the two are does not tell it; how many other measures the name fits does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log1p

from measurealign.matching.linking.index import Index
from measurealign.matching.linking.names import bag
from measurealign.model import How


@dataclass(frozen=True, slots=True)
class NameStanding:
    """What is told of a name and its best measure, beside their likeness.

    `shared`: ln(1 + other measures of which a name has all terms of this one); `title`: 1 where it
    is the measure's title; `twin`: 1 where some body's own measure goes by it and it is no title.
    """

    shared: float
    title: float
    twin: float


def standing(
    index: Index, text: str, place: int, how: How, hidden: frozenset[int] = frozenset()
) -> NameStanding:
    """Return how the measure at a place stands for a name; an id leaves no doubt what is meant.

    A body's own measure is linked on its lists only: there its names are its own.
    """
    one = bag(text)
    title = float(one.text == index.titles[place])
    if how == "id" or index.local[place]:
        return NameStanding(0.0, title, 0.0)
    kin = index.kin[place]
    strange = [n for n in index.bearers(one.terms) - hidden if not kin & index.kin[index.owner[n]]]
    wholes = {min(index.kin[index.owner[n]]) for n in strange}
    same = (n for n in index.named.get(one.text, ()) if n not in hidden)
    twin = any(index.local[index.owner[n]] for n in same)
    return NameStanding(log1p(len(wholes)), title, float(twin and not title))


def misnamed(index: Index, texts: Iterable[str], place: int) -> bool:
    """Tell whether a line prints the very name of other measures, and none of the one at a place.

    An id that says otherwise may be a slip of a digit: a person is asked.
    """
    names = {n for text in texts for n in index.named.get(bag(text).text, ())}
    bearers = {index.owner[n] for n in names if not index.coded[n]}
    return bool(bearers) and not any(index.kin[place] & index.kin[one] for one in bearers)

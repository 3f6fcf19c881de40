"""Lines against lines, without the inventory: what wordings, ids and attributes say of pairs.

Two lines are the same measure if the scorer says so and neither has a likelier partner in the
other's set: a set lists a measure once. Nothing else on the table changes what is said of them.
"""

from collections.abc import Iterable, Iterator

import numpy as np

from measurealign.matching.engine import LOCAL, Engine
from measurealign.matching.listings import kin_ids, profiles
from measurealign.matching.pairs import compared, worth_comparing
from measurealign.matching.verdicts import RELATIONS, Verdicts, blocks, judged
from measurealign.model import Match, Measure


def wordings(
    lines: Iterable[Measure],
    *,
    use_ids: bool = True,
    every: bool = False,
    engine: Engine = LOCAL,
) -> Iterator[Match]:
    """Yield how lines relate by what they themselves print; `every` tells different ones too.

    In the order of their keys, each pair told from the first. Who judges the pairs, `engine`,
    changes nothing of what is said.
    """
    measures = tuple(lines)
    kin = kin_ids(measures) if use_ids else frozenset()
    found = profiles(measures, use_ids)
    pairs = worth_comparing(found)
    told = Verdicts.joined(engine(judged, blocks(found, pairs, kin)))
    numbers = {id_: n for n, id_ in enumerate(dict.fromkeys(one.set_id for one in found))}
    same = told.same(np.array([numbers[one.set_id] for one in found], dtype=np.int64))
    wanted = same | every | (told.otherwise != RELATIONS.index("different"))
    for at in np.flatnonzero(wanted).tolist():
        a, b = told.pairs[at].tolist()
        yield compared(found[a], found[b], kin).match(bool(same[at]))

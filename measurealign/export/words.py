"""What every export says alike: the verdict, areas by their labels, ids in one line."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from measurealign.alignment.recommendation import Recommendation
from measurealign.crosswalk import Crosswalk
from measurealign.judgements import MEASURE
from measurealign.model import Evidence, Match, MatchStatus

#: A word that could be the id of a set.
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


def verdict(found: Recommendation) -> str:
    """Return in one sentence what the solver found.

    The sizes are those of the recommendation itself; the gap is the largest of its solves.
    """
    if found.status == "infeasible":
        return "No set of measures can hold all rules: " + "; ".join(found.conflict)
    number = len(found.chosen)
    measures = "1 common measure serves" if number == 1 else f"{number} common measures serve"
    proof = "proven the fewest" if found.status == "optimal" else "fewer may exist"
    gap = f", gap {found.gap:.1%}" if found.status == "feasible" else ""
    return f"{measures} the demands of {len(found.inputs.sets)} sets ({proof}{gap})"


def matches_of(walk: Crosswalk, ids: Iterable[str]) -> Sequence[Match]:
    """Return the matches between the measures of some sets, in the order of their keys."""
    return walk.matches_among([m.key for id_ in ids for m in walk.listed(id_)])


def links_of(walk: Crosswalk, ids: Iterable[str]) -> Iterator[Match]:
    """Yield what each line of some sets is, as a match with a known measure (`measure:<id>`)."""
    for line in (line for id_ in ids for line in walk.listed(id_)):
        link = walk.links.get(line.key)
        if link is None or link.measure is None:
            continue
        status: MatchStatus = "proposed"
        if link.status in ("accepted", "rejected"):
            status = "accepted" if link.status == "accepted" else "rejected"
        reason = Evidence(kind=str(link.how), weight=link.confidence, says=link.says)
        yield Match(
            left=line.key,
            right=f"{MEASURE}{link.measure}",
            relation="narrower" if link.part else "same",
            bond=link.relation,
            confidence=link.confidence,
            likeness=link.likeness,
            evidence=(reason,),
            status=status,
        )


def with_labels(text: str, labels: Mapping[str, str]) -> str:
    """Return a sentence in which set ids are what people call the sets.

    >>> with_labels("hedis-2018 would adopt it", {"hedis-2018": "HEDIS 2018"})
    'HEDIS 2018 would adopt it'
    """
    return _WORD.sub(lambda found: labels.get(found[0], found[0]), text)


def ids_of(ids: dict[str, tuple[str, ...]]) -> str:
    """Return ids in one line.

    >>> ids_of({"cbe": ("0018",), "cms": ("CMS165",)})
    'CBE 0018, CMS165'
    """
    plain = [v if s == "cms" else f"{s.upper()} {v}" for s, values in ids.items() for v in values]
    return ", ".join(plain)

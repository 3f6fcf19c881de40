"""What every export says alike: the matches of some sets, ids in one line."""

from collections.abc import Iterable, Iterator, Sequence

from measurealign.crosswalk import Crosswalk
from measurealign.judgements import MEASURE
from measurealign.model import Evidence, Match, MatchStatus


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


def ids_of(ids: dict[str, tuple[str, ...]]) -> str:
    """Return ids in one line.

    >>> ids_of({"cbe": ("0018",), "cms": ("CMS165",)})
    'CBE 0018, CMS165'
    """
    plain = [v if s == "cms" else f"{s.upper()} {v}" for s, values in ids.items() for v in values]
    return ", ".join(plain)

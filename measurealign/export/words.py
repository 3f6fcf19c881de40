"""What every export says alike: the matches of some sets, ids in one line."""

from collections.abc import Iterable, Sequence

from measurealign.crosswalk import Crosswalk
from measurealign.model import Match


def matches_of(walk: Crosswalk, ids: Iterable[str]) -> Sequence[Match]:
    """Return the matches between the measures of some sets, in the order of their keys."""
    return walk.matches_among([m.key for id_ in ids for m in walk.listed(id_)])


def ids_of(ids: dict[str, tuple[str, ...]]) -> str:
    """Return ids in one line.

    >>> ids_of({"cbe": ("0018",), "cms": ("CMS165",)})
    'CBE 0018, CMS165'
    """
    plain = [v if s == "cms" else f"{s.upper()} {v}" for s, values in ids.items() for v in values]
    return ", ".join(plain)

"""What an earlier crosswalk found and made, as far as it still holds: the rest is made anew."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from measurealign.catalog import Catalog
from measurealign.matching.words import joins
from measurealign.model import Family, Judgement, LineLinks, Link


class Before(Protocol):
    """A crosswalk as it is asked here."""

    @property
    def catalog(self) -> Catalog:
        """The sets that it was made of."""

    @property
    def found(self) -> LineLinks:
        """What its lines were before people's word."""

    @property
    def families(self) -> Iterable[Family]:
        """Its families."""

    @property
    def judgements(self) -> Iterable[Judgement]:
        """People's word in it."""


@dataclass(frozen=True)
class Earlier:
    """The links (by line) of sets that are still the same, and families that nobody joined.

    A family that people joined may fall apart: they can take their word back.
    """

    found: Mapping[str, Link] = field(default_factory=dict)
    families: tuple[Family, ...] = ()

    @classmethod
    def of(cls, before: Before, catalog: Catalog) -> "Earlier":
        """Return what still holds of an earlier crosswalk for a catalog."""
        here = {one.id: one for one in before.catalog}
        lines = (line.key for one in catalog if here.get(one.id) is one for line in one.measures)
        shared = before.found.shared
        found = {key: shared[key] for key in lines if key in shared}
        joined = {end for one in before.judgements if joins(one) for end in (one.left, one.right)}
        alone = (one for one in before.families if joined.isdisjoint(one.members))
        return cls(found, tuple(alone))

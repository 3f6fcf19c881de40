"""The votes on a measure by group: who is for it, against it, abstained, and has not voted."""

from collections.abc import Iterable, Mapping
from typing import get_args

from measurealign.alignment.ask.decision import Vote, VoterGroup
from measurealign.model import Frozen, Text

#: More than this share of the voters must have voted (an abstention is a vote).
QUORUM = 0.5


class GroupVotes(Frozen):
    """The votes of one group, by name; `silent`: voters of the group who have not voted."""

    group: Text
    for_: tuple[Text, ...] = ()
    against: tuple[Text, ...] = ()
    abstain: tuple[Text, ...] = ()
    silent: tuple[Text, ...] = ()


class Tally(Frozen):
    """All votes on a measure; `of`: how many may vote, 0 if nobody was invited to."""

    groups: tuple[GroupVotes, ...] = ()
    of: int = 0

    @property
    def votes_for(self) -> int:
        """How many are for it."""
        return sum(len(one.for_) for one in self.groups)

    @property
    def votes_against(self) -> int:
        """How many are against it."""
        return sum(len(one.against) for one in self.groups)

    @property
    def voted(self) -> int:
        """How many have voted, those who abstained too."""
        return self.votes_for + self.votes_against + sum(len(one.abstain) for one in self.groups)

    @property
    def quorum(self) -> bool:
        """Whether more than half of those who may vote have; without an invitation, always."""
        silent = sum(len(one.silent) for one in self.groups)
        return not self.of or (self.of - silent) / self.of > QUORUM

    @property
    def says(self) -> str:
        """The count in one sentence.

        >>> Tally(groups=(GroupVotes(group="payer", for_=("A",), silent=("B",)),), of=2).says
        '1 for, 0 against, 0 abstained; no quorum: 1 of 2 voted'
        """
        abstained = self.voted - self.votes_for - self.votes_against
        count = f"{self.votes_for} for, {self.votes_against} against, {abstained} abstained"
        if not self.of:
            return count
        silent = sum(len(one.silent) for one in self.groups)
        word = "quorum" if self.quorum else "no quorum"
        return f"{count}; {word}: {self.of - silent} of {self.of} voted"


def tally(votes: Iterable[Vote], family: str, voters: Mapping[str, str]) -> Tally:
    """Count the votes on a measure; `voters` are those who may vote, each with the group."""
    cast = {one.by: one for one in votes if one.family == family}
    groups = {who: voters.get(who) or one.group or "no group" for who, one in cast.items()}
    groups = {**voters, **groups}
    order = (*get_args(VoterGroup), "no group")

    def names(group: str, word: str | None) -> tuple[str, ...]:
        return tuple(
            who for who, of in sorted(groups.items())
            if of == group and (cast[who].vote if who in cast else None) == word
        )  # fmt: skip

    counted = (
        GroupVotes(group=one, for_=names(one, "for"), against=names(one, "against"),
                   abstain=names(one, "abstain"), silent=names(one, None))
        for one in order if one in groups.values()
    )  # fmt: skip
    return Tally(groups=tuple(counted), of=len(voters))

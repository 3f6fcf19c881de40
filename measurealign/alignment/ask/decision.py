"""What people vote and decide about a measure: the part of a proposal that is written by hand."""

from datetime import date
from typing import Any, Literal

from pydantic import field_validator

from measurealign.model import Frozen, Text

#: For whom a member of a workgroup speaks.
VoterGroup = Literal["payer", "practice", "consumer", "state"]
#: A vote; who abstains is counted as present.
Ballot = Literal["for", "against", "abstain"]


class Decision(Frozen):
    """What people decided about one measure; kept when the tool runs again.

    YAML reads a bare day as a date: that is understood.
    """

    family: Text
    label: Text
    state: Literal["open", "tentative", "final", "tabled", "rejected"] = "open"
    votes_for: int | None = None
    votes_against: int | None = None
    on: str | None = None
    follow_up: str | None = None
    note: str | None = None

    @field_validator("on", mode="before")
    @classmethod
    def _bare_day(cls, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value


class Vote(Frozen):
    """One person's vote on a measure: for whom, what, and why; a later one replaces it."""

    family: Text
    label: Text
    by: Text
    group: VoterGroup | None = None
    vote: Ballot
    why: str | None = None
    on: str | None = None

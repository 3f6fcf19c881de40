"""What people decide about a measure: the one part of a recommendation that is written by hand."""

from datetime import date
from typing import Any, Literal

from pydantic import field_validator

from measurealign.model import Frozen, Text


class Decision(Frozen):
    """What people decided about one measure; kept when the tool runs again.

    YAML reads a bare day as a date: that is understood.
    """

    family: Text
    label: Text
    state: Literal["open", "tentative", "final", "rejected"] = "open"
    votes_for: int | None = None
    votes_against: int | None = None
    on: str | None = None
    follow_up: str | None = None
    note: str | None = None

    @field_validator("on", mode="before")
    @classmethod
    def _bare_day(cls, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value

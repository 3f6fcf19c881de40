"""What the year of a table knew of a measure's endorsement."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from measurealign.alignment.ask.question import Question
from measurealign.alignment.ask.traits import members


class EndorsementThen(NamedTuple):
    """Whether a measure was endorsed, as far as the table's year knew, in words with the date."""

    holds: bool
    says: str


def endorsement(asked: Question, families: Iterable[str]) -> EndorsementThen | None:
    """Return what was known of the endorsement of a measure (its families) in the table's year.

    The inventory's word if it is of that year or before (an endorsement that was removed by then is
    none), else the latest set up to then that prints a CBE id for it; None if neither tells.
    """
    mine = tuple(families)
    for known in filter(None, map(asked.walk.known, mine)):
        told = known.endorsement
        if told and told.status != "none" and _year(told.date) <= asked.year:
            holds = told.status == "endorsed"
            word = "endorsed" if holds else "endorsement removed"
            return EndorsementThen(
                holds, f"{word} ({', '.join(filter(None, (told.date, told.source)))})"
            )
    return _printed(asked, mine)


def _printed(asked: Question, families: tuple[str, ...]) -> EndorsementThen | None:
    catalog = asked.walk.catalog
    rows = [(catalog.get(row.set_id), row) for one in families for row in members(asked.walk, one)]
    printed = [
        (by.year, one.value, by.label)
        for by, row in rows
        for one in row.ids
        if one.scheme == "cbe" and by.year <= asked.year
    ]
    if not printed:
        return None
    year, value, label = max(printed)
    says = f"CBE {value}, as printed in {year} ({label}): endorsed, or once endorsed"
    return EndorsementThen(True, says)


def _year(date: str | None) -> int:
    """Return the year of a date in words, 0 if it tells none."""
    found = re.search(r"\d{4}", date or "")
    return int(found[0]) if found else 0

"""Age bands: a line that names ages of its own is a slice of a measure."""

import re

from measurealign.inventory.entries import KnownMeasure
from measurealign.matching.numbers import OLDEST, Ages, take_numbers

#: A range behind a name is an age band: "Colorectal Cancer Screening (50-75)", "Chlamydia 16-20".
_BEHIND = re.compile(r"\((\d{1,2}) ?(?:-|–|to) ?(\d{2})\)|(?<=[a-z%] )(\d{1,2}) ?[-–] ?(\d{2})$")
#: Ages that cover at least this share of a measure's own are the measure's.
WHOLE = 0.75


def with_ages(text: str) -> str:
    """Return a name whose age band, in brackets or at its end, is called so.

    >>> with_ages("Colorectal Cancer Screening (50-75)"), with_ages("Chlamydia 16-20")
    ('Colorectal Cancer Screening (ages 50-75)', 'Chlamydia (ages 16-20)')
    """
    return _BEHIND.sub(lambda found: "(ages {}-{})".format(*filter(None, found.groups())), text)


def slice_of(text: str, measure: KnownMeasure) -> str | None:
    """Return the word of the age band that a line names ("18-64", "65+"), None if it names none.

    Ages that a published name of the measure prints, or that are about all of its audience, are
    no slice.
    """
    ages = _ages(text)
    audience = measure.audience
    if len(ages) != 1 or audience is None or audience.from_ is None:
        return None
    printed = {band for name in measure.wordings for band in _ages(name)}
    low, high = ages[0]
    first, last = audience.from_, audience.to if audience.to is not None else OLDEST
    inside = min(high, last) - max(low, first)
    if ages[0] in printed or inside <= 0 or inside >= WHOLE * (last - first):
        return None
    return band(ages[0])


def _ages(text: str) -> tuple[Ages, ...]:
    return take_numbers(with_ages(text.lower()))[1].ages


def band(ages: Ages) -> str:
    """Return an age band as people write it.

    >>> band((18.0, 64.0)), band((65.0, 120.0))
    ('18-64', '65+')
    """
    low, high = ages
    return f"{low:g}+" if high >= OLDEST else f"{low:g}-{high:g}"

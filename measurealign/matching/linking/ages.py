"""Age bands: a line that names ages of its own is a slice of a measure."""

from measurealign.inventory.entries import KnownMeasure
from measurealign.matching.numbers import OLDEST, Ages, take_numbers

#: Ages that cover at least this share of a measure's own are the measure's.
WHOLE = 0.75


def slice_of(text: str, measure: KnownMeasure) -> str | None:
    """Return the word of the age band that a line names ("18-64", "65+"), None if it names none.

    Ages that a published name of the measure prints, or that are about all of its audience, are
    no slice.
    """
    ages = take_numbers(text.lower())[1].ages
    audience = measure.audience
    if len(ages) != 1 or audience is None or audience.from_ is None:
        return None
    printed = {band for name in measure.wordings for band in take_numbers(name.lower())[1].ages}
    low, high = ages[0]
    first, last = audience.from_, audience.to if audience.to is not None else OLDEST
    inside = min(high, last) - max(low, first)
    if ages[0] in printed or inside <= 0 or inside >= WHOLE * (last - first):
        return None
    return band(ages[0])


def band(ages: Ages) -> str:
    """Return an age band as people write it.

    >>> band((18.0, 64.0)), band((65.0, 120.0))
    ('18-64', '65+')
    """
    low, high = ages
    return f"{low:g}+" if high >= OLDEST else f"{low:g}-{high:g}"

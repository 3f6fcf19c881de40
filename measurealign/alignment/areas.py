"""What people call an area."""

from measurealign.vocabulary import vocabulary


def label_of(area: str) -> str:
    """Return an area's name for people.

    >>> label_of("dm")
    'dm'
    """
    return next((one.label for one in vocabulary().areas if one.id == area), area)

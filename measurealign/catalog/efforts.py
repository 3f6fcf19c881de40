"""Efforts whose list of measures was not found: how they work is known, and from where.

An effort is told in the form of a measure set, without measures. It is no measure set: nothing can
be compared with it. The regions show what is known of it.
"""

from functools import cache

from measurealign.catalog.reader import read_sets
from measurealign.catalog.shipped import data_folder
from measurealign.model import MeasureSet


@cache
def efforts() -> tuple[MeasureSet, ...]:
    """Return the shipped efforts, in the order of their ids.

    >>> any(one.measures for one in efforts())
    False
    """
    return tuple(sorted(read_sets([data_folder() / "efforts"]), key=lambda one: one.id))

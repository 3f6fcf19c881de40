"""Whether inventory and agenda fit together: every subject and area that one names is there."""

from collections.abc import Iterator

from measurealign.catalog.areas import areas
from measurealign.inventory import Inventory
from measurealign.inventory.subjects import Agenda, agenda
from measurealign.problems import InputError, Problem, nearest


def check(inventory: Inventory, lines: Agenda | None = None) -> None:
    """Raise InputError with every problem; reading the files has checked their form."""
    told = lines or agenda()
    problems = (*_of_agenda(told), *_of_inventory(inventory, told))
    if problems:
        raise InputError(*problems)


def _of_agenda(lines: Agenda) -> Iterator[Problem]:
    known = [area.id for area in areas()]
    seen: set[str] = set()
    for one in lines.subjects:
        if one.id in seen:
            yield Problem("subjects.yaml", where=one.id, what="two subjects have this id")
        seen.add(one.id)
        if one.area not in known:
            what = f"no area '{one.area}': {nearest(one.area, known)}"
            yield Problem("subjects.yaml", where=one.id, what=what)
    for composite in lines.composites:
        for id_ in composite.serves:
            if id_ not in lines.by_id:
                yield _unknown("subjects.yaml", composite.pattern, id_, lines)


def _of_inventory(inventory: Inventory, lines: Agenda) -> Iterator[Problem]:
    for one in inventory:
        for id_ in one.subjects:
            if id_ not in lines.by_id:
                yield _unknown("measures", one.id, id_, lines)


def _unknown(file: str, where: str, id_: str, lines: Agenda) -> Problem:
    return Problem(file, where=where, what=f"no subject '{id_}': {nearest(id_, list(lines.by_id))}")

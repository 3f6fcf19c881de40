"""A known measure on a page of text: names, ids, parts, successor, bonds, and who lists it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from measurealign.cli.page import Head, Page
from measurealign.problems import UsageError, nearest
from measurealign.shown import count_of

if TYPE_CHECKING:
    from measurealign.catalog import Catalog
    from measurealign.crosswalk import Crosswalk, Inventory, KnownMeasure


def page(word: str, catalog: "Catalog") -> Page:
    """Return the page of the known measure that a word names, or of all that it may mean."""
    from measurealign import crosswalk
    from measurealign.crosswalk import shipped_inventory

    known = shipped_inventory()
    found = known.named(word)
    if not found:
        hint = nearest(word, [*(one.id for one in catalog), *(one.id for one in known)])
        raise UsageError(f"no set and no known measure '{word}': {hint}")
    if len(found) > 1:
        several = Page()
        several.say(f"'{word}' names {len(found)} known measures; show one by its id:")
        several.table(["", ""], [(one.id, one.title) for one in found])
        return several
    return _one(found[0], known, crosswalk(catalog))


def _one(one: "KnownMeasure", known: "Inventory", walk: "Crosswalk") -> Page:
    told = Page()
    told.title(f"{one.title} · {one.id}")
    told.table(["", ""], list(_facts(one, known)))
    told.title("Names")
    for name in one.names:
        by = ", ".join(part for part in (name.by, name.years) if part)
        told.say(f"  {name.name}" + (f" ({by})" if by else ""))
    told.say(*(f"  {wording} (as people say it)" for wording in one.spoken))
    parts = known.parts(one.id)
    if parts:
        told.title("Parts")
        told.table(["", "kind", ""], [(p.id, _kind(p, one.id), p.title) for p in parts])
    _bonds(told, one, walk)
    _listed(told, one, walk)
    return told


def _facts(one: "KnownMeasure", known: "Inventory") -> Iterator[tuple[str, str]]:
    """Yield what is known of a measure: a word and a fact."""
    from measurealign.crosswalk import minimum

    ids = (f"{id_}" + (f" ({id_.years})" if id_.years else "") for id_ in one.ids)
    routes = (f"{level}: {route}" for level, route in one.routes.items())
    before = [each.id for each in known if each.successor and each.successor.id == one.id]
    after = f"{one.successor.id} ({one.successor.kind})" if one.successor else ""
    least = minimum(one)
    facts = (
        ("ids", ", ".join(ids)), ("steward", one.steward), ("subjects", ", ".join(one.subjects)),
        ("type", one.type), ("better is", one.direction), ("threshold", one.threshold),
        ("audience", _audience(one)), ("levels", ", ".join(one.levels)),
        ("data", ", ".join(routes)), ("since", one.since or _began(one)), ("retired", one.retired),
        ("part of", ", ".join(of.id for of in one.part_of)), ("successor", after),
        ("predecessors", ", ".join(before)),
        ("endorsement", _endorsement(one)),
        ("least denominator", least and f"{least.n} ({least.source})"),
        ("evidence", one.evidence), ("sources", ", ".join(one.sources)),
    )  # fmt: skip
    yield from ((word, str(fact)) for word, fact in facts if fact)


def _began(one: "KnownMeasure") -> str:
    """Return the year by which a measure existed, with its source where one tells that year."""
    known = one.known_by
    shown = f" ({known.source})" if known and known.year == one.seen else ""
    return f"{one.seen} or before{shown}" if one.seen else ""


def _endorsement(one: "KnownMeasure") -> str:
    if one.endorsement is None:
        return ""
    when = ", ".join(text for text in (one.endorsement.date, one.endorsement.source) if text)
    return one.endorsement.status + (f" ({when})" if when else "")


def _audience(one: "KnownMeasure") -> str:
    if one.audience is None:
        return ""
    ages = [f"{age:g}" for age in (one.audience.from_, one.audience.to) if age is not None]
    return ", ".join(part for part in ("-".join(ages), one.audience.who) if part)


def _kind(part: "KnownMeasure", whole: str) -> str:
    return next(of.kind for of in part.part_of if of.id == whole)


def _bonds(told: Page, one: "KnownMeasure", walk: "Crosswalk") -> None:
    """Print the families of the catalog that stand for the measure in part."""
    bonds = walk.bonded(one.id) if one.id in walk.family else {}
    if bonds:
        told.title("Bound to, in the catalog's sets")
        rows = [(other, f"{bond.credit:g}", bond.says) for other, bond in bonds.items()]
        told.table(["", Head("credit", number=True), ""], rows)


def _listed(told: Page, one: "KnownMeasure", walk: "Crosswalk") -> None:
    rows = walk.family[one.id].members if one.id in walk.family else ()
    told.title(
        f"Listed in {count_of(len({key.split('/', 1)[0] for key in rows}), 'set')} of the catalog"
    )
    names = walk.catalog.measures
    told.table(["", "as printed"], [(names[key].set_id, names[key].name) for key in rows])

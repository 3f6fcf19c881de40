"""The verb that says how a title is read, and why two are the same measure or not: explain."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from measurealign.cli.as_json import print_lines
from measurealign.problems import UsageError, nearest

if TYPE_CHECKING:
    from measurealign.catalog import Catalog
    from measurealign.model import Measure


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command("explain")(explain_)


def explain_(
    left: Annotated[str, typer.Argument(help="A measure's title, or its key (SET/NAME)")],
    right: Annotated[str | None, typer.Argument(help="Another title or key")] = None,
) -> None:
    """Say how a title is read, or why two measures are the same or not."""
    from measurealign import load_catalog

    catalog = load_catalog()
    one = _measure(left, catalog, "a")
    lines = [_heading("A" if right else "", one), *_read(one)]
    if right is not None:
        other = _measure(right, catalog, "b")
        lines += [_heading("B", other), *_read(other), *_compared(one, other)]
    print_lines(lines)


def _heading(mark: str, one: "Measure") -> str:
    where = "" if one.source == "title" else f" ({one.set_id})"
    return f"{mark}  {one.name}{where}" if mark else f"{one.name}{where}"


def _read(one: "Measure") -> Iterable[str]:
    """Yield the reading of a measure, a class of ideas a line."""
    from measurealign.catalog.areas import area_of
    from measurealign.crosswalk import reading

    for part in reading(one.name).split(" · "):
        kind, _, names = part.partition(" ")
        known = {"word": "other words", "span": "time span", "": "nothing read"}
        yield f"   {known.get(kind, kind):<12} {names}"
    yield f"   {'area':<12} {one.area or area_of(one.name, one.type)}"


def _compared(one: "Measure", other: "Measure") -> Iterable[str]:
    """Yield the verdict and the reasons, the weights adding up to the score."""
    from measurealign.crosswalk import explain

    link = explain(one, other)
    score = sum(reason.weight for reason in link.evidence)
    from measurealign.model import chance

    verdict = {
        "same": "A and B are the same measure",
        "variant": "B is another specification of A",
        "broader": "A is broader than B",
        "narrower": "A is narrower than B",
        "related": "A and B are related, not the same",
        "different": "A and B are different measures",
    }[link.relation]
    yield ""
    yield f"{link.relation}: {verdict} (confidence {link.confidence:.0%})"
    for reason in link.evidence:
        yield f"  {reason.weight:+7.2f}  {reason.says}"
    yield f"  {score:+7.2f}  = score: {chance(score):.0%} likely the same measure"


def _measure(text: str, catalog: "Catalog", mark: str) -> "Measure":
    """Return the catalog's measure of a key, or a measure with nothing but a title."""
    from measurealign.model import Measure

    if text in catalog.measures:
        return catalog.measures[text]
    if text.split("/", 1)[0] in catalog and " " not in text:
        raise UsageError(unknown(text, catalog))
    return Measure(key=f"{mark}/title", name=text, source="title", evidence="source")


def unknown(key: str, catalog: "Catalog") -> str:
    """Return the sentence that no measure has a key, with the nearest that one has."""
    hint = nearest(key, [m.key for one in catalog for m in one.measures])
    return f"no measure '{key}' in the catalog: {hint}"

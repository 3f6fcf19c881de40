"""The verbs about the crosswalk: match, explain, judge."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from measurealign.problems import UsageError, nearest

if TYPE_CHECKING:
    from measurealign.catalog import Catalog
    from measurealign.crosswalk import Crosswalk
    from measurealign.model import Link, Measure, MeasureSet, Relation, Verdict

_PAIRS = ("left_id", "left_name", "right_id", "right_name", "relation", "confidence", "evidence")
_FAMILIES = ("id", "family", "concept")


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command()(match)
    app.command("explain")(explain_)
    app.command()(judge)


def match(
    left: Annotated[str, typer.Argument(help="A set's id, or a YAML, CSV or XLSX file")],
    right: Annotated[str | None, typer.Argument(help="Another; default: pairs inside LEFT")] = None,
    ignore_ids: Annotated[
        bool, typer.Option("--ignore-ids", help="Go by the names and attributes alone")
    ] = False,
    all_: Annotated[
        bool, typer.Option("--all", help="Also pairs judged related or different")
    ] = False,
    out: Annotated[Path | None, typer.Option(help="Write the pairs to this CSV file")] = None,
    families: Annotated[
        Path | None, typer.Option(help="Write id, family and concept to this CSV file")
    ] = None,
) -> None:
    """Match the measures of one or two lists: pairs with relation, confidence and evidence."""
    from measurealign import crosswalk, judgements
    from measurealign.catalog.cells import to_csv

    catalog, ids = _lists(left, right)
    walk = crosswalk(catalog, judgements.own(), use_ids=not ignore_ids)
    names = _names(catalog)
    rows = (_row(link, catalog, names) for link in _wanted(walk, ids, all_))
    _write(to_csv(_PAIRS, sorted(rows, key=lambda row: (row[0], row[2]))), out)
    if families is not None:
        _write(to_csv(_FAMILIES, _members(walk, names)), families)


def _lists(left: str, right: str | None) -> "tuple[Catalog, tuple[frozenset[str], frozenset[str]]]":
    """Return the sets of both lists as one catalog, and which sets are left and right."""
    from measurealign import load_catalog
    from measurealign.catalog import Catalog
    from measurealign.catalog.imports.spreadsheet import apart

    shipped = load_catalog()
    first = _sets(left, shipped)
    second = _sets(right, shipped) if right else ()
    second = tuple(one for one in second if one not in first)
    others = apart(second, [one.id for one in first])
    catalog = Catalog.of((*first, *others))
    sides = frozenset(one.id for one in first), frozenset(one.id for one in others)
    return catalog, (sides[0], sides[1] if right else sides[0])


def _sets(name: str, shipped: "Catalog") -> "tuple[MeasureSet, ...]":
    from measurealign.cli.selection import is_file, read_own

    return read_own(Path(name)) if is_file(name) else (shipped.get(name),)


def _wanted(
    walk: "Crosswalk", sides: "tuple[frozenset[str], frozenset[str]]", all_: bool
) -> "Iterator[Link]":
    """Yield the links between both sides, told from the left one."""
    left, right = sides
    for link in walk.compared() if all_ else walk.links:
        if not all_ and (link.relation in ("related", "different") or link.status == "rejected"):
            continue
        ends = (link.left.split("/", 1)[0], link.right.split("/", 1)[0])
        if ends[0] in left and ends[1] in right:
            yield link
        elif ends[1] in left and ends[0] in right:
            yield _turned(link)


def _turned(link: "Link") -> "Link":
    """Return a link told from its other side."""
    other: dict[str, Relation] = {"broader": "narrower", "narrower": "broader"}
    change = {
        "left": link.right,
        "right": link.left,
        "relation": other.get(link.relation, link.relation),
    }
    return link.model_copy(update=change)


def _names(catalog: "Catalog") -> dict[str, str]:
    """Return the id that each row is written with: its own in its file, where that is unique."""
    from collections import Counter

    short = {key: key.split("/", 1)[1] for key in catalog.measures}
    counts = Counter(short.values())
    own = {m.key for one in catalog for m in one.measures if m.source == "file"}
    return {k: name if k in own and counts[name] == 1 else k for k, name in short.items()}


def _row(link: "Link", catalog: "Catalog", names: dict[str, str]) -> tuple[str, ...]:
    left, right = catalog.measures[link.left], catalog.measures[link.right]
    return (
        names[left.key], left.name, names[right.key], right.name,
        link.relation, f"{link.confidence:.4f}", link.says,
    )  # fmt: skip


def _members(walk: "Crosswalk", names: dict[str, str]) -> list[tuple[str, str, str]]:
    rows = [
        (names[key], family.id, walk.concept_of(family.id).id)
        for family in walk.families
        for key in family.members
    ]
    return sorted(rows)


def _write(text: str, path: Path | None) -> None:
    if path is None:
        typer.echo(text, nl=False)
        return
    from measurealign.export.yaml import write

    write(path, text)


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
    typer.echo("\n".join(lines))


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
    chance = f"{1 / (1 + 2.718281828459045**-score):.0%}"
    yield f"  {score:+7.2f}  = score: {chance} likely the same measure"


def _measure(text: str, catalog: "Catalog", mark: str) -> "Measure":
    """Return the catalog's measure of a key, or a measure with nothing but a title."""
    from measurealign.model import Measure

    if text in catalog.measures:
        return catalog.measures[text]
    if text.split("/", 1)[0] in catalog and " " not in text:
        raise UsageError(_unknown(text, catalog))
    return Measure(key=f"{mark}/title", name=text, source="title", evidence="primary")


def _unknown(key: str, catalog: "Catalog") -> str:
    hint = nearest(key, [m.key for one in catalog for m in one.measures])
    return f"no measure '{key}' in the catalog: {hint}"


def judge(
    left: Annotated[str, typer.Argument(help="A measure's key, SET/NAME as `show SET` prints it")],
    right: Annotated[str, typer.Argument(help="The other measure's key")],
    verdict: Annotated[str, typer.Argument(help="accepted, rejected or unsure")],
    by: Annotated[str, typer.Option(help="Who judges")],
    why: Annotated[str, typer.Option(help="Why")],
    relation: Annotated[str, typer.Option(help="The relation that is judged")] = "same",
    on: Annotated[str | None, typer.Option(help="The day, YYYY-MM-DD; default: today")] = None,
    file: Annotated[Path, typer.Option(help="The file to keep it in")] = Path("decisions.yaml"),
    own: Annotated[
        list[Path] | None, typer.Option(help="A file of your own that holds a measure; may repeat")
    ] = None,
) -> None:
    """Keep a person's word on a link; it overrides the scorer from now on."""
    from measurealign import judgements, load_catalog
    from measurealign.cli.selection import read_own
    from measurealign.model import Judgement

    catalog = load_catalog()
    keys = {key for path in own or () for one in read_own(path) for key in _keys(one)}
    faults = [
        _unknown(key, catalog)
        for key in (left, right)
        if key not in catalog.measures and key not in keys
    ]
    faults += _faults(left, right, verdict, relation)
    if faults:
        raise UsageError(*faults)
    said: Verdict = verdict  # type: ignore[assignment]
    kind: Relation = relation  # type: ignore[assignment]
    day = on or date.today().isoformat()
    one = Judgement(left=left, right=right, verdict=said, relation=kind, by=by, on=day, why=why)
    kept = judgements.keep(file, one)
    typer.echo(f"{file}: {len(kept)} judgement{'s' if len(kept) != 1 else ''}", err=True)


def _keys(one: "MeasureSet") -> Iterable[str]:
    return (each.key for each in one.measures)


def _faults(left: str, right: str, verdict: str, relation: str) -> Iterator[str]:
    """Yield what is wrong with the words of a judgement."""
    from typing import get_args

    from measurealign.model import Relation, Verdict

    if left == right:
        yield "a measure cannot be judged against itself: name two"
    if verdict not in get_args(Verdict):
        yield f"no verdict '{verdict}': {nearest(verdict, get_args(Verdict))}"
    if relation not in get_args(Relation):
        yield f"no relation '{relation}': {nearest(relation, get_args(Relation))}"

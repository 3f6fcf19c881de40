"""The verb by which a person decides: judge."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from measurealign.problems import UsageError, nearest

if TYPE_CHECKING:
    from measurealign.catalog import Catalog
    from measurealign.model import Relation, Verdict


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command()(judge)


def judge(
    left: Annotated[str, typer.Argument(help="A measure's key, SET/NAME as `show SET` prints it")],
    right: Annotated[
        str, typer.Argument(help="The other measure's key, or a known measure's id (`show` it)")
    ],
    verdict: Annotated[str, typer.Argument(help="accepted, rejected or unsure")],
    by: Annotated[str, typer.Option(help="Who judges")],
    why: Annotated[str, typer.Option(help="Why")],
    relation: Annotated[
        str, typer.Option(help="What is judged: same, variant, narrower (a part of it) ...")
    ] = "same",
    on: Annotated[str | None, typer.Option(help="The day, YYYY-MM-DD; default: today")] = None,
    file: Annotated[Path, typer.Option(help="The file to keep it in")] = Path("decisions.yaml"),
    own: Annotated[
        list[Path] | None, typer.Option(help="A file of your own that holds a measure; may repeat")
    ] = None,
) -> None:
    """Keep a person's word on what a line is, or on how two relate; it overrides from now on."""
    from measurealign import judgements, load_catalog
    from measurealign.cli.selection import read_own
    from measurealign.model import Judgement

    catalog = load_catalog()
    keys = {line.key for path in own or () for one in read_own(path) for line in one.measures}
    keys |= catalog.measures.keys()
    other, faults = _right(right, keys, catalog)
    faults = [*_faults(left, other, verdict, relation), *_left(left, keys, catalog), *faults]
    if faults:
        raise UsageError(*faults)
    said: Verdict = verdict  # type: ignore[assignment]
    kind: Relation = relation  # type: ignore[assignment]
    day = on or date.today().isoformat()
    one = Judgement(left=left, right=other, verdict=said, relation=kind, by=by, on=day, why=why)
    kept = judgements.keep(file, one)
    typer.echo(f"{file}: {len(kept)} judgement{'s' if len(kept) != 1 else ''}", err=True)


def _left(key: str, keys: set[str], catalog: "Catalog") -> Iterator[str]:
    from measurealign.cli.explain import unknown

    if key not in keys:
        yield unknown(key, catalog)


def _right(name: str, keys: set[str], catalog: "Catalog") -> tuple[str, list[str]]:
    """Return how a judgement names its right side, a line or a known measure, and what is wrong."""
    from measurealign.cli.explain import unknown
    from measurealign.crosswalk import shipped_inventory
    from measurealign.judgements import MEASURE

    id_ = name.removeprefix(MEASURE)
    if name in keys:
        return name, []
    if id_ in shipped_inventory():
        return f"{MEASURE}{id_}", []
    if name.split("/", 1)[0] in catalog:
        return name, [unknown(name, catalog)]
    hint = nearest(id_, [one.id for one in shipped_inventory()])
    return name, [f"no measure '{name}' in the catalog, and no known measure: {hint}"]


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

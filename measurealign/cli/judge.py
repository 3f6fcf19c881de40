"""The verbs by which a person decides: judge, vote."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from measurealign.cli.project import STORE, named
from measurealign.problems import InputError, UsageError, nearest

if TYPE_CHECKING:
    from measurealign.catalog import Catalog
    from measurealign.model import Judgement
    from measurealign.store import KeptProject


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command()(judge)
    app.command()(vote)


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
    project: Annotated[
        str | None, typer.Option(help="A project to keep it in, instead of a file")
    ] = None,
    over: Annotated[bool, typer.Option("--over", help="Replace what somebody else said")] = False,
    store: STORE = None,
    own: Annotated[
        list[Path] | None, typer.Option(help="A file of your own that holds a measure; may repeat")
    ] = None,
) -> None:
    """Keep a person's word on what a line is, or on how two relate; it overrides from now on."""
    from measurealign import judgements, load_catalog
    from measurealign.cli.given import made
    from measurealign.cli.selection import read_own
    from measurealign.model import Judgement

    by = _person(by)
    catalog = load_catalog()
    keys = {line.key for path in own or () for one in read_own(path) for line in one.measures}
    keys |= catalog.measures.keys()
    kept = named(project, store) if project is not None else None
    if kept is not None:
        keys |= {line.key for one in kept.content().sets for line in one.measures}
    other, faults = _right(right, keys, catalog)
    faults = [*_faults(left, other, verdict, relation), *_left(left, keys, catalog), *faults]
    if faults:
        raise UsageError(*faults)
    told = {"left": left, "right": other, "verdict": verdict, "relation": relation, "by": by,
            "on": _day(on), "why": why}  # fmt: skip
    one = made(Judgement, told)
    if kept is not None:
        _keep(kept, one, over)
    else:
        found = judgements.keep(file, one)
        typer.echo(f"{file}: {len(found)} judgement{'s' if len(found) != 1 else ''}", err=True)


def _keep(project: "KeptProject", one: "Judgement", over: bool) -> None:
    """Keep a judgement in a project; what somebody else said stays unless it is to be replaced."""
    from measurealign.store import ConflictError
    from measurealign.store.kinds import JUDGEMENTS

    there = {each.key: each for each in project.all(JUDGEMENTS)}
    mine = {key: each.version for key, each in there.items() if over or each.value.by == one.by}
    try:
        project.judge([one], mine)
    except ConflictError as clash:
        said = f"{clash.by} keeps there: {clash.theirs}"
        raise InputError(said, "add --over to replace it; the history keeps both") from None
    typer.echo(f"{project.about().value.name}: kept", err=True)


def vote(
    measure: Annotated[str, typer.Argument(help="A known measure's id (`show` it)")],
    ballot: Annotated[str, typer.Argument(help="for, against or abstain")],
    project: Annotated[str, typer.Option(help="The project")],
    by: Annotated[str, typer.Option(help="Who votes")],
    voter: Annotated[str | None, typer.Option(help="payer, practice, consumer or state")] = None,
    why: Annotated[str | None, typer.Option(help="Why")] = None,
    on: Annotated[str | None, typer.Option(help="The day, YYYY-MM-DD; default: today")] = None,
    store: STORE = None,
) -> None:
    """Keep a vote on a measure in a project; a person's later vote replaces the earlier."""
    from typing import get_args

    from measurealign.alignment.ask.decision import Ballot, Vote, VoterGroup
    from measurealign.cli.given import made
    from measurealign.crosswalk import shipped_inventory

    by = _person(by)
    known = {one.id: one.title for one in shipped_inventory()}
    faults = [
        f"no {what} '{word}': {nearest(word, words)}"
        for what, word, words in (("measure", measure, list(known)),
                                  ("vote", ballot, get_args(Ballot)),
                                  ("voter", voter or "", ("", *get_args(VoterGroup))))
        if word not in words
    ]  # fmt: skip
    if faults:
        raise UsageError(*faults)
    told = {"family": measure, "label": known[measure], "by": by, "group": voter, "why": why,
            "vote": ballot, "on": _day(on)}  # fmt: skip
    named(project, store).vote(made(Vote, told))


def _person(by: str) -> str:
    """Return who decides; raise UsageError for nobody."""
    if not by.strip():
        raise UsageError("--by is empty: name who decides")
    return by.strip()


def _day(on: str | None) -> str:
    """Return the day of a decision (today's, if none is told); raise UsageError for no date."""
    if on is None:
        return date.today().isoformat()
    try:
        return date.fromisoformat(on.strip()).isoformat()
    except ValueError:
        raise UsageError(f"--on {on}: write the day as YYYY-MM-DD, such as 2026-03-31") from None


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

"""Who shares the work on a long list: options of match and link."""

from typing import Annotated

import typer

from measurealign.problems import UsageError

EngineName = Annotated[str, typer.Option(help="Who does the work: local or dask")]
SchedulerAddress = Annotated[
    str | None, typer.Option(help="The dask scheduler's address (see docs/scale.md)")
]
WorkerCount = Annotated[
    int | None,
    typer.Option(
        min=1, help="So many processes share the work (a long list: as many as processors)"
    ),
]


def check_engine(engine: str, scheduler: str | None) -> None:
    """Raise UsageError for an engine that is none, or that is not told where it is."""
    if engine not in ("local", "dask"):
        raise UsageError(f"'{engine}' is no engine: local or dask")
    if (engine == "dask") != (scheduler is not None):
        raise UsageError("--engine dask and --scheduler ADDRESS go together")

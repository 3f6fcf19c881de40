"""A recommendation written to its file; what people decided in the file before it is kept."""

from pathlib import Path

from measurealign.alignment.ask.decision import Decision
from measurealign.alignment.file import read_any
from measurealign.alignment.file.votes import with_decisions
from measurealign.alignment.recommendation import Recommendation
from measurealign.export.yaml import recommendation_file
from measurealign.problems import InputError
from measurealign.writing import write


def decisions_in(out: Path) -> tuple[Decision, ...]:
    """Return the decisions of the file that a new one will replace; they must not be lost.

    Raise InputError if its folder does not exist, or if the file is no recommendation.
    """
    if not out.parent.is_dir():
        raise InputError(f"{out}: cannot be written: choose a folder that exists")
    if not out.exists():
        return ()
    try:
        return read_any(out).decisions
    except InputError as error:
        remedy = f"{out} is no recommendation that can be read; choose another name or mend it:"
        raise InputError(remedy, *error.problems[:10]) from None


def write_proposal(
    out: Path, found: Recommendation, decisions: tuple[Decision, ...] | None = None
) -> None:
    """Write a recommendation as YAML with the decisions given (default: those in the file)."""
    kept = decisions_in(out) if decisions is None else decisions
    write(out, recommendation_file(with_decisions(found, kept)))

"""What a recommendation was computed from, made complete: people's own sets are held in it."""

from collections.abc import Collection, Mapping

from measurealign.alignment.recommendation import Recommendation
from measurealign.model import MeasureSet


def with_inputs(
    found: Recommendation,
    own: Collection[MeasureSet],
    preset: str | None = None,
    files: Mapping[str, str] | None = None,
) -> Recommendation:
    """Return a recommendation that holds the own sets among its inputs, and the preset's name.

    Thus its file can be verified where nobody has those sets. `files` names where they were read.
    """
    mine, named = {one.id: one for one in own}, files or {}
    sets = tuple(
        one.model_copy(update={"content": mine[one.id], "file": named.get(one.id)})
        if one.id in mine
        else one
        for one in found.inputs.sets
    )
    inputs = found.inputs.model_copy(update={"sets": sets, "preset": preset})
    return found.model_copy(update={"inputs": inputs})

"""What a recommendation was computed from, made complete: people's own sets are held in it."""

from collections.abc import Collection, Iterable, Mapping

from measurealign.alignment.recommendation import Recommendation
from measurealign.model import Judgement, MeasureSet


def with_inputs(
    found: Recommendation,
    own: Collection[MeasureSet],
    preset: str | None = None,
    files: Mapping[str, str] | None = None,
    judgements: Iterable[Judgement] = (),
) -> Recommendation:
    """Return a recommendation that holds own sets and judgements, and the preset's name.

    Thus its file can be verified where nobody has them. `files` names where the sets were read.
    """
    mine, named = {one.id: one for one in own}, files or {}
    sets = tuple(
        one.model_copy(update={"content": mine[one.id], "file": named.get(one.id)})
        if one.id in mine
        else one
        for one in found.inputs.sets
    )
    told = {"sets": sets, "preset": preset, "judgements": tuple(judgements)}
    inputs = found.inputs.model_copy(update=told)
    return found.model_copy(update={"inputs": inputs})

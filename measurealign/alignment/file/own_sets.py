"""What a recommendation was computed from, made complete: people's own sets are held in it."""

from collections.abc import Collection, Iterable, Mapping

from measurealign.alignment.recommendation import Recommendation
from measurealign.catalog import Catalog
from measurealign.crosswalk import Crosswalk
from measurealign.judgements import shipped as shipped_judgements
from measurealign.model import Judgement, MeasureSet


def with_inputs(
    found: Recommendation,
    own: Collection[MeasureSet],
    preset: str | None = None,
    judgements: Iterable[Judgement] = (),
) -> Recommendation:
    """Return a recommendation that holds own sets and judgements, and the preset's name.

    Thus its file can be verified where nobody has them.
    """
    mine = {one.id: one for one in own}
    sets = tuple(
        one.model_copy(update={"content": mine[one.id]}) if one.id in mine else one
        for one in found.inputs.sets
    )
    told = {"sets": sets, "preset": preset, "judgements": tuple(judgements)}
    inputs = found.inputs.model_copy(update=told)
    return found.model_copy(update={"inputs": inputs})


def complete(
    found: Recommendation,
    walk: Crosswalk,
    shipped: Catalog,
    preset: str | None = None,
) -> Recommendation:
    """Return a recommendation that holds all that its crosswalk has beyond the shipped data."""
    ids = [one.id for one in found.inputs.sets]
    at_table = (walk.catalog.get(id_) for id_ in ids)
    own = [one for one in at_table if one.id not in shipped or shipped.get(one.id) != one]
    said = [one for one in walk.judgements if one not in shipped_judgements()]
    return with_inputs(found, own, preset, said)


def with_files(found: Recommendation, files: Mapping[str, str]) -> Recommendation:
    """Return a recommendation that tells from which file each of people's own sets was read."""
    sets = tuple(
        one.model_copy(update={"file": files.get(one.id)}) if one.content else one
        for one in found.inputs.sets
    )
    return found.model_copy(update={"inputs": found.inputs.model_copy(update={"sets": sets})})

"""Cost and engagement measures that could be added: the shipped list (data/additions.yaml)."""

from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from measurealign.alignment.ask.presets import Citation
from measurealign.catalog.reader import read
from measurealign.catalog.shipped import data_folder
from measurealign.model import Audience, DataSource, Frozen, Known, MeasureType, Text
from measurealign.problems import InputError

Purpose = Literal["cost", "engagement"]
Points = Annotated[float, Field(ge=0.0, le=3.0)]


class Voice(Frozen):
    """A named outside opinion; `source` is the key of a citation."""

    stance: Literal["for", "against", "caution"]
    says: Text
    source: Text


class ShelfMeasure(Frozen):
    """A measure that a primary care set could add. `fit` and `sample` from 0 to 3 (our judgement).

    `known`: its id in the inventory; `also`: other names under which sets list it; of one `topic`
    only the best is proposed. `audience`: whom it is for. `since`: the year from which it can be
    had (else: from the first set of the catalog that lists it). `medicare`: for Medicare patients
    alone. `whole`: the survey (inventory id) of which it is a part, not to be had alone. `least`:
    the fewest patients or answers. `monitoring`: to be watched, not to be paid by.
    """

    id: Text
    purpose: Purpose
    topic: Text
    name: Text
    known: str | None = None
    also: tuple[Text, ...] = ()
    ids: dict[str, Text] = Field(default_factory=dict)
    steward: str | None = None
    type: MeasureType
    data_source: DataSource | None = None
    audience: Audience = "all"
    since: int | None = None
    monitoring: bool = False
    medicare: bool = False
    whole: str | None = None
    fit: Points
    why_fit: Text
    min_sample: str | None = None
    least: int | None = None
    sample: Points | None = None
    adds: Text
    opinions: tuple[Voice, ...] = ()
    sources: tuple[Text, ...] = ()
    evidence: Known


class RankWeights(Frozen):
    """What the rank of an addition is made of."""

    fit: float = 4.0
    table: float = 3.0
    region: float = 3.0
    reach: float = 2.0
    burden: float = 2.0
    endorsement: float = 1.0
    sample: float = 1.0


class Shelf(Frozen):
    """All shipped candidates, their sources and the weights of the rank."""

    weights: RankWeights
    sources: dict[str, Citation]
    candidates: tuple[ShelfMeasure, ...]

    def cite(self, key: str) -> str:
        """Return a source for people."""
        return f"{self.sources[key].title} ({self.sources[key].url})"


@cache
def shelf() -> Shelf:
    """Return the shipped candidates; raise InputError when one cites what is not there."""
    path = data_folder() / "additions.yaml"
    found = read(path, Shelf)
    missing = [
        f"{path}: {one.id}: no source has the key '{key}'"
        for one in found.candidates
        for key in (*one.sources, *(voice.source for voice in one.opinions))
        if key not in found.sources
    ]
    if missing:
        raise InputError(*missing)
    return found

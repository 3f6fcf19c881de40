"""What a recommendation was computed from: frozen types."""

from measurealign.alignment.ask.goal import Goal
from measurealign.model import Frozen, Judgement, Known, MeasureSet, Text


class Input(Frozen):
    """A set at the table as it was read; a set of people's own is held whole."""

    id: Text
    name: Text
    year: int
    programme: Text
    digest: Text
    file: str | None = None
    content: MeasureSet | None = None


class Inputs(Frozen):
    """All that the answer was computed from; `judgements` are people's own, beside the shipped."""

    sets: tuple[Input, ...]
    goal: Goal
    rules: tuple[Text, ...] = ()
    year: int
    evidence: tuple[Known, ...]
    judgements: tuple[Judgement, ...] = ()
    preset: str | None = None
    catalog: Text
    inventory: Text
    tool: Text

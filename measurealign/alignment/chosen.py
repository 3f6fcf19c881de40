"""The measures of an aligned set with their reasons, and as rows; the subjects of the table."""

from collections.abc import Iterable, Iterator

from pydantic import Field

from measurealign.alignment.ask.agreement import Tier
from measurealign.model import Audience, BondKind, DataSource, Frozen, Known, MeasureType, Text
from measurealign.shown import Cell

#: The columns of the chosen measures as a table.
COLUMNS = (
    "tier", "subject", "measure", "family", "cbe", "cms", "mips", "hedis", "steward", "type",
    "data_source", "agreement", "asked_by", "kept_by", "changed_by", "reasons", "substitutes",
)  # fmt: skip
#: Schemes that have a column of their own.
SCHEMES = ("cbe", "cms", "mips", "hedis")
Ids = dict[str, tuple[str, ...]]


class FamilyFacts(Frozen):
    """What is known of a family: figures are those of the crosswalk at hand.

    `burden` in chart abstractions (1 = abstracted from charts). `reach`: programmes of the catalog
    that list it at or before the year. `listed_by`: programmes at the table.
    """

    family: Text
    label: Text
    subject: Text
    subject_label: Text
    area: Text
    ids: Ids = Field(default_factory=dict)
    steward: str | None = None
    type: MeasureType | None = None
    audience: Audience = "all"
    levels: tuple[Text, ...] = ()
    data_source: DataSource | None = None
    data_source_inferred: bool = False
    evidence: Known
    listed_by: tuple[Text, ...] = ()
    reach: int
    burden: float


class Served(Frozen):
    """A programme that a chosen measure serves in a subject: by which bond, for which rows.

    A programme *keeps* what it lists itself (bond same), and *changes* anything else.
    """

    programme: Text
    subject: Text
    bond: BondKind
    credit: float
    measures: tuple[Text, ...] = ()

    @property
    def keeps(self) -> bool:
        """Whether the programme lists the chosen measure itself."""
        return self.bond == "same"


class Substitute(Frozen):
    """Another measure of the same subject that could take a chosen one's place."""

    family: Text
    label: Text
    says: Text


class AlignedMeasure(Frozen):
    """A measure of the aligned set, its tier, and why; no substitutes: none in its subject."""

    facts: FamilyFacts
    tier: Tier
    serves: tuple[Served, ...] = ()
    reasons: tuple[Text, ...] = ()
    substitutes: tuple[Substitute, ...] = ()


class SubjectLine(Frozen):
    """A subject of the agenda at this table: who measures it, how far that is agreement.

    agreement, required, precedent and support: see ask/agreement.py; `measures`: the chosen.
    """

    subject: Text
    label: Text
    area: Text
    tier: Tier
    agreement: float
    required: float
    precedent: float
    support: float
    by: tuple[Text, ...]
    tie: bool = False
    measures: tuple[Text, ...] = ()


def rows(
    chosen: Iterable[AlignedMeasure], subjects: Iterable[SubjectLine]
) -> Iterator[dict[str, Cell]]:
    """Yield one row a chosen measure; `agreement` is a share of the programmes (0 to 1)."""
    agreement = {one.subject: one for one in subjects}
    for one in chosen:
        known, line = one.facts, agreement.get(one.facts.subject)
        yield {
            "tier": one.tier,
            "subject": known.subject_label,
            "measure": known.label,
            "family": known.family,
            **{scheme: "; ".join(known.ids.get(scheme, ())) or None for scheme in SCHEMES},
            "steward": known.steward,
            "type": known.type,
            "data_source": known.data_source,
            "agreement": line.agreement if line else None,
            "asked_by": "; ".join(line.by) if line else None,
            "kept_by": _programmes(one, keeps=True),
            "changed_by": _programmes(one, keeps=False),
            "reasons": "; ".join(one.reasons),
            "substitutes": "; ".join(each.label for each in one.substitutes) or "none",
        }


def _programmes(one: AlignedMeasure, keeps: bool) -> str | None:
    """Return the programmes that keep what they list, or those that would change it."""
    return "; ".join(sorted({s.programme for s in one.serves if s.keeps == keeps})) or None

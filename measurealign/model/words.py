"""The words of measure sets: each is one of a few, and every file, screen and table uses these."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictStr

#: Whose list a set is.
SetKind = Literal["federal", "national", "state", "regional", "payer"]
Status = Literal["final", "proposed", "historical"]
Grain = Literal["measure", "topic", "activity"]
MeasureType = Literal[
    "structure", "process", "intermediate-outcome", "outcome", "pro",
    "patient-experience", "utilization", "cost", "efficiency",
]  # fmt: skip
DataSource = Literal["claims", "ehr", "registry", "survey", "hybrid", "chart", "administrative"]
#: What lines of the agenda are about.
SubjectKind = Literal[
    "clinical", "experience", "utilization", "cost", "equity", "access", "medication", "structure",
]  # fmt: skip
#: Whom a measure is for.
Audience = Literal["adult", "child", "older-adult", "maternity", "all"]
#: short: a practice can move it within a year or two; long: over years.
Horizon = Literal["short", "long"]
#: How a set uses a measure. What the source prints beyond these words stands in the row's note.
Role = Literal[
    "core", "menu", "required", "optional", "incentive", "reporting", "component",
    "monitoring", "proposed", "retired",
]  # fmt: skip
#: Roles of rows that ask nothing of a practice (any more, or yet).
NOT_ASKED: tuple[Role, ...] = ("retired", "proposed")
#: Roles of rows that a practice may leave out, unless the row says that it is required.
CHOICE: tuple[Role, ...] = ("menu", "optional")
#: Whose document a source is: the steward's or the programme's own (also a stored copy of it), or
#: somebody else's list, data or code.
Whose = Literal["primary", "secondary"]
#: How a row is known; `STANDINGS` says what each word means.
Standing = Literal["primary", "secondary", "inferred", "recalled"]
#: How near counts as shared: the same measure, also parts and variants, the same subject.
Closeness = Literal["strict", "harmonized", "related"]
CLOSENESS: tuple[Closeness, ...] = ("strict", "harmonized", "related")
#: The closeness of a comparison unless the user says otherwise.
USUAL_CLOSENESS: Closeness = "harmonized"
Scheme = Literal[
    "cbe", "cms", "mips", "hedis", "qcdr", "aco", "gpro", "star", "core_set", "cmit", "payer",
]  # fmt: skip

Text = Annotated[StrictStr, Field(min_length=1)]
Slug = Annotated[StrictStr, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Share = Annotated[float, Field(ge=0.0, le=1.0)]

_VERSION = re.compile(r"^(CMS\d+)v\d+$|^0*(\d+)-\d\d-[A-Z].*$|^(\d{4})e$")


class Mark(NamedTuple):
    """How a standing is shown: the sign, the word, and what it means."""

    sign: str
    word: str
    says: str

    @property
    def label(self) -> str:
        """The sign with its word."""
        return f"{self.sign} {self.word}"


#: The standings, firmest first: every screen, print and export takes its words from here.
STANDINGS: Mapping[Standing, Mark] = {
    "primary": Mark("●", "primary", "read in the steward's or programme's own document"),
    "secondary": Mark("◕", "secondary", "read in somebody else's list, data or code"),
    "inferred": Mark("◐", "inferred", "seen for the years around, or in material without address"),
    "recalled": Mark("○", "recalled", "general knowledge, not seen"),
}
#: The standings of rows that were read.
READ: tuple[Standing, ...] = ("primary", "secondary")
#: What an analysis counts unless the user says otherwise.
DEFAULT_STANDING: tuple[Standing, ...] = (*READ, "inferred")


def counting(recalled: bool = False) -> tuple[Standing, ...]:
    """Return the standings of the rows that count: recalled ones only where they are asked for.

    The command line, the app and the Python door all take the rule from here.
    """
    return (*DEFAULT_STANDING, "recalled") if recalled else DEFAULT_STANDING


def standing_from(word: Any) -> Any:
    """Return a standing; `source`, the word of older files, means primary.

    A user's own list is the programme's own document, unless its source says otherwise.
    """
    return "primary" if word == "source" else word


#: A standing in a file: the older word `source` is read, too.
Known = Annotated[Standing, BeforeValidator(standing_from)]


class Frozen(BaseModel):
    """A value: never changed once made; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Identifier(Frozen):
    """A measure's id in somebody's numbering; the value is always text ("0018", never 18)."""

    scheme: Scheme
    value: Text

    @property
    def base(self) -> str:
        """The value without its version: of an eCQM, of a CMIT number, of a CBE number's "e".

        >>> Identifier(scheme="cms", value="CMS165v6").base
        'CMS165'
        >>> Identifier(scheme="cmit", value="00139-02-C-PARTC").base
        '139'
        """
        found = _VERSION.match(self.value)
        return next(part for part in found.groups() if part) if found else self.value

    def __str__(self) -> str:
        return f"{self.scheme.upper()} {self.value}"

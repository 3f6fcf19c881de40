"""A project with something of every kind, and the people of a workgroup."""

from measurealign.alignment import Decision
from measurealign.alignment.ask.decision import Vote
from measurealign.catalog import Catalog
from measurealign.export.project import Comment, Project
from measurealign.model import Judgement
from measurealign.store import Member, Person, Store
from measurealign.store.project import KeptProject

ALONE = Person("ada", alone=True)
CONVENER = Person("convener@example.org")
PAYER = Person("payer@example.org")
PRACTICE = Person("practice@example.org")
READER = Person("reader@example.org")
STRANGER = Person("stranger@example.org")


def judgement(left: str = "a/x", right: str = "b/y", **more: object) -> Judgement:
    said = {"left": left, "right": right, "verdict": "accepted", "by": "Ada", **more}
    return Judgement.model_validate(said)


def vote(family: str = "F1", by: str = "Ada", **more: object) -> Vote:
    return Vote.model_validate({"family": family, "label": "A1c", "by": by, "vote": "for", **more})


def whole(catalog: Catalog) -> Project:
    """A project with something of every kind that its file holds."""
    return Project(
        name="Région Å: “core” set",
        year=2018,
        region="oregon",
        choices={"sets": ("hedis-2018", "mine-2024"), "size": 12, "years": (2013, 2018),
                 "panel": None, "find": "2018-01-02", "region": "NO", "open_region": "0034"},
        sets=(catalog.get("cpc-plus-2018").model_copy(update={"id": "mine-2024"}),
              catalog.get("hedis-2018").model_copy(update={"id": "also-mine", "year": 2017})),
        judgements=(
            judgement("z/x", "b/y", verdict="rejected", why="no: 0018\nsecond line\t'q'"),
            judgement("a/x", "b/y", relation="variant", on="2018-02-03"),
        ),
        decisions=(
            Decision(family="F2", label="BP", state="tabled", follow_up="ask the plans", note="#1"),
            Decision(family="F1", label="A1c", state="final", votes_for=3, votes_against=0),
        ),
        votes=(vote(group="payer", why="we pay it", on="2018-02-03"), vote("F2", vote="abstain")),
        comments=(Comment(id="c1", by="Ada", on="2018-02-03T00:00:00Z", about="A1c", text="- x"),),
    )  # fmt: skip


def workgroup(store: Store) -> KeptProject:
    """A project with a convener, a payer, a practice and a reader, as its convener sees it."""
    project = store.create(CONVENER, "Core set")
    project.invite(Member(email=PAYER.id, group="payer", name="Pat Payer"))
    project.invite(Member(email=PRACTICE.id, group="practice"))
    project.invite(Member(email=READER.id, role="reader"))
    return project

"""The minutes: every vote with its reason, every decision, in Markdown and as a page to print."""

from measurealign.alignment import Decision
from measurealign.alignment.ask.decision import Vote
from measurealign.alignment.file.tally import tally
from measurealign.export.minutes import html, markdown
from measurealign.export.project import Comment, Project

VOTERS = {"pat": "payer", "doc": "practice", "con": "consumer"}
HELD = Project(
    name="Core <b>set</b>",
    votes=(
        Vote(family="F1", label="A1c *control*", by="pat", group="payer", vote="for", why="# paid"),
        Vote(family="F1", label="A1c *control*", by="doc", group="practice", vote="abstain"),
        Vote(family="F1", label="A1c *control*", by="guest", vote="against", why="<script>"),
    ),
    decisions=(
        Decision(family="F1", label="A1c *control*", state="final", note="agreed"),
        Decision(family="F2", label="BP", state="tabled", votes_for=3, votes_against=1,
                 follow_up="ask the plans"),
    ),
    comments=(Comment(id="1", by="pat", on="2018", about="BP", text="later"),
              Comment(id="2", by="doc", on="2018", text="thanks")),
)  # fmt: skip


def test_votes_are_counted_by_group_with_quorum_and_abstentions() -> None:
    found = tally(HELD.votes, "F1", VOTERS)
    assert [(g.group, g.for_, g.against, g.abstain, g.silent) for g in found.groups] == [
        ("payer", ("pat",), (), (), ()), ("practice", (), (), ("doc",), ()),
        ("consumer", (), (), (), ("con",)), ("no group", (), ("guest",), (), ()),
    ]  # fmt: skip
    assert found.says == "1 for, 1 against, 1 abstained; quorum: 2 of 3 voted"
    assert not tally(HELD.votes[:1], "F1", VOTERS).quorum


def test_the_minutes_tell_each_decision_and_reason() -> None:
    text = markdown(HELD, VOTERS)
    assert "## A1c \\*control\\*: final" in text
    assert "- Reason: agreed" in text
    assert "- pat (payer): for, \\# paid" in text
    assert "## BP: tabled" in text
    assert "3 for, 1 against" in text
    assert "- Follow-up: ask the plans" in text
    assert "- pat remarked: later" in text
    assert "<b>" not in text


def test_the_minutes_tell_who_abstained_who_was_silent_and_what_is_to_be_done() -> None:
    text, page = markdown(HELD, VOTERS), html(HELD, VOTERS)
    for said in ("Abstained: doc", "Has not voted: con", "BP: ask the plans"):
        assert f"- {said}\n" in text
        assert f"<li>{said}</li>" in page
    counted_by_hand = text.split("## BP: tabled")[1].split("##")[0]
    assert "Has not voted" not in counted_by_hand
    assert "To be done" not in markdown(HELD.model_copy(update={"decisions": ()}), VOTERS)


def test_the_page_to_print_tells_the_same_and_escapes_it() -> None:
    page = html(HELD, VOTERS)
    assert "A1c *control*: final" in page
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "ask the plans" in page

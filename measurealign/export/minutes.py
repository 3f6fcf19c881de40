"""The minutes of a meeting: each measure, its votes by group with the reasons, what was decided."""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from measurealign.alignment import Decision
from measurealign.alignment.ask.decision import Vote
from measurealign.alignment.file.tally import Tally, tally
from measurealign.export.page import page
from measurealign.export.project import Comment, Project

#: What Markdown takes for its own within a line; what begins a line here is never a person's.
_MARKUP = re.compile(r"([\\`*_\[\]#<>$~^|]|&(?=[#\w])|:(?=//))")


class Item(NamedTuple):
    """One measure of the minutes."""

    label: str
    decision: Decision | None
    tally: Tally
    votes: tuple[Vote, ...]
    comments: tuple[Comment, ...]

    @property
    def votes_in_words(self) -> str:
        """The votes: as they were given here, else as somebody counted them."""
        if self.votes or self.decision is None:
            return self.tally.says
        told = ((self.decision.votes_for, "for"), (self.decision.votes_against, "against"))
        return ", ".join(f"{n} {word}" for n, word in told if n is not None)


def items(held: Project, voters: Mapping[str, str]) -> tuple[Item, ...]:
    """Return what was voted on or decided, in the order in which it first came up."""
    decided = {one.family: one for one in held.decisions}
    labels = {one.family: one.label for one in held.votes} | {
        one.family: one.label for one in held.decisions
    }
    return tuple(
        Item(
            label,
            decided.get(family),
            tally(held.votes, family, voters),
            tuple(one for one in held.votes if one.family == family),
            tuple(one for one in held.comments if one.about == label),
        )
        for family, label in labels.items()
    )


def markdown(held: Project, voters: Mapping[str, str]) -> str:
    """Return the minutes as Markdown; what people wrote stands there letter by letter."""
    lines = [f"# Minutes: {_plain(held.name or 'project')}", ""]
    for one in items(held, voters):
        state = one.decision.state if one.decision else "open"
        lines += [f"## {_plain(one.label)}: {state}", ""]
        lines += [f"- {name}: {_plain(told)}" for name, told in _told(one)]
        lines += [f"- {_who(vote)}: {vote.vote}{_because(vote.why)}" for vote in one.votes]
        lines += [f"- {_plain(said.by)} remarked: {_plain(said.text)}" for said in one.comments]
        lines.append("")
    todo = follow_ups(held)
    if todo:
        lines += ["## To be done", "", *(f"- {_plain(of)}: {_plain(it)}" for of, it in todo), ""]
    general = [one for one in held.comments if one.about is None]
    if general:
        lines += ["## Remarks", "", *(f"- {_plain(c.by)}: {_plain(c.text)}" for c in general), ""]
    return "\n".join(lines)


def html(held: Project, voters: Mapping[str, str]) -> str:
    """Return the minutes as a page to print."""
    general = [one for one in held.comments if one.about is None]
    told = [(one, list(_told(one))) for one in items(held, voters)]
    more = {"general": general, "todo": follow_ups(held)}
    return page("minutes.html.jinja").render(held=held, items=told, **more)


def _told(one: Item) -> list[tuple[str, str]]:
    said = one.decision
    facts = (
        ("Votes", one.votes_in_words), ("Abstained", _names(one, "abstain")),
        ("Has not voted", _names(one, "silent")), ("On", said and said.on),
        ("Reason", said and said.note), ("Follow-up", said and said.follow_up),
    )  # fmt: skip
    return [(name, value) for name, value in facts if value]


def _names(one: Item, word: Literal["abstain", "silent"]) -> str:
    """Return who abstained, or who has not voted, of all groups; nobody where nobody counted."""
    if not one.votes:
        return ""
    return ", ".join(name for each in one.tally.groups for name in getattr(each, word))


def follow_ups(held: Project) -> tuple[tuple[str, str], ...]:
    """Return what is still to be done, each with the measure's label."""
    return tuple((one.label, one.follow_up) for one in held.decisions if one.follow_up)


def _who(one: Vote) -> str:
    return _plain(one.by) + (f" ({one.group})" if one.group else "")


def _because(why: str | None) -> str:
    return f", {_plain(why)}" if why else ""


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))

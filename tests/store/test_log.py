"""Whoever runs a server reads who did what, and nothing of what people wrote or brought."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from measurealign.alignment import Decision
from measurealign.catalog import Catalog
from measurealign.problems import InputError
from measurealign.store import DeniedError, KeptProject, Store, log
from measurealign.store.kinds import Round
from store.samples import CONVENER, PAYER, STRANGER, judgement, vote, whole, workgroup


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    out = io.StringIO()
    logger = logging.getLogger("measurealign")
    monkeypatch.setattr(log.sys, "stderr", out)
    log.to_stderr()
    log.to_stderr()
    yield out
    logger.handlers.clear()
    logger.propagate = True


def test_the_log_tells_who_did_what_and_no_content(
    store: Store, catalog: Catalog, lines: io.StringIO
) -> None:
    project = workgroup(store)
    project.fill(whole(catalog))
    project.bring([whole(catalog).sets[0]], ("Secret contract.csv", b"a secret"))
    theirs = KeptProject(store.engine, PAYER, project.id)
    theirs.judge([judgement("secret/line", why="a secret reason")])
    theirs.vote(vote(why="a secret why"))
    theirs.comment("a secret remark")
    project.decide(Decision(family="F", label="a secret label", note="a secret note"))
    project.freeze(Round(name="a secret round", recommendation="a secret: 1\n"))
    stranger = KeptProject(store.engine, STRANGER, project.id)
    for tried in (theirs.delete, stranger.content):
        with pytest.raises(DeniedError):
            tried()
    with pytest.raises(InputError):
        project.freeze(Round(name="a secret round", recommendation="x"))
    told = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert all(one["at"].endswith("+00:00") and one["event"] for one in told)
    done = [(one["event"], one["who"], one.get("action")) for one in told]
    for expected in (
        ("created", CONVENER.id, None), ("changed", CONVENER.id, "invite"),
        ("changed", PAYER.id, "judge"), ("changed", PAYER.id, "vote"),
        ("denied", PAYER.id, "delete"), ("denied", STRANGER.id, "read"),
    ):  # fmt: skip
        assert expected in done
    assert done.count(("changed", CONVENER.id, "freeze")) == 1, "what failed was not changed"
    assert {one["project"] for one in told} == {project.id}
    words = lines.getvalue().casefold()
    for secret in ("secret", "core set", "mine-2024", "z/x", "second line", "ask the plans"):
        assert secret not in words

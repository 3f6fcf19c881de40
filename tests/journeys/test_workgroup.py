"""A workgroup of three signs in and agrees, step by step; a stranger and a reader get nothing."""

import contextlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, TimeoutError, expect
from visitor import Visitor

from journeys.browser import PATIENCE, ROOT, Screen
from journeys.group import (
    CONVENER,
    PAYER,
    PRACTICE,
    READER,
    STRANGER,
    UNCONFIRMED,
    Group,
    group,
    sign_in,
)
from measurealign.store import KeptProject, Person, Store, alone
from measurealign.store.kinds import ROUNDS
from measurealign.ui.parts.pages import PAGES

NAME, PLAN = "Core set of the valley", "Acme secret plan 2018"
REASON, WISH = "we pay for it already", "our patients need it"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Group]:
    with group(tmp_path_factory.mktemp("group")) as one:
        yield one


def held(served: Group) -> KeptProject:
    """The project, as whoever runs the store sees it."""
    return Store(str(served.store)).named(alone(), NAME)


def listing(folder: Path, name: str) -> Path:
    file = folder / f"{name}.csv"
    lines = ["Measure", "Controlling High Blood Pressure", "Breast Cancer Screening Outreach Calls",
             "Colorectal Cancer Screening", "Flu shot"]  # fmt: skip
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file


def begin(screen: Screen) -> None:
    """Begin the project, and invite the others."""
    screen.go("Projects")
    write(screen, "A new project", NAME)
    screen.click("Create project")
    screen.sees(NAME, heading=True)
    for who, role, group_ in (
        (PAYER, "member", "payer"), (PRACTICE, "member", "practice"), (READER, "reader", None),
    ):  # fmt: skip
        write(screen, "E-mail", who.upper())
        pick(screen, "Role", role)
        if group_:
            pick(screen, "Votes for", group_)
        screen.click("Invite")


def write(screen: Screen, label: str, text: str) -> None:
    screen.page.get_by_label(label, exact=True).locator("visible=true").first.fill(text)


def pick(screen: Screen, label: str, option: str) -> None:
    """Pick an option of a select box; Escape would take it back where nothing may be picked."""
    box = screen.page.get_by_role("combobox", name=re.compile(label)).first
    one = screen.page.get_by_role("option", name=option, exact=True)
    for _ in range(10):  # the page may be drawn anew under the open list
        box.click()
        box.fill(option)
        with contextlib.suppress(TimeoutError):
            one.click(timeout=4000)
            return
    raise AssertionError(f"{label} does not offer {option}")


def cast(screen: Screen, word: str, why: str, *others: Screen) -> None:
    """Vote, with a reason; all others see it, and none of them does anything for it."""
    screen.page.get_by_test_id("stButtonGroup").filter(has_text="Vote").get_by_text(
        word, exact=True
    ).click()
    write(screen, "Why", why)
    screen.page.get_by_role("button", name="Vote", exact=True).click()
    seen_by(why, *others)
    screen.settle()


def decide(screen: Screen, word: str, note: str, follow: str) -> None:
    screen.page.get_by_test_id("stButtonGroup").filter(has_text="Decision").get_by_text(
        word
    ).click()
    write(screen, "Reason", note)
    write(screen, "Follow-up", follow)
    screen.click(re.compile("^Decide$"))


def seen_by(text: str, *screens: Screen) -> None:
    """Wait until all see a text."""
    for one in screens:
        expect(one.page.get_by_text(text).locator("visible=true").first).to_be_visible(
            timeout=1000 * PATIENCE
        )


def test_three_people_agree(browser: Browser, served: Group, tmp_path: Path) -> None:
    con = served.seat(browser, CONVENER)
    begin(con)
    project = held(served).id
    con.project = project
    pat, doc = (served.seat(browser, who) for who in (PAYER, PRACTICE))
    for one in (pat, doc):
        assert f"project={project}" in one.page.url, "who is invited comes out at the project"
        one.project = project
    pat.go("My list")
    pat.upload("Your contract", listing(tmp_path, PLAN))
    pat.click("Go on with this list")
    pat.sees(re.compile("Your 4 measures"), heading=True)
    pat.click("Yes, the same")
    con.go("Compare")
    con.choose("Sets at the table", PLAN)
    doc.go("Review")
    doc.click("None of these")
    for one in (con, pat, doc):
        one.open("meeting")
    con.snap("workgroup-meeting", whole=True)
    subject = con.page.get_by_role("heading", level=2).first.inner_text()
    pat.sees(subject, heading=True)
    cast(doc, "for", WISH, con, pat)
    cast(pat, "for", REASON, con, doc)
    con.sees(re.compile("2 for, 0 against, 0 abstained; quorum: 2 of 2 voted"))
    decide(con, "final", "both agree", "tell the plans")
    con.click("Next")
    after = con.page.get_by_role("heading", level=2).first.inner_text()
    assert after != subject
    seen_by(after, pat, doc)
    cast(pat, "abstain", "no view", con, doc)
    con.sees(re.compile("0 for, 0 against, 1 abstained; no quorum: 1 of 2 voted"))
    decide(con, "tabled", "too few spoke", "ask the practices")
    minutes(con, tmp_path)
    con.go("Projects")
    con.click("Freeze")
    con.sees("Round 1")
    doc.close()
    next_day(served, con, pat)


def minutes(screen: Screen, folder: Path) -> None:
    """Take the minutes home, and print them."""
    told = screen.download("Minutes (Markdown)", folder).read_text("utf-8").replace("\\", "")
    page = screen.page.context.new_page()
    page.goto(screen.download("Minutes to print (HTML)", folder).as_uri())
    shown, printed = page.locator("body").inner_text(), page.pdf()
    page.close()
    for said in (NAME, "Colorectal Cancer Screening: final", "both agree", "tell the plans", WISH,
                 "quorum: 2 of 2 voted", "1 abstained; no quorum: 1 of 2 voted", "no view",
                 "Controlling High Blood Pressure: tabled", f"Abstained: {PAYER}",
                 f"Has not voted: {PRACTICE}", "To be done"):  # fmt: skip
        assert said in told and said in shown, said
    assert printed.startswith(b"%PDF")
    assert re.search(rb"/Type\s*/Page\b", printed)


def next_day(served: Group, con: Screen, pat: Screen) -> None:
    """End the server and begin it again: all is there, and the last round is compared."""
    for one in (con, pat):
        one.page.goto("about:blank")
    served.close()
    served.open()
    for one in (con, pat):
        one.page.goto(served.address)
        one.settle()
        assert f"project={one.project}" in one.page.url, "the work of yesterday opens"
    pat.go("My list")
    pat.sees(re.compile("Your 4 measures"), heading=True)
    con.go("Projects")
    con.click("Compare with the last round", role="link")
    con.sees("Since Round 1", heading=True)
    con.sees("Nothing changed.")
    con.choose("Sets at the table", "MIPS Family Medicine 2018")
    con.sees(re.compile("mips.* (joined|came)", re.I))
    assert [one.key for one in held(served).all(ROUNDS)] == ["Round 1"]
    con.close()
    pat.close()


#: What no stranger may ever read.
PRIVATE = (NAME, PLAN, REASON, WISH, "tell the plans", "Round 1", PAYER, PRACTICE, READER)


class Attempts:
    """What was tried, counted; whatever is tried, the project stays as it was."""

    def __init__(self, served: Group) -> None:
        self.project = held(served)
        self.before = (self.project.history(), self.project.content())
        self.tried: list[str] = []

    def nothing_told(self, what: str, told: str) -> None:
        """Count an attempt to read; nothing private may have come."""
        self.tried.append(what)
        assert not [word for word in PRIVATE if word in told], what

    def nothing_done(self, what: str) -> None:
        """Count an attempt to change."""
        self.tried.append(what)
        assert (self.project.history(), self.project.content()) == self.before, what


def test_a_stranger_and_a_reader_get_nothing(
    browser: Browser, served: Group, tmp_path: Path
) -> None:
    """Forty attempts over pages, addresses, uploads, exports and the command line."""
    all_ = Attempts(served)
    outside(all_, browser, served)
    a_stranger(all_, served, served.seat(browser, STRANGER), tmp_path)
    a_reader(all_, served.seat(browser, READER), tmp_path)
    by_command(all_, served, tmp_path)
    assert len(all_.tried) >= 40, len(all_.tried)
    assert not {one.id for one in Store(str(served.store)).projects(Person(STRANGER))} & {
        all_.project.id
    }


def outside(all_: Attempts, browser: Browser, served: Group) -> None:
    """Without a sign-in, with a forged one, with an address that is not confirmed."""
    forged = json.dumps({"email": CONVENER, "email_verified": True, "is_logged_in": True})
    for jar in ({}, {"_streamlit_user": forged}):
        for path in ("", "projects", "meeting", "mylist", "align"):
            told = sent(served, path, all_.project.id, jar)
            assert "sign in with the address that was invited" in told
            all_.nothing_told(f"not signed in, {len(jar)} cookies: /{path}", told)
    other = served.screen(browser)
    other.page.goto(served.address)
    sign_in(other, UNCONFIRMED)
    other.sees("did not confirm an e-mail address")
    all_.nothing_told("the convener's address, not confirmed", words(other))
    other.close()
    by_hand(all_, served)


def sent(served: Group, page: str, project: str, cookies: Mapping[str, str]) -> str:
    """Return all that the server sends to a browser with these cookies, seen or not."""
    with Visitor(served.address.removeprefix("http://"), cookies) as one:
        one.go(page, f"project={project}")
        return re.sub("[\\\\\u2060]", "", one.heard.decode("utf-8", "replace"))  # `parts.plain`


def by_hand(all_: Attempts, served: Group) -> None:
    """Requests that no page makes."""
    file = "_stcore/upload_file/0f0f0f0f-0000-4000-8000-000000000000/1"
    for method, path in (
        ("PUT", file), ("DELETE", file), ("GET", file), ("GET", "media/0000.csv"),
        ("GET", "oauth2callback?code=x&state=y"), ("GET", "store.db"),
        ("GET", "app/static/..%2f..%2fstore.db"), ("GET", "_stcore/metrics"),
    ):  # fmt: skip
        asked = Request(f"{served.address}/{path}", b"x" if method == "PUT" else None,
                        method=method)  # fmt: skip
        try:
            with urlopen(asked, timeout=PATIENCE) as answer:
                told = answer.read()
                assert "streamlit_user" not in str(answer.headers)
        except HTTPError as refused:
            told = refused.read()
        assert b"SQLite format" not in told
        all_.nothing_told(f"{method} /{path}", told.decode("utf-8", "replace"))
    all_.nothing_done("requests by hand")


def a_stranger(all_: Attempts, served: Group, one: Screen, folder: Path) -> None:
    """Somebody who is signed in and knows the project's id."""
    there = all_.project.id
    signed_in = {each["name"]: each["value"] for each in one.page.context.cookies()}
    for name in ("", *(name for name, *_ in PAGES[1:])):
        told = sent(served, name, there, signed_in)
        assert f"Signed in as {STRANGER}" in told
        all_.nothing_told(f"stranger: /{name}", told)
    one.page.goto(f"{one.address}/compare?project={there}&sets={PLAN}&sets=CPC%2B+2018")
    one.settle()
    all_.nothing_told("stranger: the list by its name", words(one).replace(PLAN, "", 1))
    assert f"project={there}" not in one.page.url
    one.project = "new"
    one.open("mylist")
    assert one.project != there
    one.upload("Your contract", listing(folder, "Mine 2018"))
    one.click("Go on with this list")
    all_.nothing_done("stranger: an upload")
    one.click("Yes, the same")
    all_.nothing_done("stranger: a judgement")
    one.click(re.compile("^Project"))
    all_.nothing_told("stranger: the project file", one.download("Save", folder).read_text())
    one.close()


def a_reader(all_: Attempts, one: Screen, folder: Path) -> None:
    """Somebody who may look, and not touch."""
    one.project = all_.project.id
    one.open("projects")
    one.sees(NAME, heading=True)
    for name in ("Freeze", "Invite", "Post", "Keep"):
        assert one.page.get_by_role("button", name=name, exact=True).count() == 0
        all_.nothing_done(f"reader: {name}")
    one.open("meeting")
    for name in ("Vote", "Decide"):
        assert one.page.get_by_role("button", name=name, exact=True).count() == 0
        all_.nothing_done(f"reader: {name}")
    assert one.page.get_by_role("button", name="Next").is_disabled()
    all_.nothing_done("reader: Next")
    one.choose("Sets at the table", "HEDIS 2017")
    all_.nothing_done("reader: another table")
    one.open("mylist")
    one.click("Remove this list")
    refused(one)
    all_.nothing_done("reader: takes a list away")
    one.sees(re.compile("Your 4 measures"), heading=True)
    one.close()


def refused(one: Screen) -> None:
    one.sees(re.compile("a reader may not"))


#: Run by root: the verbs once on a store of one's own (which reads all modules), then, as a user
#: without any rights, on the group's.
AS_ANOTHER = """
import json, os, sys
from typer.testing import CliRunner
from measurealign.cli import app
own, theirs, name, out = sys.argv[1:]
def run(store, *verb):
    done = CliRunner().invoke(app, ["project", *verb, "--store", store])
    return done.exit_code, done.output + str(done.exception or "")
verbs = [["list"], ["show", name], ["export", name, "--out", out], ["backup", name, "--out", out]]
assert run(own, "new", name)[0] == 0
assert [run(own, *verb)[0] for verb in verbs] == [0] * len(verbs)
os.unlink(out)
os.seteuid(65534)
print(json.dumps([[verb[0], *run(theirs, *verb)] for verb in [*verbs, ["delete", name, "--yes"]]]))
"""


def by_command(all_: Attempts, served: Group, folder: Path) -> None:
    """Another user of the same machine, with the command line at the group's own file."""
    if os.geteuid() != 0:
        return  # one user's tests cannot be another user
    out = folder / "out"
    for one in (folder, served.folder, *served.folder.parents):
        one.chmod(one.stat().st_mode | 0o055)  # what keeps them out is the store alone
    arguments = [str(folder / "own.db"), str(served.store), NAME, str(out)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", AS_ANOTHER, *arguments], env=env, capture_output=True, check=True
    )
    for verb, code, told in json.loads(done.stdout):
        assert code != 0 and "it may not be written there" in told, (verb, told)
        assert not out.exists()
        all_.nothing_told(f"another user: {verb}", told.replace(NAME, ""))
        all_.nothing_done(f"another user: {verb}")


def words(one: Screen) -> str:
    """All that can be read on the page, in fields and in the address too."""
    fields = one.page.locator("input, textarea").evaluate_all("all => all.map(one => one.value)")
    return "\n".join([one.page.locator("body").inner_text(), *fields, one.page.title()])

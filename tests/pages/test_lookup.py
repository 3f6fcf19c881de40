"""Lines are looked up in a process of their own: the same links, and the server goes on."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Event

import pytest

from measurealign.catalog.imports.own import read_upload
from measurealign.crosswalk import shipped_inventory, unknown
from measurealign.matching import linker, own
from measurealign.matching.families import printed
from measurealign.matching.learnt import Learnt
from measurealign.matching.linking.index import Index
from measurealign.matching.linking.linker import Linker
from measurealign.matching.linking.title import Printed
from measurealign.model import MeasureSet
from measurealign.problems import InputError
from measurealign.ui.session import lookup, state
from pages.app import fine, opened, words
from pages.test_mylist import brought, summary


@pytest.fixture
def in_this_process() -> None:
    """Not here: each process begins."""


@pytest.fixture(scope="module", autouse=True)
def nothing_kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Begin with no link known; leave no process behind."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        linker.cache_clear()
        yield
    linker.cache_clear()
    lookup._end()


def of(name: str, *, lines: int = 250) -> MeasureSet:
    """Return a list whose lines nobody has looked up."""
    rows = "".join(f"Breast Cancer Screening of {name} {at}\n" for at in range(lines))
    return read_upload(f"Measure\nFlu shot of {name}\n{rows}".encode(), f"{name}.csv").sets[0]


def steps(one: MeasureSet) -> list[tuple[int, int]]:
    """Look a list up; return how far it was, each step once."""
    return [step for step in dict.fromkeys(lookup.looked_up([one])) if step[0]]


def shared(one: MeasureSet) -> list[object]:
    """Return the links that are known here, without looking anything up."""
    known = linker(shipped_inventory()).known
    return [*known(printed(line, one.year) for line in one.measures).values()]


def test_the_links_are_those_that_the_server_would_find() -> None:
    one = of("Ashby", lines=20)
    list(lookup.looked_up([one]))
    here = Linker(Index.of(shipped_inventory().measures))
    assert shared(one) == list(here.links([printed(line, one.year) for line in one.measures]))


def test_how_far_it_is_is_told_and_nothing_is_looked_up_twice() -> None:
    one = of("Bexley")
    assert steps(one) == [(100, 251), (200, 251), (251, 251)]
    assert list(lookup.looked_up([one])) == []
    assert lookup.waiting([one, of("Corby", lines=1)]) == (of("Corby", lines=1),)


def test_a_line_whose_family_was_forgotten_is_looked_up_beside_the_server_again() -> None:
    """What the server lacks of a list, it would work out while everybody waits."""
    one = of("Datchet", lines=2)
    list(lookup.looked_up([one]))
    assert not unknown([one])
    local = {line.name for line in one.measures} & set(own._IDS._known)
    assert local, "some of these names are no known measure"
    for name in local:
        del own._IDS._known[name]
    assert {line.name for line in unknown([one])} == local


def test_what_was_taken_over_is_written_when_the_server_ends() -> None:
    list(lookup.looked_up([of("Cromer", lines=2)]))
    here = linker(shipped_inventory())
    here.memory.save()
    linker.cache_clear()
    assert all(shared(of("Cromer", lines=2)))


def test_what_is_called_off_keeps_what_was_found() -> None:
    one = of("Dunmore")
    with closing(lookup.looked_up([one])) as told:
        assert next(step for step in told if step[0]) == (100, 251)
    found = shared(one)
    assert all(found[:100]) and not any(found[100:])
    assert steps(one) == [(100, 151), (151, 151)]


def test_the_shortest_list_comes_first_and_of_equals_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    order, go = list[str](), Event()

    def turn(lines: Sequence[Printed]) -> Learnt:
        go.wait()
        order.extend(line.name.split()[-2] for line in lines[-1:])
        return Learnt({}, {})

    monkeypatch.setattr(lookup, "_turn", turn)
    first = lookup._asked(())  # holds the others up until all have asked
    lists = [of("Kelso", lines=150), of("Largs", lines=150), of("Moray", lines=1)]
    with ThreadPoolExecutor(3) as people:
        for one, turns in zip(lists, (2, 4, 5), strict=True):
            people.submit(lambda one=one: list(lookup.looked_up([one])))
            while lookup._asked_for.qsize() < turns:
                time.sleep(0.01)
        go.set()
    assert first.done() and order == ["Moray", "Kelso", "Kelso", "Largs", "Largs"]


def test_what_takes_too_long_is_one_sentence_and_the_next_list_is_looked_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch, pytest.raises(InputError) as told:
        patch.setattr(lookup, "SECONDS", 0)
        list(lookup.looked_up([of("Elgin", lines=99)]))
    assert "from “Flu shot of Elgin” on: looking 100 lines up took longer than 0 sec" in str(told)
    assert steps(of("Fife", lines=1)) == [(2, 2)]


def test_a_process_that_ended_is_begun_anew() -> None:
    list(lookup.looked_up([of("Girvan", lines=1)]))
    lookup._ready[0].kill()
    lookup._ready[0].wait()
    assert steps(of("Hythe", lines=1)) == [(2, 2)]


def test_a_list_that_is_brought_is_not_looked_up_in_the_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def here(*_: object) -> None:
        raise AssertionError("looked up in the server")

    state.shipped_walk()
    monkeypatch.setattr(Linker, "links", here)
    app = brought("Measure\nBreast Cancer Screening in Islay\nOur own letters to Islay\n")
    assert summary(app)[0] == 2


def test_a_list_that_cannot_be_looked_up_can_be_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(sets: object) -> Iterator[tuple[int, int]]:
        raise InputError("from “*a* [b](c)” on: it took longer than 60 seconds: bring fewer lines")
        yield 0, 0

    monkeypatch.setattr(lookup, "looked_up", refused)
    app = opened("mylist")
    app.file_uploader(key="own_file").set_value(("*jura*.csv", b"Measure\nEye Exam in Jura\n", ""))
    app.run()
    next(one for one in app.button if one.label.startswith("Go on with")).click().run()
    assert not app.exception
    assert "from “*a* [b](c)” on: it took longer than 60 seconds" in words(app)
    assert "*a*" not in app.error[0].value, "a line's name is no Markdown"
    monkeypatch.undo()
    away = next(one for one in app.button if one.label.startswith("Remove: "))
    assert "\\*jura\\*" in away.label
    app = fine(away.click().run())
    assert not app.session_state["_own"] and not app.error

"""Ten people at once: nothing breaks, and nobody is sent another's list or judgement."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from visitor import Visitor

PEOPLE = 10


def brings(one: Visitor, at: int) -> None:
    """Bring a list of one's own, and go on with it."""
    one.go()
    one.go("mylist", one.query)
    rows = f"Measure\nRating of Health Plan\nHomegrown {at}\n".encode()
    one.upload("Your contract", f"Plan {at} secret 2024.csv", rows)
    one.press("Go on with this list")


def test_ten_sessions_keep_to_themselves(server: str) -> None:
    address = server.removeprefix("http://")
    with ExitStack() as there:
        people = [there.enter_context(Visitor(address)) for _ in range(PEOPLE)]
        with ThreadPoolExecutor(PEOPLE) as at_once:
            list(at_once.map(brings, people, range(PEOPLE)))
        for at, one in enumerate(people):
            one.go("mylist", one.query)
            assert b"Your 2 measures: " in one.heard
            sent = [n for n in range(PEOPLE) if f"Plan {n} secret".encode() in one.heard]
            assert sent == [at], "each is sent the own list, and no other"
        judged, other = people[:2]
        judged.go("review", judged.query)
        judged.press("None of these")
        assert b"1 judged in this session" in judged.heard
        other.go("review", other.query)
        assert b"0 judged in this session" in other.heard
        assert not [one.errors for one in people if one.errors]

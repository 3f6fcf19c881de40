"""Numbers of a title by what they mean: each way of printing them once."""

import pytest

from measurealign.matching.numbers import OLDEST, Found, take_numbers
from measurealign.shown import span

AGES = [
    ("ages 18 to 75", (18, 75)), ("aged 18-75 years", (18, 75)), ("women 50 through 74", (50, 74)),
    ("children from 3 to 6 years", (3, 6)), ("18-64 years old", (18, 64)),
    ("ages 6 through 24 months", (0.5, 2)), ("ages 6 to 24 months", (0.5, 2)),
    ("adults 65 years and older", (65, OLDEST)),
    ("age >= 18", (18, OLDEST)), ("18+", (18, OLDEST)), (">= 65 years", (65, OLDEST)),
    ("younger than 21", (0, 21)), ("17 and younger", (0, 17)), ("age 13", (13, 13)),
    ("first 15 months of life", (0, 1.25)), ("first 2 years of life", (0, 2)),
    ("15-30 months", (1.25, 2.5)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ages"), AGES)
def test_ages_in_years(text: str, ages: tuple[float, float]) -> None:
    found = take_numbers(text)[1]
    assert found == Found(ages=(ages,))


SPANS = [
    ("within 45 minutes", (0.75,)), ("within 30 min", (0.5,)), ("within 1 hour", (1,)),
    ("within 2 hrs", (2,)), ("within 7 days", (168,)), ("within two weeks", (336,)),
    ("at six months", (4320,)), ("every 2 years", (17520,)), ("in 4 to 8 months", (2880, 5760)),
    ("3-6 weeks", (504, 1008)), ("thirty-day", (720,)), ("fourteen days", (336,)),
    ("at 12 mos.", (8640,)), ("6 mo", (4320,)), ("30d", (720,)), ("in 2 wks", (336,)),
    ("3 yrs", (26280,)), ("24 hrs", (24,)),
    ("sixty days", (1440,)), ("ninety days", (2160,)), ("twenty minutes", (0.333,)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "spans"), SPANS)
def test_time_spans_in_hours(text: str, spans: tuple[float, ...]) -> None:
    assert take_numbers(text)[1] == Found(spans=spans)


WORDS = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen",
]  # fmt: skip


@pytest.mark.parametrize(("word", "days"), [(word, i) for i, word in enumerate(WORDS, 1)])
def test_numbers_in_words(word: str, days: int) -> None:
    assert take_numbers(f"within {word} days")[1].spans == (24 * days,)


LIMITS = [
    ("> 9.0%", (">", 9)), ("greater than 9 percent", (">", 9)), ("at least 3 doses", (">", 3)),
    ("greater than or equal to 40", (">", 40)), ("less than 8%", ("<", 8)),
    ("no more than 5", ("<", 5)), ("under 40%", ("<", 40)), ("below 100", ("<", 100)),
    ("lt 8", ("<", 8)), ("lte 8", ("<", 8)), ("gt 9", (">", 9)), ("ge 9", (">", 9)),
    ("less than 140 over 90", ("<", 140)), ("(140/90)", ("<", 140)),
    ("< 130/80", ("<", 130)), ("ldl < 1,000", ("<", 1000)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "limit"), LIMITS)
def test_limits_with_their_sign(text: str, limit: tuple[str, float]) -> None:
    assert take_numbers(text)[1].limits == (limit,)


@pytest.mark.parametrize(("text", "printed"), [
    ("<= 9", "≤9"), ("no more than 5", "≤5"), ("at least 40", "≥40"), ("< 9", "<9"), ("> 9", ">9"),
])  # fmt: skip
def test_an_end_that_belongs_to_a_limit_is_shown_and_moves_no_match(
    text: str, printed: str
) -> None:
    found = take_numbers(text)[1]
    assert found.limits_as_printed == (printed,)
    assert found == Found(limits=found.limits)


PARTS = [
    ("combo 10", "combination 10"), ("combination 3", "combination 3"),
    ("effective acute phase treatment", "phase acute"), ("initiation phase", "phase initiation"),
    ("adhd (continuation)", "phase continuation"), ("adhd - initiation", "phase initiation"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "part"), PARTS)
def test_parts_of_a_measure(text: str, part: str) -> None:
    assert take_numbers(text)[1].parts == (part,)


def test_what_is_taken_is_gone_and_other_numbers_stay() -> None:
    text, found = take_numbers("asthma, ages 5 to 17, 3 visits per 1,000 member months")
    assert text.split() == ["asthma,", ",", "3", "visits"]
    assert found == Found(ages=((5, 17),))


FULL = Found(((5, 17), (18, OLDEST)), ((">", 9.5),), (168, 720), ("combination 3",))


def test_numbers_as_words_and_as_people_read_them() -> None:
    assert FULL.words == ("age5to17", "age18to120", ">9.5", "168h", "720h", "combination 3")
    assert FULL.says() == [
        "age 5-17", "age 18+", "limit >9.5", "span 7 days", "span 30 days", "part combination 3",
    ]  # fmt: skip


def test_numbers_are_joined_and_taken_away() -> None:
    usual = Found(((5, 17),), ((">", 9.5),), (720,), ("combination 3",))
    assert FULL.without(usual) == Found(((18, OLDEST),), (), (168,), ("combination 3",))
    one, other = Found(((1, 2),), (("<", 3),), (4,), ("a",)), Found(((5, 6),), (), (7,), ("b",))
    assert one.joined(other) == Found(((1, 2), (5, 6)), (("<", 3),), (4, 7), ("a", "b"))


SAID = [
    (0.75, "45 minutes"), (1, "1 hours"), (24, "24 hours"), (47, "47 hours"), (48, "2 days"),
    (720, "30 days"), (1416, "59 days"), (1440, "60 days"), (2160, "90 days"), (2880, "4 months"),
    (8640, "12 months"),
    (8760, "12 months"), (1.5, "90 minutes"), (60.5, "60.5 hours"),
]  # fmt: skip


@pytest.mark.parametrize(("hours", "says"), SAID)
def test_a_span_in_its_usual_unit(hours: float, says: str) -> None:
    assert span(hours) == says

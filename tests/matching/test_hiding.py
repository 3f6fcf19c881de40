"""Honest figures: what only the tested titles support is hidden before they are read."""

from benchmarks.hiding import supports, without
from measurealign.matching.wording import read_title

FLU, SHOT, EYE = "Flu shots", "Influenza Immunization and flu shot", "Diabetes: Eye Exam"


def test_what_no_other_title_supports_is_hidden():
    hidden = without([FLU], supports([FLU, EYE]))
    assert hidden.read(FLU).terms != read_title(FLU).terms
    assert hidden.read(EYE).terms == read_title(EYE).terms


def test_what_another_title_supports_stays_unless_a_share_is_hidden():
    supported = supports([FLU, SHOT, EYE])
    assert without([FLU], supported).read(FLU).terms == read_title(FLU).terms
    assert without([FLU], supported, share=1.0).read(FLU).terms != read_title(FLU).terms


def test_nothing_is_hidden_where_nothing_is_held():
    supported = supports([FLU, SHOT, EYE])
    for title in (FLU, SHOT, EYE):
        assert without([], supported).read(title) == read_title(title)


def test_hidden_ideas_are_no_kin():
    hidden = without([EYE], supports([EYE]))
    names = {name for _, name in hidden.lexicon.ideas.values()}
    assert set(hidden.kin.wider) <= names

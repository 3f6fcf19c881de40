"""People's judgements: kept, merged, safe when two write at once."""

import subprocess
import sys

import pytest

from measurealign.inventory import shipped as shipped_inventory
from measurealign.judgements import MEASURE, keep, merged, own, read_judgements, shipped
from measurealign.model import Judgement
from measurealign.problems import InputError


def judgement(left="a/x", right="b/y", verdict="rejected", **more):
    return Judgement(left=left, right=right, verdict=verdict, by="Ann", **more)


def test_what_is_kept_is_read_again(tmp_path):
    path = tmp_path / "decisions.yaml"
    one = judgement(why='says: "no", 100 %', on="2026-01-31")
    assert keep(path, one) == (one,)
    assert read_judgements(path) == (one,)


def test_records_are_sorted_and_a_later_word_replaces_the_earlier(tmp_path):
    path = tmp_path / "decisions.yaml"
    keep(path, judgement("c/z", "d/w"))
    keep(path, judgement())
    kept = keep(path, judgement(verdict="accepted"))
    assert [one.left for one in kept] == ["a/x", "c/z"]
    assert kept[0].verdict == "accepted"


def test_the_order_of_the_ends_does_not_matter(tmp_path):
    path = tmp_path / "decisions.yaml"
    kept = keep(path, judgement("b/y", "a/x", "accepted", relation="broader"))
    assert (kept[0].left, kept[0].right, kept[0].relation) == ("a/x", "b/y", "narrower")


def test_a_record_written_by_hand_the_other_way_round_counts_at_once(tmp_path, catalog):
    path = tmp_path / "decisions.yaml"
    key = next(key for key in sorted(catalog.measures) if key.startswith("cpc-plus-2018/"))
    record = f"  - {{left: '{MEASURE}falls', right: {key}, verdict: rejected, by: Ann}}\n"
    path.write_text("judgements:\n" + record)
    (read,) = read_judgements(path)
    assert (read.left, read.right) == (key, f"{MEASURE}falls")
    assert merged([judgement("b/y", "a/x", "accepted", relation="broader")])[0].left == "a/x"


def test_the_same_judgements_give_the_same_bytes(tmp_path):
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    for path, order in ((one, "ab"), (two, "ba")):
        for letter in order:
            keep(path, judgement(f"{letter}/x", f"{letter}/y"))
    assert one.read_bytes() == two.read_bytes()


def test_two_who_judge_at_once_both_get_in(tmp_path):
    path = tmp_path / "decisions.yaml"
    code = (
        "import sys; from pathlib import Path; from measurealign.judgements import keep;"
        "from measurealign.model import Judgement\n"
        "for i in range(5):\n"
        "  keep(Path(sys.argv[1]), Judgement(left=f'{sys.argv[2]}/{i}', right='z/z',"
        " verdict='unsure', by='B'))"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", code, str(path), name]) for name in ("m", "n", "o")
    ]
    assert [run.wait() for run in runs] == [0, 0, 0]
    assert len(read_judgements(path)) == 15


def test_a_pair_judged_twice_in_one_file_is_told(tmp_path):
    path = tmp_path / "decisions.yaml"
    record = "  - {left: a/x, right: b/y, verdict: unsure, by: Ann}\n"
    path.write_text("judgements:\n" + record + record.replace("a/x, right: b/y", "b/y, right: a/x"))
    with pytest.raises(InputError, match="judged twice"):
        read_judgements(path)


def test_an_unknown_word_is_told_with_its_place(tmp_path):
    path = tmp_path / "decisions.yaml"
    path.write_text("judgements:\n  - {left: a/x, right: b/y, verdict: acepted, by: Ann}\n")
    with pytest.raises(InputError, match="did you mean 'accepted'"):
        read_judgements(path)


def test_no_file_is_no_judgement(tmp_path):
    assert own(tmp_path) == ()


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(InputError, match="cannot be written"):
        keep(tmp_path / "nowhere" / "decisions.yaml", judgement())


def test_ones_own_word_counts_before_the_shipped(catalog):
    mine = judgement(verdict="accepted")
    assert merged([judgement()], [mine]) == (mine,)
    for one in shipped():
        assert one.why, f"{one.left} / {one.right}: a shipped judgement needs a reason"
        ends = {one.left, one.right}
        known = {
            end
            for end in ends
            if end.startswith(MEASURE) and end.removeprefix(MEASURE) in shipped_inventory()
        }
        assert ends - known <= set(catalog.measures), "name lines of the catalog or known measures"

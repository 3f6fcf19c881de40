"""SSSOM out and in: the same matches, negatives as negatives, nothing that runs."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurealign.crosswalk import Crosswalk, crosswalk
from measurealign.export.fhir import write_fhir
from measurealign.export.fhir.names import code_of
from measurealign.export.sssom import PREDICATES, matches_to_sssom, read_sssom, write_sssom
from measurealign.export.words import told
from measurealign.model import Evidence, Judgement, Match
from measurealign.problems import InputError

IDS = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018")


def match(**fields: Any) -> Match:
    plain = {
        "left": "a/x",
        "right": "b/y",
        "relation": "same",
        "confidence": 0.9,
        "likeness": 0.8,
    }
    return Match.model_validate({**plain, "bond": fields.get("relation", "same"), **fields})


def table(text: str) -> list[dict[str, str]]:
    """Return the rows of the table below the metadata."""
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def test_links_and_matches_of_sets_come_back(walk: Crosswalk) -> None:
    counted = walk.only(IDS)
    text = write_sssom(counted, IDS)
    found = tuple(told(counted, IDS))
    assert read_sssom(text) == found
    assert len(table(text)) == len(found) > 100
    assert write_sssom(counted, IDS) == text


def test_a_line_is_mapped_to_its_known_measure(walk: Crosswalk) -> None:
    key = "measure:cpc-plus-2018/controlling-high-blood-pressure"
    rows = table(write_sssom(walk.only(IDS[:1]), IDS[:1]))
    (row,) = [
        r for r in rows if r["subject_id"] == key and r["object_id"].startswith("known:")
    ]  # fmt: skip
    assert row["object_id"] == "known:controlling-high-blood-pressure"
    assert (row["predicate_id"], row["object_source"]) == (
        "skos:exactMatch", "measureset:known-measures",
    )  # fmt: skip


def test_similarity_is_the_credit_of_a_bond_between_lines_and_of_wordings_beside_a_measure(
    walk: Crosswalk,
) -> None:
    counted, credits = walk.only(IDS), set()
    for one in read_sssom(write_sssom(counted, IDS)):
        if one.right.startswith("measure:"):
            assert one.likeness == counted.links[one.left].likeness
        else:
            families = [counted.family_of(key).id for key in (one.left, one.right)]
            assert one.likeness == counted.bond(*families).credit
            credits.add(one.likeness)
    assert {0.0, 0.5, 1.0} <= credits


def test_metadata_and_columns_that_the_standard_asks_for(walk: Crosswalk) -> None:
    text = write_sssom(walk.only(IDS), IDS)
    head = "".join(line for line in text.splitlines() if line.startswith("#"))
    for slot in ("mapping_set_id:", "license:", "curie_map:", "mapping_set_title:"):
        assert slot in head
    row = table(text)[0]
    assert {"subject_id", "predicate_id", "object_id", "mapping_justification"} <= row.keys()
    assert row["mapping_justification"].startswith("semapv:")


def test_what_is_less_sure_is_left_out(walk: Crosswalk) -> None:
    counted = walk.only(IDS)
    some = read_sssom(write_sssom(counted, IDS, 0.9))
    every = read_sssom(write_sssom(counted, IDS))
    assert 0 < len(some) < len(every)
    assert set(some) == {one for one in every if one.confidence >= 0.9 or one.status != "proposed"}


@pytest.mark.parametrize(
    ("relation", "predicate"),
    [
        ("same", "skos:exactMatch"),
        ("variant", "skos:closeMatch"),
        ("broader", "skos:narrowMatch"),
        ("narrower", "skos:broadMatch"),
        ("related", "skos:relatedMatch"),
    ],
)
def test_predicates_say_what_the_object_is_to_the_subject(relation: str, predicate: str) -> None:
    """A (left) that is broader than B (its part) is mapped `A skos:narrowMatch B`."""
    bond = "rate" if relation in ("broader", "narrower") else relation
    (row,) = table(matches_to_sssom([match(relation=relation, bond=bond)], {}))
    assert (row["predicate_id"], row["predicate_modifier"]) == (predicate, "")


@pytest.mark.parametrize(
    "fields", [{"status": "rejected"}, {"relation": "different"}], ids=["rejected", "different"]
)
def test_negatives_are_told_with_not(fields: dict[str, str]) -> None:
    one = match(**fields)
    text = matches_to_sssom([one], {})
    assert table(text)[0]["predicate_modifier"] == "Not"
    assert read_sssom(text) == (one,)


@pytest.mark.parametrize(
    ("evidence", "judged", "justification"),
    [
        ((), True, "semapv:ManualMappingCuration"),
        (("wording",), False, "semapv:LexicalMatching"),
        (("wording", "id"), False, "semapv:CompositeMatching"),
    ],
)
def test_justifications(evidence: tuple[str, ...], judged: bool, justification: str) -> None:
    said = Judgement(left="a/x", right="b/y", verdict="accepted", by="Ann") if judged else None
    reasons = tuple(Evidence(kind=kind, weight=1, says="s") for kind in evidence)
    (row,) = table(matches_to_sssom([match(evidence=reasons, judgement=said)], {}))
    assert row["mapping_justification"] == justification


def test_a_mapping_of_another_tool_is_read() -> None:
    text = (
        "#curie_map:\n#  measure: https://w3id.org/measurealign/measure/\n"
        "#mapping_set_id: https://example.org/m\n#license: https://example.org/l\n"
        "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\n"
        "measure:a/x\tskos:closeMatch\t\tmeasure:b/y\tsemapv:ManualMappingCuration\n"
        "measure:a/x\tskos:exactMatch\tNot\tmeasure:b/z\tsemapv:ManualMappingCuration\n"
    )
    first, second = read_sssom(text)
    assert (first.relation, first.status, first.confidence) == ("variant", "proposed", 1.0)
    assert (second.relation, second.status) == ("different", "rejected")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not SSSOM|no mapping"),
        ("hello\nworld\n", "not SSSOM"),
        (
            "#mapping_set_id: https://example.org/m\n"
            "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
            "measure:a/x\tskos:hiddenLabel\tmeasure:b/y\tsemapv:UnspecifiedMatching\n",
            "none of ours",
        ),
        (
            "#mapping_set_id: https://example.org/m\n"
            "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
            "nonsense\tskos:exactMatch\tmeasure:b/y\tsemapv:UnspecifiedMatching\n",
            "cannot be read",
        ),
    ],
)
def test_other_files_get_a_sentence(text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_sssom(text, "m.tsv")


@pytest.mark.parametrize("cell", ["1.5", "{}", "[[]]", "[" * 5000, "nonsense"])
def test_evidence_that_is_none_is_told_with_its_row(cell: str, walk: Crosswalk) -> None:
    lines = write_sssom(walk, ["cpc-plus-2018"], 0.5).splitlines()
    head = next(at for at, line in enumerate(lines) if not line.startswith("#"))
    column = lines[head].split("\t").index("ma_evidence")
    row = lines[head + 1].split("\t")
    row[column] = cell
    text = "\n".join([*lines[: head + 1], "\t".join(row)]) + "\n"
    with pytest.raises(InputError, match=row[0]):
        read_sssom(text, "m.tsv")


_text = st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=12)
_key = st.tuples(st.sampled_from(["a-2018", "b-2019"]), _text).map("/".join)
_share = st.floats(0, 1).map(lambda value: round(value, 4))


@st.composite
def _matches(draw: Any) -> Match:
    left, right = draw(_key), draw(_key)
    status = draw(st.sampled_from(["proposed", "accepted", "rejected", "unsure"]))
    judgement = None
    if status != "proposed":
        judgement = Judgement(
            left=left, right=right, verdict=status, by=draw(_text), why=draw(_text)
        )
    evidence = st.builds(Evidence, kind=_text, weight=st.floats(-9, 9), says=_text)
    return match(
        left=left,
        right=right,
        relation=draw(st.sampled_from(list(PREDICATES))),
        confidence=draw(_share),
        likeness=draw(_share),
        evidence=tuple(draw(st.lists(evidence, max_size=2))),
        status=status,
        judgement=judgement,
    )


@given(st.lists(_matches(), max_size=4))
def test_any_matches_come_back(links: list[Match]) -> None:
    assert read_sssom(matches_to_sssom(links, {})) == tuple(links)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_begins_like_a_formula(text: str) -> None:
    evidence = (Evidence(kind="wording", weight=1, says=text),)
    one = match(left=f"a/{text}", evidence=evidence)
    written = matches_to_sssom([one], {one.left: text})
    cells = [cell for row in table(written) for cell in row.values()]
    assert not [cell for cell in cells if cell.lstrip('" ')[:1] in ("=", "+", "-", "@")]
    assert read_sssom(written) == (one,)


SAID = Judgement(
    left="a/x", right="b/y", verdict="rejected", by="Ann Lee", on="2018-03-01", why="other ages"
)


def test_what_is_wider_only_by_its_title_is_no_more_than_related() -> None:
    guessed = match(relation="broader", confidence=0.8)
    text = matches_to_sssom([guessed], {})
    assert table(text)[0]["predicate_id"] == "skos:relatedMatch"
    assert read_sssom(text) == (guessed,)
    accepted = SAID.model_copy(update={"verdict": "accepted", "relation": "broader"})
    judged = match(relation="broader", status="accepted", judgement=accepted)
    assert table(matches_to_sssom([judged], {}))[0]["predicate_id"] == "skos:narrowMatch"


def test_a_persons_word_stands_in_the_standard_slots() -> None:
    one = match(status="rejected", confidence=0.7, judgement=SAID)
    text = matches_to_sssom([one], {})
    (row,) = table(text)
    assert (row["author_id"], row["author_label"]) == ("person:Ann%20Lee", "Ann Lee")
    assert (row["mapping_date"], row["comment"]) == ("2018-03-01", "other ages")
    assert (row["predicate_modifier"], float(row["confidence"])) == ("Not", 1.0)
    assert read_sssom(text) == (one,), "how sure the link had been comes back"


def test_the_id_of_the_mapping_set_tells_content_and_question(walk: Crosswalk) -> None:
    def id_of(text: str) -> str:
        (line,) = [one for one in text.splitlines() if one.startswith("#mapping_set_id:")]
        return line

    counted = walk.only(IDS)
    told = [write_sssom(counted, IDS), write_sssom(counted, IDS), write_sssom(counted, IDS, 0.9)]
    told += [write_sssom(counted, IDS, negatives="without"), write_sssom(counted, IDS[:2])]
    ids = [id_of(text) for text in told]
    assert ids[0] == ids[1] and len(set(ids)) == 4
    one = [match(confidence=0.9)], [match(confidence=0.8)]
    assert id_of(matches_to_sssom(one[0], {})) != id_of(matches_to_sssom(one[1], {}))


@pytest.mark.parametrize(("relation", "predicate", "r4"), [
    ("narrower", "skos:broadMatch", "wider"), ("variant", "skos:closeMatch", "inexact"),
])  # fmt: skip
def test_a_line_that_is_a_part_of_its_link_is_told_so_and_never_the_contrary(
    walk: Crosswalk, relation: str, predicate: str, r4: str
) -> None:
    line, known = "cpc-plus-2018/controlling-high-blood-pressure", "controlling-high-blood-pressure"
    assert walk.links[line].measure == known
    word = {"left": line, "right": f"measure:{known}", "verdict": "accepted", "relation": relation}
    heard = crosswalk(walk.catalog, [SAID.model_copy(update=word)]).only(IDS)
    told_here = [one for one in told(heard, IDS) if (one.left, one.right) == (line, word["right"])]
    assert [(one.relation, one.status) for one in told_here] == [(relation, "accepted")]
    (row,) = table(matches_to_sssom(told_here, {}))
    assert (row["predicate_id"], row["predicate_modifier"]) == (predicate, "")
    (concept_map,) = [
        entry["resource"]
        for entry in json.loads(write_fhir(heard, IDS))["entry"]
        if entry["resource"]["resourceType"] == "ConceptMap"
    ]
    found = [
        target["equivalence"]
        for group in concept_map["group"]
        if group["target"].endswith("/known") and group["source"].endswith(IDS[0])
        for element in group["element"] if element["code"] == code_of(line)
        for target in element["target"] if target["code"] == code_of(word["right"])
    ]  # fmt: skip
    assert found == [r4]


def test_whatever_a_person_rejected_is_told(walk: Crosswalk) -> None:
    """Of a line and a measure that it was never linked to, and of two lines without a bond."""
    left = "cpc-plus-2018/controlling-high-blood-pressure"
    words = [
        SAID.model_copy(update={"left": left, "right": right})
        for right in ("measure:breast-cancer-screening", "hedis-2018/adult-bmi-assessment-aba")
    ]
    said = walk.listed("hedis-2018")
    words[1] = words[1].model_copy(update={"right": said[0].key})
    heard = crosswalk(walk.catalog, words).only(IDS)
    every = read_sssom(write_sssom(heard, IDS))
    rejected = {(one.left, one.right) for one in every if one.status == "rejected"}
    assert {(one.left, one.right) for one in words} <= rejected
    alone = read_sssom(write_sssom(heard, IDS, negatives="alone"))
    without = read_sssom(write_sssom(heard, IDS, negatives="without"))
    assert len(alone) + len(without) == len(every)
    assert {one.status for one in alone} == {"rejected"} and not rejected & {
        (one.left, one.right) for one in without
    }

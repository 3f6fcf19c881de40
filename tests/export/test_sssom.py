"""SSSOM out and in: the same links, negatives as negatives, nothing that runs."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurealign.crosswalk import Crosswalk
from measurealign.export.sssom import PREDICATES, links_to_sssom, read_sssom, write_sssom
from measurealign.model import Evidence, Judgement, Link
from measurealign.problems import InputError

IDS = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018")
ABOUT = "https://example.org/links"


def link(**fields: Any) -> Link:
    plain = {
        "left": "a/x",
        "right": "b/y",
        "relation": "same",
        "confidence": 0.9,
        "similarity": 0.8,
    }
    return Link.model_validate({**plain, **fields})


def table(text: str) -> list[dict[str, str]]:
    """Return the rows of the table below the metadata."""
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def test_the_links_of_sets_come_back(walk: Crosswalk) -> None:
    counted = walk.only(IDS)
    text = write_sssom(counted, IDS)
    assert read_sssom(text) == tuple(counted.links)
    assert len(table(text)) == len(counted.links) > 20
    assert write_sssom(counted, IDS) == text


def test_metadata_and_columns_that_the_standard_asks_for(walk: Crosswalk) -> None:
    text = write_sssom(walk.only(IDS), IDS)
    head = "".join(line for line in text.splitlines() if line.startswith("#"))
    for slot in ("mapping_set_id:", "license:", "curie_map:", "mapping_set_title:"):
        assert slot in head
    row = table(text)[0]
    assert {"subject_id", "predicate_id", "object_id", "mapping_justification"} <= row.keys()
    assert row["mapping_justification"].startswith("semapv:")


def test_weak_links_are_left_out_unless_people_judged_them() -> None:
    from measurealign.catalog import Catalog
    from measurealign.model import Measure, MeasureSet

    def one(id_: str, *names: str) -> MeasureSet:
        measures = tuple(Measure(key=f"{id_}/{n}", name=n, evidence="source") for n in names)
        return MeasureSet(id=id_, name=id_, year=2018, sponsor="x", kind="payer", measures=measures)

    judged = Judgement(left="a/v", right="b/v", verdict="rejected", by="Ann")
    links = (
        link(left="a/u", right="b/u", confidence=0.2),
        link(left="a/v", right="b/v", confidence=0.2, status="rejected", judgement=judged),
        link(left="a/w", right="b/w"),
    )
    from measurealign.model import Concept, Family

    catalog = Catalog.of([one("a", "u", "v", "w"), one("b", "u", "v", "w")])
    families = tuple(
        Family(id=key, label=key, area="other", members=(key,)) for key in catalog.measures
    )
    concepts = tuple(Concept(id=f.id, label=f.id, area="other", families=(f.id,)) for f in families)
    walk = Crosswalk(catalog, {}, families, concepts, links)
    assert [each.left for each in read_sssom(write_sssom(walk, ("a", "b"), 0.5))] == ["a/v", "a/w"]


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
    """A (left) that is broader than B is mapped `A skos:narrowMatch B`."""
    (row,) = table(links_to_sssom([link(relation=relation)], {}, ABOUT))
    assert (row["predicate_id"], row["predicate_modifier"]) == (predicate, "")


@pytest.mark.parametrize(
    "fields", [{"status": "rejected"}, {"relation": "different"}], ids=["rejected", "different"]
)
def test_negatives_are_told_with_not(fields: dict[str, str]) -> None:
    one = link(**fields)
    text = links_to_sssom([one], {}, ABOUT)
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
    (row,) = table(links_to_sssom([link(evidence=reasons, judgement=said)], {}, ABOUT))
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


_text = st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=12)
_key = st.tuples(st.sampled_from(["a-2018", "b-2019"]), _text).map("/".join)
_share = st.floats(0, 1).map(lambda value: round(value, 4))


@st.composite
def _links(draw: Any) -> Link:
    left, right = draw(_key), draw(_key)
    status = draw(st.sampled_from(["proposed", "accepted", "rejected", "unsure"]))
    judgement = None
    if status != "proposed":
        judgement = Judgement(
            left=left, right=right, verdict=status, by=draw(_text), why=draw(_text)
        )
    evidence = st.builds(Evidence, kind=_text, weight=st.floats(-9, 9), says=_text)
    return link(
        left=left,
        right=right,
        relation=draw(st.sampled_from(list(PREDICATES))),
        confidence=draw(_share),
        similarity=draw(_share),
        evidence=tuple(draw(st.lists(evidence, max_size=2))),
        status=status,
        judgement=judgement,
    )


@given(st.lists(_links(), max_size=4))
def test_any_links_come_back(links: list[Link]) -> None:
    assert read_sssom(links_to_sssom(links, {}, ABOUT)) == tuple(links)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_begins_like_a_formula(text: str) -> None:
    evidence = (Evidence(kind="wording", weight=1, says=text),)
    one = link(left=f"a/{text}", evidence=evidence)
    written = links_to_sssom([one], {one.left: text}, ABOUT)
    cells = [cell for row in table(written) for cell in row.values()]
    assert not [cell for cell in cells if cell.lstrip('" ')[:1] in ("=", "+", "-", "@")]
    assert read_sssom(written) == (one,)

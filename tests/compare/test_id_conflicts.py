"""Ids that disagree inside a family are listed for a person to judge."""

from tiny import tiny
from typer.testing import CliRunner

from measurealign.cli import app
from measurealign.compare.id_conflicts import findings
from measurealign.inventory import Inventory
from measurealign.inventory.entries import KnownId, KnownMeasure


def ids(scheme, value):
    return ({"scheme": scheme, "value": value},)


def test_ids_that_disagree_are_found_and_named():
    walk = tiny(
        {
            "a-2018": [{"name": "X", "family": "x", "ids": ids("cbe", "0018")}],
            "b-2018": [{"name": "X", "family": "x", "ids": ids("cbe", "0059")}],
        }
    )
    (one,) = findings(walk)
    assert (one.family, one.scheme) == ("x", "cbe")
    assert "0018 in a-2018/" in str(one) and "0059 in b-2018/" in str(one)


def test_versions_and_missing_ids_are_no_disagreement():
    walk = tiny(
        {
            "a-2018": [{"name": "X", "family": "x", "ids": ids("cms", "CMS165v6")}],
            "b-2018": [{"name": "X", "family": "x", "ids": ids("cms", "CMS165v9")}],
            "c-2018": [{"name": "X", "family": "x"}],
            "d-2018": [{"name": "X", "family": "x", "ids": ids("hedis", "BCS")}],
            "e-2018": [{"name": "X", "family": "x", "ids": ids("hedis", "BCS-E")}],
        }
    )
    assert not list(findings(walk))


def test_a_known_measure_tells_which_ids_are_its_own():
    known = KnownMeasure(
        id="bp", title="BP", ids=(KnownId(scheme="cbe", value="0018"),), evidence="source"
    )
    rows = {
        "a-2018": [{"name": "X", "family": "bp", "ids": ids("cbe", "0018")}],
        "b-2018": [{"name": "X", "family": "bp", "ids": ids("cbe", "0059")}],
        "c-2018": [{"name": "X", "family": "bp", "ids": ids("mips", "236")}],
    }
    (one,) = findings(tiny(rows, inventory=Inventory.of([known])))
    assert (one.family, one.scheme, one.rows) == ("bp", "cbe", (("0059", "b-2018/x-0"),))
    assert "does not bear: 0059 in b-2018/" in str(one)


def test_the_verb_lists_every_disagreement_of_the_catalog(walk):
    result = CliRunner().invoke(app, ["validate", "--crosswalk"])
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == len(list(findings(walk)))

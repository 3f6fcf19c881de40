"""The tool that mutates the rules: its mutants are real, and the named ones still have a place."""

import mutants
import pytest


def test_each_named_mutation_still_has_its_place() -> None:
    made = list(mutants.named())
    assert len(made) == len(mutants.NAMED)
    assert all(one.source != mutants._source(one.module) for one in made)


@pytest.mark.parametrize("module", mutants.MODULES)
def test_every_module_and_its_tests_are_there(module: str) -> None:
    (tests,) = (tests for modules, tests in mutants.TESTS.items() if module in modules)
    assert (mutants.ROOT / "measurealign" / module).is_file()
    assert all((mutants.ROOT / "tests" / one).is_file() for one in tests)


def test_mutants_differ_in_one_place_that_a_test_can_see() -> None:
    made = list(mutants.mutants("matching/verdicts.py"))
    assert len({one.source for one in made}) == len(made) >= 20
    assert all(compile(one.source, one.module, "exec") for one in made)
    made = list(mutants.mutants("matching/wordings.py"))
    assert not any("use_ids: bool" in one.change and "->" in one.change for one in made)


def test_the_table_keeps_the_rows_of_modules_that_were_not_tried(tmp_path, monkeypatch) -> None:
    page = tmp_path / "method.md"
    page.write_text(f"# Method\n\n{mutants.HEAD}\n\nWhy.\n\nmutation score\n\n## After\n\nMore.\n")
    monkeypatch.setattr(mutants, "PAGE", page)
    mutants.write({"scoring.py": (10, 9)})
    mutants.write({"burden/asks.py": (10, 5)})
    assert page.read_text() == (
        f"# Method\n\n{mutants.HEAD}\n\nWhy.\n\n"
        "mutation score 70 %: 14 of 20 mutants are found.\n\n"
        "| rules | mutants | found | score |\n|---|---|---|---|\n"
        "| `scoring.py` | 10 | 9 | 90 % |\n| `burden/asks.py` | 10 | 5 | 50 % |\n"
        "\n## After\n\nMore.\n"
    )

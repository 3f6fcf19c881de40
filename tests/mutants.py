"""Do the tests hold the rules? `make mutants` changes one thing at a time and runs their tests.

cosmic-ray makes the mutants: a limit shifted, `and` for `or`, a condition turned round, a number
one off. Each is put in the place of its module inside a fork of this process, so that no file is
touched and libraries are loaded once, and the tests of its module run until the first fails.
Nothing is changed in annotations and decorators, which tests cannot see.

    python tests/mutants.py [--sample N --seed S] [--named] [--only PART] [--jobs 2]

Without --sample and --named the score of the modules tried is written to docs/method.md.
"""

import argparse
import ast
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import multiprocessing
import os
import random
import re
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType, ModuleType

import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "method.md"
HEAD = "## How well the tests hold the rules"
#: Seconds after which a mutant that never ends counts as found.
LIMIT = 60
#: The rules, and the tests that hold them, quickest first: modules under measurealign/, tests
#: under tests/. What needs the whole catalog is left to `make test`.
TESTS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("matching/relation.py", "matching/evidence.py", "matching/kinship.py"): (
        "matching/test_rules.py", "matching/test_relation.py"),
    ("matching/listings.py", "matching/wordings.py", "matching/pairs.py", "matching/verdicts.py"): (
        "matching/test_verdicts.py", "matching/test_listings.py", "matching/test_wordings.py"),
    ("matching/numbers.py",): (
        "matching/test_numbers.py", "matching/test_wording.py", "matching/test_relation.py"),
    ("inventory/bonds.py", "matching/bonds.py"): (
        "inventory/test_bonds.py", "matching/test_bonds.py"),
    ("scoring.py",): ("test_scoring.py",),
    ("burden/__init__.py", "burden/asks.py", "burden/conflicts.py", "burden/demand.py",
     "burden/load.py", "burden/routes.py", "burden/effort.py", "burden/estimate.py",
     "burden/payers.py"): (
        "burden/test_burden.py", "burden/test_rules.py", "burden/test_demand.py",
        "burden/test_payers.py"),
    ("alignment/ask/agreement.py", "alignment/ask/eligible.py", "alignment/ask/which.py",
     "alignment/ask/table.py", "alignment/ask/traits.py", "alignment/optimize/formulation.py",
     "alignment/optimize/aims.py"): (
        "alignment/test_rules_by_effect.py", "alignment/test_agreement.py",
        "alignment/test_eligible.py", "alignment/test_align.py", "alignment/test_criteria.py"),
}  # fmt: skip
MODULES = tuple(module for group in TESTS for module in group)
#: Fixtures of the tests that read the whole catalog: too slow to be run for each mutant.
SLOW = {"catalog", "walk"}
#: Mutations that once lived through all tests: (module, what stands there, what is put there).
NAMED = (
    ("matching/relation.py", "RELATED = 0.5", "RELATED = 0.9"),
    ("matching/relation.py", '"narrower" if within[0] else "broader"',
     '"broader" if within[0] else "narrower"'),
    ("matching/relation.py", '"narrower" if side == 0 else "broader"',
     '"broader" if side == 0 else "narrower"'),
    ("matching/relation.py", '"narrower" if more != wider else "broader"',
     '"broader" if more != wider else "narrower"'),
    ("matching/relation.py", "    return bool(ages) and not any(",
     "    return False and not any("),
    ("scoring.py", "if one in free_left or other in free_right",
     "if one in free_left and other in free_right"),
    ("scoring.py", "weights.get(id_, 1.0)", "weights.get(id_, 0.0)"),
    ("alignment/ask/table.py", "1.0 if weight is None", "0.0 if weight is None"),
    ("burden/__init__.py", "inferred=sum(routes[row.key][1] for row in rows)", "inferred=0"),
    ("burden/asks.py", "inferred=any(routes[row.key][1] for row in rows)", "inferred=False"),
)  # fmt: skip
_COMPARE = {"Lt": ("LtE", "GtE"), "LtE": ("Lt", "Gt"), "Gt": ("GtE", "LtE"), "GtE": ("Gt", "Lt"),
            "Eq": ("NotEq",), "NotEq": ("Eq",), "Is": ("IsNot",), "IsNot": ("Is",)}  # fmt: skip
_COMPUTE = {"Add": "Sub", "Sub": "Add", "Mul": "Div", "Div": "Mul", "BitOr": "BitAnd",
            "BitAnd": "BitOr"}  # fmt: skip
OPERATORS = (
    "AddNot", "NumberReplacer", "ReplaceAndWithOr", "ReplaceOrWithAnd", "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue", "ReplaceUnaryOperator_Delete_Not", "ReplaceUnaryOperator_USub_UAdd",
    "ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ZeroIterationForLoop",
    *(f"ReplaceComparisonOperator_{a}_{b}" for a, others in _COMPARE.items() for b in others),
    *(f"ReplaceBinaryOperator_{a}_{b}" for a, b in _COMPUTE.items()),
)  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A module with one thing changed in one line."""

    module: str
    line: int
    change: str
    source: str

    @property
    def says(self) -> str:
        """Where it is and what was changed, in one line."""
        return f"{self.module}:{self.line}: {self.change}"

    @property
    def tests(self) -> tuple[str, ...]:
        """The tests that should find it, and the examples in its own docstrings."""
        mine = next(tests for modules, tests in TESTS.items() if self.module in modules)
        return (*(f"tests/{one}" for one in mine), f"measurealign/{self.module}")


def mutants(module: str) -> Iterator[Mutant]:
    """Yield the mutants of a module, in the order of its lines."""
    source = _source(module)
    hidden, found = list(_unseen(ast.parse(source))), []
    nodes = list(ast_nodes(get_ast(source)))
    for name in OPERATORS:
        operator = get_operator(f"core/{name}")()
        places = [start for node in nodes for start, _ in operator.mutation_positions(node)]
        for occurrence, (line, column) in enumerate(places):
            changed = mutate_code(source, operator, occurrence)
            inside = any(start <= (line, column) < end for start, end in hidden)
            if changed and not inside and _compiles(changed):
                found.append(Mutant(module, line, _change(source, changed, name), changed))
    yield from sorted(found, key=lambda one: (one.line, one.change))


def named() -> Iterator[Mutant]:
    """Yield the mutants of the table; raise ValueError where its text stands no more."""
    for module, old, new in NAMED:
        source = _source(module)
        if source.count(old) != 1:
            raise ValueError(f"{module} has {source.count(old)} times: {old}")
        line = source[: source.index(old)].count("\n") + 1
        yield Mutant(module, line, f"{old} → {new}", source.replace(old, new))


def _source(module: str) -> str:
    return (ROOT / "measurealign" / module).read_text(encoding="utf-8")


def _unseen(tree: ast.AST) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the places of annotations and decorators."""
    for node in ast.walk(tree):
        parts = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        for one in (*parts, *getattr(node, "decorator_list", ())):
            if one is not None:
                yield (one.lineno, one.col_offset), (one.end_lineno, one.end_col_offset)


def _compiles(source: str) -> bool:
    try:
        compile(source, "mutant", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def _change(old: str, new: str, operator: str) -> str:
    """Return the line that differs, before and after."""
    pairs = zip(old.splitlines(), new.splitlines(), strict=False)
    before, after = next((pair for pair in pairs if pair[0] != pair[1]), ("", operator))
    return f"{before.strip()} → {after.strip()}"


class _Quick:
    """Leaves out the tests that read the whole catalog."""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [one for one in items if SLOW.isdisjoint(getattr(one, "fixturenames", ()))]


class _Instead(importlib.abc.MetaPathFinder):
    """Gives a mutant to whoever imports its module."""

    def __init__(self, mutant: Mutant) -> None:
        self.source, self.path = mutant.source, str(ROOT / "measurealign" / mutant.module)
        name = f"measurealign/{mutant.module}".removesuffix(".py").removesuffix("/__init__")
        self.name = name.replace("/", ".")

    def find_spec(
        self, name: str, path: object, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self.name:
            return None
        source = self.source

        class Loader(importlib.machinery.SourceFileLoader):
            def get_code(self, fullname: str) -> CodeType:
                return compile(source, self.path, "exec")

        loader = Loader(name, self.path)
        return importlib.util.spec_from_file_location(name, self.path, loader=loader)


def code(mutant: Mutant) -> int:
    """Return pytest's exit code for a mutant, 0 if its tests pass. Only ever run in a fork."""

    def late(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    with Path(os.devnull).open("w") as nothing:
        os.dup2(nothing.fileno(), 1)
        os.dup2(nothing.fileno(), 2)
    signal.signal(signal.SIGALRM, late)
    signal.alarm(LIMIT)
    sys.meta_path.insert(0, _Instead(mutant))
    tests = [one for one in mutant.tests if (ROOT / one).exists()]
    try:
        options = ["-x", "-q", "--assert=plain", "-p", "no:cacheprovider"]
        return int(pytest.main([*options, *tests], plugins=[_Quick()]))
    except KeyboardInterrupt:
        return int(pytest.ExitCode.INTERRUPTED)


def alive(these: Sequence[Mutant], jobs: int) -> list[Mutant]:
    """Return the mutants that no test finds; raise ValueError if the tests fail without any."""
    _load_libraries()
    with multiprocessing.get_context("fork").Pool(jobs, maxtasksperchild=1) as pool:
        kept = {one.module: Mutant(one.module, 0, "", _source(one.module)) for one in these}
        for module, failed in zip(kept, pool.map(code, kept.values(), 1), strict=True):
            if failed:
                raise ValueError(f"the tests of {module} fail as it stands")
        lived = []
        for i, (one, found) in enumerate(zip(these, pool.imap(code, these, 1), strict=True), 1):
            print(f"\r{i} of {len(these)}, {len(lived)} alive", end="", file=sys.stderr)
            if not found:
                lived.append(one)
        print(file=sys.stderr)
    return lived


def _load_libraries() -> None:
    """Import what the house imports, and let go of the house: forks import it anew."""
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT)]
    for name in ("measurealign", "measurealign.alignment", "measurealign.cli", "hypothesis"):
        importlib.import_module(name)
    for name in [one for one in sys.modules if one.partition(".")[0] == "measurealign"]:
        del sys.modules[name]


#: A row of the table in docs/method.md: module, mutants, found.
_ROW = re.compile(r"^\| `([\w/.]+\.py)` \| (\d+) \| (\d+) \|", re.MULTILINE)
Counts = dict[str, tuple[int, int]]


def counts(these: Sequence[Mutant], lived: Iterable[Mutant]) -> Counts:
    """Return for each module how many mutants were made, and how many the tests found."""
    made, left = Counter(one.module for one in these), Counter(one.module for one in lived)
    return {module: (count, count - left[module]) for module, count in made.items()}


def table(told: Counts) -> str:
    """Return the score, and the table of the modules, as they stand in docs/method.md."""
    made, found = (sum(one[at] for one in told.values()) for at in (0, 1))
    lines = [f"mutation score {_percent(found, made)}: {found} of {made} mutants are found.", "",
             "| rules | mutants | found | score |", "|---|---|---|---|"]  # fmt: skip
    lines += [
        f"| `{module}` | {told[module][0]} | {told[module][1]} | "
        f"{_percent(told[module][1], told[module][0])} |"
        for module in MODULES
        if module in told
    ]
    return "\n".join(lines)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %"


def write(told: Counts) -> None:
    """Put the modules that were tried into the table of docs/method.md; other rows stay."""
    before, rest = PAGE.read_text(encoding="utf-8").split(HEAD, 1)
    section, mark, after = rest.partition("\n## ")
    words = section.split("mutation score", 1)[0]
    known = {row[1]: (int(row[2]), int(row[3])) for row in _ROW.finditer(section)}
    text = f"{before}{HEAD}{words}{table(known | told)}\n{mark}{after}"
    PAGE.write_text(text, encoding="utf-8")


def main() -> int:
    """Run mutants; 1 if a named one lives."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("--sample", type=int, help="so many mutants by lot")
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--named", action="store_true", help="only the table of named mutations")
    ask.add_argument("--only", default="", help="only modules whose path has this in it")
    ask.add_argument("--jobs", type=int, default=2)
    told = ask.parse_args()
    modules = [one for one in MODULES if told.only in one]
    these = [*named()] if told.named else [each for one in modules for each in mutants(one)]
    if told.sample and told.sample < len(these):
        lot = random.Random(told.seed).sample(range(len(these)), told.sample)
        these = [these[i] for i in sorted(lot)]
    lived = alive(these, told.jobs)
    found = counts(these, lived)
    print("\n".join(one.says for one in lived), table(found), sep="\n\n")
    if not (told.named or told.sample):
        write(found)
    return int(told.named and bool(lived))


if __name__ == "__main__":
    sys.exit(main())

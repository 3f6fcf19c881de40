"""The house: rooms know only what is below them, names stand once, modules stay short.

import-linter holds the order of the rooms (`make lint`); here is what it cannot say.
"""

import ast
import tomllib
from collections import defaultdict
from pathlib import Path

import grimp
import networkx as nx
import pytest

import measurealign
from measurealign.catalog.identifiers import NUMBERED
from measurealign.version import __version__

HOUSE = Path(measurealign.__file__).parent
ROOT = HOUSE.parent
#: Most modules at the top of the package, beside crosswalk.py and scoring.py.
MOST_LOOSE = 8
#: Lines that a module may have.
MOST_LINES = 250
#: Lines that the body of a function may have.
MOST_IN_ONE = 25


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("measurealign", cache_dir=None)


def rooms() -> list[str]:
    """The layers of pyproject.toml, top first, each a list of rooms."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = told["tool"]["importlinter"]["contracts"][0]["layers"]
    return [layer.replace("(", "").replace(")", "").split(" | ") for layer in layers]


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def test_only_the_top_uses_the_packages_own_door(graph: grimp.ImportGraph) -> None:
    """The contracts of import-linter say which room knows which; the package itself is no room."""
    layers = rooms()
    ui = next(at for at, layer in enumerate(layers) if "cli" in layer)
    top = {name for layer in layers[: ui + 1] for name in layer}
    through = graph.find_modules_that_directly_import("measurealign")
    assert through, "the command line and the screens do"
    assert not {module for module in through if room(module) not in top}


def circles(arrows: set[tuple[str, str]]) -> list[list[str]]:
    return list(nx.simple_cycles(nx.DiGraph(arrows)))


def test_no_circle(graph: grimp.ImportGraph) -> None:
    arrows = {
        (module, to)
        for module in graph.modules
        for to in graph.find_modules_directly_imported_by(module)
    }
    assert not circles(arrows)


def test_no_circle_between_the_rooms_of_a_room(graph: grimp.ImportGraph) -> None:
    """Alignment's and the screens' rooms, too, are read from one end to the other."""
    arrows: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for module in graph.modules:
        for to in graph.find_modules_directly_imported_by(module):
            ours, theirs = module.split("."), to.split(".")
            for depth in range(1, min(len(ours), len(theirs))):
                if ours[:depth] == theirs[:depth] and ours[depth] != theirs[depth]:
                    arrows[".".join(ours[:depth])].add((ours[depth], theirs[depth]))
    assert not {name: found for name, each in arrows.items() if (found := circles(each))}


def test_few_modules_stand_at_the_top() -> None:
    loose = {path.stem for path in HOUSE.glob("*.py")} - {"crosswalk", "scoring"}
    assert len(loose) <= MOST_LOOSE, sorted(loose)


def test_every_room_has_its_place() -> None:
    known = {name for layer in rooms() for name in layer}
    here = {path.stem for path in HOUSE.glob("*.py")} - {"__init__"}
    here |= {path.parent.name for path in HOUSE.glob("*/__init__.py")}
    assert here <= known


def test_the_numberings_of_ids_are_written_out_once() -> None:
    """So that a new one is a line there, and not in each table that reads them."""
    listed = {
        path.relative_to(HOUSE).as_posix()
        for path in HOUSE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Tuple | ast.List | ast.Set)
        and {one.value for one in node.elts if isinstance(one, ast.Constant)} >= {*NUMBERED}
    }
    assert listed == {"model/words.py"}


def test_modules_are_short() -> None:
    lines = {
        path.relative_to(HOUSE).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in HOUSE.rglob("*.py")
    }
    assert not {name for name, count in lines.items() if count > MOST_LINES}


def test_a_function_does_one_thing() -> None:
    long = [
        f"{path.relative_to(HOUSE)}:{node.lineno}: {node.name}"
        for path in sorted(HOUSE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _body(node) > MOST_IN_ONE
    ]
    assert not long


def _body(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function's body, its docstring aside."""
    told = node.body[1:] if ast.get_docstring(node) else node.body
    return (told[-1].end_lineno or 0) - told[0].lineno + 1 if told else 0


def test_only_one_room_knows_the_solver() -> None:
    knows = [path for path in HOUSE.rglob("*.py") if "scipy.optimize" in path.read_text("utf-8")]
    assert {path.relative_to(HOUSE).parent.as_posix() for path in knows} == {"alignment/optimize"}


def test_the_version_is_told_once() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert told["project"]["dynamic"] == ["version"]
    assert told["tool"]["hatch"]["version"]["path"] == "measurealign/version.py"
    assert measurealign.__version__ == __version__


def test_catalog_has_one_spelling() -> None:
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")]
    code = [path for path in HOUSE.rglob("*.py") if path.parent.name != "matching"]
    other = [path.name for path in (*pages, *code) if "atalogue" in path.read_text("utf-8")]
    assert not other


def test_the_name_of_a_type_has_one_meaning() -> None:
    """Classes, and the words and values that fields may have (`Literal`, `Annotated`)."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(HOUSE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        named = [(node.name, node.lineno) for node in ast.walk(tree)
                 if isinstance(node, ast.ClassDef)]  # fmt: skip
        for name, line in (*named, *_aliases(tree)):
            found[name.lstrip("_")].append(f"{path.relative_to(HOUSE)}:{line}")
    assert not {name: where for name, where in found.items() if len(where) > 1}


def _aliases(tree: ast.Module) -> list[tuple[str, int]]:
    """Return the types of fields that a module gives a name, and their lines."""
    return [
        (node.targets[0].id, node.lineno)
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and not node.targets[0].id.isupper()  # an option of the command line is no type
        and isinstance(node.value, ast.Subscript)
        and isinstance(node.value.value, ast.Name)
        and node.value.value.id in ("Literal", "Annotated")
    ]

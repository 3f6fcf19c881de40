"""Run the notebook docs/tour.ipynb: `python tests/tour.py` (make docs) writes its outputs anew."""

import ast
import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

TOUR = Path(__file__).parents[1] / "docs" / "tour.ipynb"


def read() -> dict[str, Any]:
    """Return the notebook."""
    return json.loads(TOUR.read_text(encoding="utf-8"))


def run(book: dict[str, Any]) -> dict[str, Any]:
    """Return the notebook with the outputs of its cells, run from the first to the last."""
    names: dict[str, Any] = {}
    cells, count = [], 0
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            count += 1
            outputs = _outputs("".join(cell["source"]), names, count)
            cell = {**cell, "execution_count": count, "outputs": outputs}
        cells.append(cell)
    return {**book, "cells": cells}


def _outputs(source: str, names: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """Run one cell; return what it prints, and its last expression as text and as HTML."""
    body = ast.parse(source).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    printed, value = io.StringIO(), None
    with redirect_stdout(printed):
        exec(compile(ast.Module(body, []), "tour", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "tour", "eval"), names)
    outputs: list[dict[str, Any]] = []
    if printed.getvalue():
        outputs.append(
            {"output_type": "stream", "name": "stdout", "text": _lines(printed.getvalue())}
        )
    if value is not None:
        data = {"text/plain": _lines(repr(value))}
        if hasattr(value, "_repr_html_"):
            data["text/html"] = _lines(value._repr_html_())
        outputs.append({"output_type": "execute_result", "execution_count": count,
                        "metadata": {}, "data": data})  # fmt: skip
    return outputs


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


if __name__ == "__main__":
    text = json.dumps(run(read()), indent=1, ensure_ascii=False) + "\n"
    TOUR.write_text(text, encoding="utf-8")

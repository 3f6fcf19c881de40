"""Where the data that ship with measurealign lie: beside the package, or inside the wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def data_folder() -> Path:
    """Return the folder with measure_sets/, presets/ and the other shipped data."""
    inside = _PACKAGE / "data"
    return inside if inside.is_dir() else _PACKAGE.parent / "data"


def app_file() -> Path:
    """Return the Streamlit entry script."""
    inside = _PACKAGE / "app.py"
    return inside if inside.is_file() else _PACKAGE.parent / "app.py"

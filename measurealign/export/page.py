"""Pages to print, as HTML: one house of templates that escapes every text."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template


@cache
def page(name: str) -> Template:
    """Return a page to print, by the path of its template below export/."""
    place = FileSystemLoader(Path(__file__).parent)
    house = Environment(
        autoescape=True, loader=place, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return house.get_template(name)

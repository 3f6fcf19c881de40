"""Small pictures for a printed page, as inline SVG: a heat map and a bar."""

from collections.abc import Sequence
from html import escape

from numpy.typing import NDArray


def heat_map(labels: Sequence[str], below: NDArray, above: NDArray) -> str:  # type: ignore[type-arg]
    """Return a square map of shares (0-1): one matrix below the diagonal, one above it."""
    cell, left, top = (52 if len(labels) < 6 else 34), 120, 8
    size = len(labels) * cell
    width, height = left + size + 6, top + size + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-label="Overlap of the sets" '
        'font-family="Arial, sans-serif" font-size="9">'
    ]
    for i, label in enumerate(labels):
        y, across = top + i * cell, left + i * cell + cell / 2
        middle = y + cell / 2 + 3
        parts.append(f'<text x="{left - 6}" y="{middle}" text-anchor="end">{_short(label)}</text>')
        below_map = top + size + 13
        parts.append(f'<text x="{across}" y="{below_map}" text-anchor="middle">{_letter(i)}</text>')
        for j in range(len(labels)):
            value = None if i == j else float(below[i, j] if j < i else above[i, j])
            parts.append(_cell(left + j * cell, y, cell, value, _letter(i)))
    return "".join([*parts, "</svg>"])


def _cell(x: float, y: float, cell: float, value: float | None, letter: str) -> str:
    """Return one square with its share, or with the set's letter on the diagonal."""
    text = letter if value is None else f"{100 * value:.0f}"
    fill = "#e8ecf1" if value is None else shade(value)
    ink = "#ffffff" if value is not None and value > 0.55 else "#1d2733"
    return (
        f'<rect x="{x}" y="{y}" width="{cell - 1}" height="{cell - 1}" fill="{fill}"/>'
        f'<text x="{x + cell / 2}" y="{y + cell / 2 + 3}" text-anchor="middle" '
        f'fill="{ink}">{text}</text>'
    )


def _letter(at: int) -> str:
    return chr(65 + at) if at < 26 else str(at + 1)


def shade(value: float) -> str:
    """Return the colour of a share: white at 0, deep blue at 1.

    >>> shade(0.0), shade(1.0)
    ('#ffffff', '#1f5f99')
    """
    share = min(max(value, 0.0), 1.0)
    mixed = (round(255 + (end - 255) * share) for end in (31, 95, 153))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def bar(share: float) -> str:
    """Return a share (0-1) as a small bar with its percentage."""
    width = round(60 * min(max(share, 0.0), 1.0), 1)
    return (
        '<svg width="100" height="11" viewBox="0 0 100 11" font-family="Arial, sans-serif" '
        f'font-size="9"><rect width="60" height="9" y="1" fill="#e8ecf1"/>'
        f'<rect width="{width}" height="9" y="1" fill="#1f5f99"/>'
        f'<text x="64" y="9">{100 * share:.0f} %</text></svg>'
    )


def _short(label: str) -> str:
    text = label if len(label) <= 24 else label[:23].rstrip() + "…"
    return escape(text, quote=True)

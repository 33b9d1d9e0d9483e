"""Writes the table of contrasts in accessibility.md, from the themes and the palettes that the tests take.

Run it with: uv run python docs/make_contrast.py
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.color import ColorSystem

from made_part import framed, put, table

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from kneetui.ui.themes import CONTRAST, DARK, LIGHT, THEMES  # noqa: E402
from tests.ui.contrast import DEFAULTS, PALETTES, as_sent, contrast, number, pairs  # noqa: E402

if TYPE_CHECKING:
    from textual.theme import Theme

BEGIN = "<!-- The contrasts below are made by docs/make_contrast.py -->"
END = "<!-- The end of the contrasts. -->"
PAGE = ROOT / "docs/accessibility.md"


def contrasts() -> str:
    """The least contrast of any ink on any paper, for each theme and number of colours, with the marks around it."""
    rows = [(theme.name, colours, f"{least:.2f}:1") for theme in THEMES for colours, least in _least(theme)]
    default = min(contrast(*colours) for colours in DEFAULTS.values())
    rows.append(("the terminal's own two colours", "as they are there", f"{default:.2f}:1"))
    return framed(BEGIN, table(("Theme", "Colours", "Least contrast of a pair"), rows), END)


def _least(theme: Theme) -> list[tuple[str, float]]:
    if theme in (DARK, LIGHT, CONTRAST):
        return [
            (
                words,
                min(contrast(as_sent(ink, system), as_sent(paper, system)) for ink, paper in pairs(theme)),
            )
            for words, system in (("24 bits", ColorSystem.TRUECOLOR), ("256", ColorSystem.EIGHT_BIT))
        ]
    if any("default" in ink for ink, _ in pairs(theme)):
        return []
    return [
        (
            f"16, {name}",
            min(contrast(colours[number(ink)], colours[number(paper)]) for ink, paper in pairs(theme)),
        )
        for name, colours in ((name, palette.split()) for name, palette in PALETTES.items())
    ]


if __name__ == "__main__":
    put(PAGE, contrasts())

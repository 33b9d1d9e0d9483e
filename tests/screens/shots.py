"""The sizes and themes every screen is pictured in."""

from __future__ import annotations

import pytest

SIZES = [(80, 24), (120, 40)]
SMALL = (60, 20)
THEMES = ["dark", "light"]

every_size = pytest.mark.parametrize(
    ("size", "theme"),
    [pytest.param(size, theme, id=f"{size[0]}x{size[1]}-{theme}") for size in SIZES for theme in THEMES],
)
"""80x24 and 120x40, dark and light: gives ``size`` and ``theme``."""

every_size_and_small = pytest.mark.parametrize(
    ("size", "theme"),
    [
        *(pytest.param(size, theme, id=f"{size[0]}x{size[1]}-{theme}") for size in SIZES for theme in THEMES),
        pytest.param(SMALL, "dark", id="60x20-dark"),
    ],
)
"""The same and 60x20, for the main screens."""

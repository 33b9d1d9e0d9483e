"""The sizes and themes every screen is pictured in."""

from __future__ import annotations

import pytest

from kneetui.testing.screens import SIZES, SMALL, THEMES, every_size

__all__ = ["SIZES", "SMALL", "THEMES", "every_size", "every_size_and_small"]

every_size_and_small = pytest.mark.parametrize(
    ("size", "theme"),
    [
        *(pytest.param(size, theme, id=f"{size[0]}x{size[1]}-{theme}") for size in SIZES for theme in THEMES),
        pytest.param(SMALL, "dark", id="60x20-dark"),
    ],
)
"""The same and 60x20, for the main screens."""

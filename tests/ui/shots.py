"""The sizes every screen is pictured in; ``snap_app`` takes the pictures in each theme."""

from __future__ import annotations

import pytest

from kneetui.testing.screens import SIZES, SMALL, THEMES

__all__ = ["SIZES", "SMALL", "THEMES", "every_size", "every_size_and_small"]


def _sizes(*sizes: tuple[int, int]) -> pytest.MarkDecorator:
    names = [f"{width}x{height}" for width, height in sizes]
    return pytest.mark.parametrize("size", sizes, ids=names)


every_size = _sizes(*SIZES)
every_size_and_small = _sizes(*SIZES, SMALL)
"""The same and 60x20, for the main screens."""

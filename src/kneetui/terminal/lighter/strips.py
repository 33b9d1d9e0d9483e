"""Lines that make room for what is remembered of them once there is something.

Textual makes seven caches for each line that is painted, and most lines use one of them or none. Leans on internals of
Textual, which is pinned; a test stands guard.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from rich.segment import Segment
from textual.cache import FIFOCache
from textual.strip import Strip

SIZES: Final = {
    "_divide_cache": 4,
    "_crop_cache": 16,
    "_style_cache": 16,
    "_filter_cache": 4,
    "_line_length_cache": 4,
    "_crop_extend_cache": 4,
    "_offsets_cache": 4,
}
"""How much each cache of a line holds."""

of_textual: Final = Strip.__init__
"""How Textual itself makes a line."""


def _make(strip: Strip, segments: Iterable[Segment], cell_length: int | None = None) -> None:
    strip._segments = list(segments)
    strip._cell_length = cell_length
    strip._render_cache = None
    strip._link_ids = None
    strip._cell_count = None


def _cache(strip: Strip, name: str) -> FIFOCache[Any, Any]:
    """The cache of this name, which nobody has asked for yet."""
    if name not in SIZES:
        raise AttributeError(name)
    cache: FIFOCache[Any, Any] = FIFOCache(SIZES[name])
    setattr(strip, name, cache)
    return cache


def use() -> None:
    """Let every line be made this way."""
    Strip.__init__ = _make  # type: ignore[assignment, method-assign]
    Strip.__getattr__ = _cache  # type: ignore[attr-defined]

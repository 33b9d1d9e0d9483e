"""No colours, in every theme. Leans on internals of Textual, which is pinned; a test stands guard."""

from __future__ import annotations

from textual.filter import LineFilter, Monochrome, NoColor


def without_color(filters: list[LineFilter], *, native: bool) -> list[LineFilter]:
    """The filters of an app that was started with ``NO_COLOR``, for the theme it has now.

    Textual chooses once, before it knows the theme: grey for its own colours, which makes the colours of the terminal
    (``native``) black on black.
    """
    chosen = NoColor() if native else Monochrome()
    return [chosen if isinstance(one, NoColor | Monochrome) else one for one in filters]

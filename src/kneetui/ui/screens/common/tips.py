"""A screen with tips to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from kneetui.ui.screens.common.text_screen import ReadingScreen, titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kneetui.content.model import Library, Tip


def tip_words(library: Library, tip: Tip, heading: str = "") -> Content:
    """A tip with its note and sources, and a heading above it."""
    pieces = [(f"{heading}\n", "bold $primary")] if heading else []
    pieces += [(f"{tip.title}\n", "bold"), (tip.text, "")]
    if tip.note:
        pieces.append((f"\nNote: {tip.note}", "$muted"))
    where = titles(library.sources, tip.source)
    if where:
        pieces.append((f"\n{where}", "$muted"))
    return Content.assemble(*pieces)


class TipsScreen(ReadingScreen[None]):
    """Reads some tips, one after another."""

    def __init__(self, library: Library, title: str, tips: Sequence[Tip]) -> None:
        super().__init__()
        self.library, self.title_words, self.tips = library, title, tuple(tips)

    def on_mount(self) -> None:
        """The title is that of the place it was opened from."""
        super().on_mount()
        self.say(title=self.title_words)

    def paragraphs(self) -> Iterable[Content]:
        """See :meth:`ReadingScreen.paragraphs`."""
        yield from (tip_words(self.library, tip) for tip in self.tips)

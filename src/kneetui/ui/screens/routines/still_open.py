"""A page to read, or to show the coach: what can still be done today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from kneetui.config.wording import count
from kneetui.ui.screens.common.text_screen import ReadingScreen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneetui.services.training.still_open import StillOpen


class StillOpenScreen(ReadingScreen[None]):
    """Ends when Esc leads back to the room."""

    heading = "What I can still do"

    def __init__(self, still: StillOpen) -> None:
        super().__init__()
        self.still = still

    def paragraphs(self) -> Iterable[Content]:
        """See :meth:`ReadingScreen.paragraphs`."""
        still = self.still
        if still.advised:
            yield Content.assemble(("Today: ", "bold"), still.advised)
        if still.reasons:
            yield Content.assemble(("Held back because\n", "bold $primary"), "\n".join(still.reasons))
        sports = [f"✓ {sport}" for sport in still.sports] + [
            f"■ {sport}: waits" for sport in still.closed_sports
        ]
        yield Content.assemble(("Sport\n", "bold $primary"), "\n".join([*sports, *still.limits]))
        for name, open_names, waiting in still.loads:
            waits = f"{count(waiting, 'exercise')} waiting" if waiting else ""
            text = ", ".join(open_names) or "none for now"
            yield Content.assemble((f"{name}  ", "bold"), (waits, "$muted"), f"\n{text}")

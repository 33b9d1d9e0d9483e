"""The stretch of the diary that its room shows; a diary that cannot be read says so, and the list goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from kneetui.diary.entries import Entry
    from kneetui.services.diary.browsing.browser import DiaryView


class ShownStretch:
    """What a list of entries asks for. ``view`` is ``None`` while nothing can be read; ``explained`` says why."""

    def __init__(
        self, view: Callable[[], DiaryView | None], explained: Callable[[], AbstractContextManager[None]]
    ) -> None:
        self._view, self._explained = view, explained

    def entries(self) -> Sequence[Entry]:
        """What was read so far."""
        view = self._view()
        return view.entries() if view else ()

    def older(self) -> Sequence[Entry]:
        """More at the end."""
        view = self._view()
        with self._explained():
            return view.older() if view else ()
        return ()

    def newer(self) -> Sequence[Entry]:
        """More at the beginning."""
        view = self._view()
        with self._explained():
            return view.newer() if view else ()
        return ()

    def oldest(self) -> bool:
        """Go to the very end."""
        view = self._view()
        with self._explained():
            return view is not None and view.oldest()
        return False

    def newest(self) -> bool:
        """Go to the very beginning."""
        view = self._view()
        with self._explained():
            return view is not None and view.newest()
        return False

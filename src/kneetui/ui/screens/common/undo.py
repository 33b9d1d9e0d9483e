"""What the key for undo does in every room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.diary.errors import DiaryError
from kneetui.services.diary import undo

if TYPE_CHECKING:
    from kneetui.services.diary.undo import Undone
    from kneetui.ui.screens.common.base import KneeScreen


def take_back(screen: KneeScreen[None]) -> Undone | None:
    """Take back the last change of the diary; if that cannot be, say why. ``None`` if nothing was taken back."""
    try:
        return undo.take_back(screen.services)
    except (DiaryError, OSError) as error:
        screen.app.show_error(error)
    return None


def take_back_and_tell(screen: KneeScreen[None]) -> bool:
    """As :func:`take_back`, and say in words what was taken back. Whether anything was."""
    undone = take_back(screen)
    if undone:
        taken = f"{undone.words[:1].upper()}{undone.words[1:]}."
        screen.notify(" ".join((taken, *undone.released)), markup=False)
    return undone is not None

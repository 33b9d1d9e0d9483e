"""What the keys for undo and redo do in every room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from kneetui.diary.errors import DiaryError
from kneetui.services.diary import undo
from kneetui.ui.screens.common.base import KneeScreen, Result

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneetui.services.container import Services
    from kneetui.services.diary.undo import UndoStep
    from kneetui.ui.context import AppContext


def undo_keys(screen: str, *, show: bool = True) -> tuple[Binding, Binding]:
    """The bindings of a screen for ``undo`` and ``redo``; ``show`` puts undo into the key bar."""
    return (
        Binding("z", "undo", "Undo", id=f"{screen}.undo", show=show),
        Binding("Z,ctrl+y", "redo", "Redo", id=f"{screen}.redo", show=False),
    )


def undo_words(app: AppContext, place: str) -> str:
    """That what was just done can be taken back, with the key that does so at a place."""
    return f"{app.key_of(f'{place}.undo')} takes it back."


def take_back(screen: KneeScreen[Result]) -> UndoStep | None:
    """Take back the last change of the diary; if that cannot be, say why. ``None`` if nothing was taken back."""
    return _explained(screen, undo.take_back)


def make_again(screen: KneeScreen[Result]) -> UndoStep | None:
    """Make again what was taken back last; if that cannot be, say why. ``None`` if nothing was done."""
    return _explained(screen, undo.make_again)


def tell(screen: KneeScreen[Result], step: UndoStep | None) -> bool:
    """Say in words what was taken back or made again. Whether anything was."""
    if step:
        words = f"{step.words[:1].upper()}{step.words[1:]}."
        screen.notify(" ".join((words, *step.released)), markup=False)
    return step is not None


def possible(services: Services, action: str) -> bool | None:
    """Whether ``undo`` or ``redo`` has anything to do; ``None`` for another action."""
    if action == "undo":
        return undo.possible(services)
    return undo.redo_possible(services) if action == "redo" else None


def _explained(screen: KneeScreen[Result], step: Callable[[Services], UndoStep | None]) -> UndoStep | None:
    try:
        return step(screen.services)
    except (DiaryError, OSError) as error:
        screen.app.show_error(error)
    return None

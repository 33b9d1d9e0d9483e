"""Two keys for "it was looked at": by whom, and what is allowed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from kneetui.config.about import KNEES, SIDES
from kneetui.config.wording import knee_words
from kneetui.diary.description import fields_of
from kneetui.diary.entries import ALLOWED, LOOKED_AT_BY, Entry, LookRecord
from kneetui.services.looks import held_knees, write_look
from kneetui.status.status import Status
from kneetui.ui.screens.common.base import STORAGE_ERRORS, KneeScreen
from kneetui.ui.screens.common.dialogs.choose import NumberedDialog
from kneetui.ui.screens.common.undo import undo_words
from kneetui.ui.widgets.lines.menu import Choice


async def ask_who_looked(screen: KneeScreen[None], now: Status) -> Entry | None:
    """Ask who looked at the knee and what is allowed, and write it down; ``None`` if it was left. Only in a worker."""
    knees = held_knees(now) or SIDES
    knee: str | None = knees[0]
    if len(knees) > 1:
        choices = [Choice(side, knee_words(side)) for side in KNEES]
        knee = await _ask(screen, "Which knee was looked at?", choices)
    if knee is None:
        return None
    by = await _ask(screen, f"Who looked at the {knee_words(knee)}?", list(_choices("by", LOOKED_AT_BY)), WHY)
    allowed = by and await _ask(screen, "What is allowed now?", list(_choices("allowed", ALLOWED)))
    if not by or not allowed:
        return None
    try:
        entry = await screen.app.when_free.write(partial(write_look, screen.services, knee, by, allowed))
    except STORAGE_ERRORS as error:
        screen.app.show_error(error)
        return None
    screen.notify(f"Written down for the {knee_words(knee)}. {undo_words(screen.app, 'today')}", markup=False)
    return entry


WHY = "It goes into the diary, and what the questions said before no longer decides."


async def _ask(screen: KneeScreen[None], title: str, choices: Sequence[Choice], text: str = "") -> str | None:
    return await screen.app.push_screen_wait(NumberedDialog(title, text, choices))


def _choices(name: str, ids: Sequence[str]) -> Iterator[Choice]:
    field = next(field for field in fields_of(LookRecord) if field.name == name)
    for value in ids:
        words = field.type.words(value)
        yield Choice(value, f"{words[:1].upper()}{words[1:]}")

"""A morning in three keys: pain, swelling, painkillers; and the pain of a session in one."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from kneetui.config.about import KNEES
from kneetui.config.wording import near_day_words
from kneetui.diary.entries import SWELLINGS
from kneetui.services.mornings import PAINKILLER, write_morning, write_session_pain
from kneetui.status.results import sides_of
from kneetui.ui.screens.common.base import STORAGE_ERRORS, KneeScreen
from kneetui.ui.screens.common.dialogs.choose import NumberedDialog
from kneetui.ui.screens.today.morning_pain import MorningPain, PainDialog
from kneetui.ui.widgets.lines.menu import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneetui.diary.entries import Entry
    from kneetui.status.due import Due

BOTH = KNEES[-1]


async def ask_mornings(screen: KneeScreen[None], day: date, knees: Sequence[str]) -> Entry | None:
    """Ask for a morning until every one of ``knees`` has its answer; the last that was written down, or ``None``.

    One answer may stand for both knees. Only in a worker.
    """
    written: Entry | None = None
    missing = tuple(knees)
    while missing:
        entry = await ask_morning(screen, day, missing[0] if len(missing) == 1 else "", BOTH)
        if entry is None:
            return written
        written, missing = entry, tuple(knee for knee in missing if knee not in sides_of(entry.knee))
    return written


async def ask_morning(screen: KneeScreen[None], day: date, knee: str, other: str) -> Entry | None:
    """Ask for the pain, then for swelling and painkillers, and write it down at once; ``None`` if it was left.

    ``knee`` is the one to ask about; empty to ask which, beginning at ``other``. Esc on the later questions leaves
    them open. If the diary refuses, the number stays. Only in a worker.
    """
    answer: MorningPain | None = None
    today = screen.services.now().date()
    when = "this morning" if day == today else f"on the morning of {near_day_words(day, today)}"
    hint = f"at its worst {'since' if day == today else 'after'} getting up"
    while True:
        dialog = PainDialog(f"How was the knee {when}?", hint, knee, other, answer)
        answer = await screen.app.push_screen_wait(dialog)
        if answer is None:
            return None
        swelling = await _swelling(screen)
        medication = await _painkiller(screen) if swelling else ""
        try:
            return await screen.app.when_free.write(
                partial(write_morning, screen.services, day, answer.knee, answer.pain, swelling, medication)
            )
        except STORAGE_ERRORS as error:
            screen.app.show_error(error)


async def ask_session_pain(screen: KneeScreen[None], due: Due) -> Entry | None:
    """Ask how the knee was in a session, and add it to its entry; ``None`` if it was left. Only in a worker."""
    if due.after is None:
        return None
    answer: MorningPain | None = None
    while True:
        dialog = PainDialog(
            "How was the knee in the session?", "at its worst in it", due.after.knee, "", answer
        )
        answer = await screen.app.push_screen_wait(dialog)
        if answer is None:
            return None
        try:
            return await screen.app.when_free.write(
                partial(write_session_pain, screen.services, due.after.id, answer.pain)
            )
        except STORAGE_ERRORS as error:
            screen.app.show_error(error)


async def _swelling(screen: KneeScreen[None]) -> str | None:
    choices = [Choice(swelling, swelling.capitalize()) for swelling in SWELLINGS]
    return await screen.app.push_screen_wait(NumberedDialog("Is the knee swollen?", "", choices))


async def _painkiller(screen: KneeScreen[None]) -> str:
    text = "It hides what the knee would say, so a morning with one is not yet a good one."
    choices = [Choice("", "None"), Choice(PAINKILLER, "Yes, since yesterday")]
    dialog = NumberedDialog("Was a painkiller taken?", text, choices)
    return await screen.app.push_screen_wait(dialog) or ""

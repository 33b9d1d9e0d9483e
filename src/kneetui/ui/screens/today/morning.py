"""This morning in three keys: pain, swelling, painkillers."""

from __future__ import annotations

from kneetui.diary.entries import SWELLINGS, Entry
from kneetui.ui.screens.common.base import STORAGE_ERRORS, KneeScreen
from kneetui.ui.screens.common.look import NumberedDialog
from kneetui.ui.screens.today.morning_pain import MorningDialog, MorningPain
from kneetui.ui.widgets.lines.menu import Choice

PAINKILLER = "painkiller"
"""What stands in the diary if somebody took one, whichever it was."""


async def ask_morning(screen: KneeScreen[None], knee: str, other: str) -> Entry | None:
    """Ask for the pain, then for swelling and painkillers, and write it down at once; ``None`` if it was left.

    Esc on the later questions leaves them open. If the diary refuses, the number stays. Only in a worker.
    """
    answer: MorningPain | None = None
    while True:
        answer = await screen.app.push_screen_wait(MorningDialog(knee, other, answer))
        if answer is None:
            return None
        swelling = await _swelling(screen)
        entry = Entry(
            screen.services.now(),
            answer.knee,
            pain_morning=answer.pain,
            swelling=swelling,
            medication=await _painkiller(screen) if swelling else "",
        )
        try:
            return screen.services.diary.add(entry)
        except STORAGE_ERRORS as error:
            screen.app.show_error(error)


async def _swelling(screen: KneeScreen[None]) -> str | None:
    choices = [Choice(each, each.capitalize()) for each in SWELLINGS]
    return await screen.app.push_screen_wait(NumberedDialog("Is the knee swollen?", "", choices))


async def _painkiller(screen: KneeScreen[None]) -> str:
    text = "It hides what the knee would say, so a morning with one is not yet a good one."
    choices = [Choice("", "None"), Choice(PAINKILLER, "Yes, since yesterday")]
    dialog = NumberedDialog("Did you take a painkiller?", text, choices)
    return await screen.app.push_screen_wait(dialog) or ""

"""From a result to the routine that fits it: what it is, what it asks for today, and its session."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from kneetui.cli.prompts.asking import ask
from kneetui.cli.prompts.asking.ask import LeftError
from kneetui.cli.prompts.asking.console import InputEndedError
from kneetui.cli.training.session_lines import play
from kneetui.report.routine_page import page
from kneetui.services.training.played.session_words import today_words
from kneetui.services.training.training import Training

if TYPE_CHECKING:
    from kneetui.cli.prompts.asking.console import Console
    from kneetui.services.container import Services

WAYS = {
    "play": "Play today's session",
    "read": "Read the whole routine",
    "back": "Not now: it stands first among your routines",
}


def go_to_routine(services: Services, console: Console, routine_id: str) -> None:
    """Lead to a routine until the person leaves. Raises :class:`~kneetui.diary.errors.DiaryError` or ``OSError``."""
    training = Training(services)
    routine, now = training.library.routines[routine_id], training.status()
    today = training.today(routine_id, now)
    console.say(f"{routine.name}. {routine.summary}")
    if today is not None:
        console.say(today_words(training.library, today, now))
    with contextlib.suppress(LeftError, InputEndedError):
        while (way := ask.one_of(console, "What do you want to do?", WAYS, "back")) == "read":
            console.say("\n".join(page(training.library, routine, training.progress(routine_id))))
        if way == "play":
            play(training, console, routine_id)

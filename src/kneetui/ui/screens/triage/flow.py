"""Where an interview goes on, and how other rooms get into triage."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from kneetui.config.errors import FileError
from kneetui.services.interview.interview import Interview
from kneetui.ui.screens.common.base import KneeScreen, Result


def next_screen(interview: Interview) -> Screen[Any]:
    """The screen on which an interview goes on: emergency, next question, or assessment."""
    if interview.alarm():
        from kneetui.ui.screens.triage.emergency import EmergencyScreen

        return EmergencyScreen(interview)
    if interview.step() is not None:
        from kneetui.ui.screens.triage.question import QuestionScreen

        return QuestionScreen(interview)
    from kneetui.ui.screens.triage.assessment import AssessmentScreen

    return AssessmentScreen(interview)


def keep(screen: KneeScreen[Result], interview: Interview) -> bool:
    """Keep the interview; if the disk refuses, say so on the screen and return ``False``."""
    try:
        interview.keep()
    except OSError as error:
        screen.app.show_error(FileError(f"Your answers could not be saved ({error.strerror})"))
        return False
    return True


def to_today(screen: KneeScreen[Result], message: str = "") -> None:
    """Leave a pushed screen for Today."""
    app = screen.app
    screen.dismiss(None)
    app.go("today")
    if message:
        app.notify(message, markup=False)

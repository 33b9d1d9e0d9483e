"""Where an interview goes on, and how other rooms get into triage."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from kneetui.screens.base import KneeScreen
from kneetui.screens.interview import Interview

if TYPE_CHECKING:
    from kneetui.app import KneeApp


def next_screen(interview: Interview) -> KneeScreen:
    """The screen on which an interview goes on: emergency, next question, or assessment."""
    if interview.alarm():
        from kneetui.screens.emergency import EmergencyScreen

        return EmergencyScreen(interview)
    if interview.step() is not None:
        from kneetui.screens.question import QuestionScreen

        return QuestionScreen(interview)
    from kneetui.screens.assessment import AssessmentScreen

    return AssessmentScreen(interview)


def keep(screen: KneeScreen, interview: Interview) -> bool:
    """Keep the interview; if the disk refuses, say so on the screen and return ``False``."""
    try:
        interview.keep()
    except OSError as error:
        screen.notify(f"Your answers could not be saved ({error.strerror}).", severity="error", markup=False)
        return False
    return True


def to_today(screen: KneeScreen, message: str = "") -> None:
    """Leave a pushed screen for Today."""
    app = cast("KneeApp", screen.app)
    screen.dismiss(None)
    app.action_go("today")
    if message:
        app.notify(message, markup=False)

"""An interview is kept, and its assessment saved, from a screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from kneetui.config.about import KNEES
from kneetui.config.errors import FileError
from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryError
from kneetui.services.interview import saving
from kneetui.ui.context import AppContext
from kneetui.ui.screens.common.base import KneeScreen, Result
from kneetui.ui.screens.common.dialogs.choose import NumberedDialog
from kneetui.ui.widgets.lines.menu import Choice

if TYPE_CHECKING:
    from kneetui.services.interview.interview import Interview
    from kneetui.triage.assessment import Assessment


def keep(app: AppContext, interview: Interview, *, marks: bool = False) -> bool:
    """Keep the unfinished interview; if the disk refuses or another window has it, say so and return ``False``.

    With ``marks`` only those are new, and confirmed later.
    """
    try:
        (interview.keep_marks if marks else interview.keep)()
    except DiaryError as error:
        app.show_error(error)
        return False
    except OSError as error:
        app.show_error(FileError(f"Your answers could not be saved ({error.strerror})"))
        return False
    return True


def save(
    screen: KneeScreen[Result], interview: Interview, assessment: Assessment, done: Callable[[Entry], None]
) -> None:
    """Save the assessment, asking for the knee if nobody said which; then call ``done``."""

    async def wait(knee: str) -> None:
        try:
            entry = await screen.app.when_free.write(partial(saving.save, interview, assessment, knee))
        except DiaryError as error:
            screen.app.show_error(error)
            return
        done(entry)

    def write(knee: str | None) -> None:
        if knee is not None:
            screen.run_worker(wait(knee), group="save", exclusive=True)

    if interview.knee in KNEES:
        write(interview.knee)
        return
    choices = [Choice(side, side.capitalize()) for side in KNEES]
    screen.app.push_screen(NumberedDialog("Save", "Which knee is it about?", choices), write)

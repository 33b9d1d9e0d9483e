"""Triage, from the first question to the diary: shows a screen and decides what comes next."""

from __future__ import annotations

from datetime import datetime

from kneetui.services.interview import recall, screening, start
from kneetui.services.interview.interview import Interview, Place
from kneetui.services.interview.names import DRAFT
from kneetui.ui.context import AppContext, Room, TriageRequest
from kneetui.ui.screens.common.dialogs.take_over import have_draft
from kneetui.ui.screens.common.stage import Stage
from kneetui.ui.screens.triage.save import keep
from kneetui.ui.widgets.lines.menu import Choice

RECALL = "Just to see whether it arrived. <dialog.close> passes over it."

AGAIN = "Not quite. Your result says:"

SAVED = "Your answers are saved. Triage (<go.triage>) goes on where you stopped."


async def triage(app: AppContext, interview: Interview, *, own_words: bool = False) -> None:
    """Ask on until the person leaves; another knee or problem is an interview of its own, right after.

    With ``own_words`` it begins with what the person says.
    """
    going: Interview | None = interview
    app.key_guard.answered()
    with Stage(app, "triage") as stage:
        if own_words and not await _own_words(stage, interview):
            return
        while going is not None:
            going = await _interview(stage, going)


async def warning_signs(app: AppContext, room: Room) -> bool:
    """Ask the page of warning signs for itself; whether nothing on it stands in the way of exercises.

    If something does, the interview goes on from there, in its own room.
    """
    from kneetui.ui.screens.triage.question import QuestionScreen

    if not await have_draft(app, DRAFT):
        return False
    interview = screening.interview(app.services)
    if not screening.answered(interview):
        with Stage(app, room) as stage:
            if await stage.show(QuestionScreen(interview, page=screening.page(app.services))) != "answered":
                app.services.drafts.release(DRAFT)
                return False
    if screening.passed(interview):
        screening.remember(interview)
        app.services.drafts.release(DRAFT)
        return True
    await app.open_triage(TriageRequest(kind="resume"))
    return False


async def read_assessment(app: AppContext, interview: Interview, past: datetime) -> None:
    """Read an assessment of the diary again."""
    from kneetui.ui.screens.triage.assessment import AssessmentScreen

    with Stage(app, "triage") as stage:
        await stage.show(AssessmentScreen(interview, past=past))


async def _own_words(stage: Stage, interview: Interview) -> bool:
    from kneetui.ui.screens.triage.own_words import OwnWordsScreen

    return await stage.show(OwnWordsScreen(interview)) is not None


async def _interview(stage: Stage, interview: Interview) -> Interview | None:
    """Lead through one interview; the one to go on with, if there is another."""
    place: Place | Interview | None = interview.place()
    while place is not None:
        if place == "emergency":
            place = await _emergency(stage, interview)
        elif place == "question":
            place = await _questions(stage, interview)
        elif place == "assessment":
            shown = _assessment if interview.nothing_else() else _before_result
            place = await shown(stage, interview)
        else:
            return place
    return None


async def _emergency(stage: Stage, interview: Interview) -> Place | None:
    from kneetui.ui.screens.triage.emergency import EmergencyScreen

    choice = await stage.show(EmergencyScreen(interview))
    if choice == "back":
        interview.back()
    elif choice == "on":
        interview.go_on()
    else:
        return choice
    keep(stage.app, interview)
    return interview.place()


async def _questions(stage: Stage, interview: Interview) -> Place | None:
    from kneetui.ui.screens.triage.own_words import OwnWordsScreen
    from kneetui.ui.screens.triage.question import QuestionScreen
    from kneetui.ui.screens.triage.review import ReviewScreen

    ending = await stage.show(
        QuestionScreen(
            interview,
            answers=lambda: ReviewScreen(interview),
            words=lambda: OwnWordsScreen(interview),
        )
    )
    if ending == "leave":
        stage.app.go("today")
        stage.app.notify(stage.app.with_keys(SAVED), markup=False)
    return interview.place() if ending == "answered" else None


async def _recall(stage: Stage, interview: Interview) -> None:
    """Ask whether the result arrived; a wrong answer shows it again, and Esc passes over the rest."""
    from kneetui.ui.screens.common.dialogs.choose import NumberedDialog

    interview.recalled = True
    if not interview.saved:
        keep(stage.app, interview)
    for question in recall.questions(interview, interview.assess()):
        choices = [Choice(str(number), answer) for number, answer in enumerate(question.answers)]
        text = RECALL
        while (answer := await stage.show(NumberedDialog(question.text, text, choices))) != str(
            question.right
        ):
            if answer is None:
                return
            text = f"{AGAIN} {question.answers[question.right]}"


async def _before_result(stage: Stage, interview: Interview) -> Place | None:
    from kneetui.ui.screens.triage.before_result import BeforeResultScreen

    ending = await stage.show(BeforeResultScreen(interview))
    if ending is None:
        return None
    if ending == "result":
        interview.close()
    keep(stage.app, interview)
    return interview.place()


async def _assessment(stage: Stage, interview: Interview) -> Place | Interview | None:
    from kneetui.ui.screens.triage.assessment import Another, AssessmentScreen

    ending = await stage.show(AssessmentScreen(interview))
    if ending is None and recall.due(interview):
        await _recall(stage, interview)
    if isinstance(ending, Another):
        other = start.another(interview.services, interview, ending.of, ending.knee)
        keep(stage.app, other)
        return other
    return interview.place() if ending == "changed" else ending

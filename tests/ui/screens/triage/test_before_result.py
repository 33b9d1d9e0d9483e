from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kneetui.ui.app import KneeApp
from kneetui.ui.screens.triage.assessment import AssessmentScreen
from kneetui.ui.screens.triage.before_result import BeforeResultScreen
from kneetui.ui.screens.triage.own_words import OwnWordsScreen
from kneetui.ui.screens.triage.question import QuestionScreen
from kneetui.ui.screens.triage.review import ReviewScreen
from kneetui.ui.screens.triage.self_exam import SelfExamScreen
from tests.ui.shots import every_size_and_small
from tests.ui.small import CALM, draft, press, small_library, to_triage, walk
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]


def through(**answers: Any) -> dict[str, dict[str, Any]]:
    """An interview whose questions are through, before its result."""
    place = {"yes": ["kneecap"], "no": ["calf"]}
    answered = {"location": place, "activity": "running", "swelling": "moderate", "side": "left"}
    raw = draft(**CALM, **{**answered, "pain_worst": 4, "duration_days": 21, **answers})
    raw["triage"]["closed"] = False
    return raw


def before_result(app: KneeApp) -> BeforeResultScreen:
    assert isinstance(app.screen, BeforeResultScreen)
    return app.screen


async def test_what_was_said_is_read_back_and_corrected_before_the_result(make_app: Make) -> None:
    app = make_app(library=small_library(), drafts=through(activity=None))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter")
        screen = before_result(app)
        assert "It is about the left knee, the kneecap, for about 3 weeks." in shown(app)
        assert "Now: clearly swollen; up to 4 of 10." in shown(app)
        await press(pilot, "2")
        assert isinstance(app.screen, ReviewScreen)
        await press(pilot, "home", *["down"] * 5, "enter", "1")
        assert isinstance(app.screen, ReviewScreen)
        await press(pilot, "escape")
        await until(pilot, lambda: "Now: not swollen; up to 4 of 10." in shown(app))
        await press(pilot, "slash")
        assert isinstance(app.screen, OwnWordsScreen)
        await press(pilot, "escape", "0", "9")
        assert app.screen is screen
        await press(pilot, "backspace")
        assert isinstance(app.screen, QuestionScreen)
        assert app.screen.asking[0].value == 21
        await press(pilot, "enter")
        assert app.screen is screen
        await press(pilot, "enter")
        assert isinstance(app.screen, AssessmentScreen)
        saved = app.services.draft("triage")
        assert saved is not None
        assert saved["closed"]


async def test_a_question_that_was_not_asked_is_answered_from_the_list(make_app: Make) -> None:
    app = make_app(drafts={"triage": {**draft(age=30)["triage"], "closed": False}})
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter")
        while isinstance(app.screen, QuestionScreen):
            await press(pilot, "u")
        screen = before_result(app)
        (first, *_) = screen.open
        assert first.text.split()[0] in shown(app)
        exam = next(iter(screen.exams.values()))
        await press(pilot, "4")
        assert isinstance(app.screen, SelfExamScreen)
        assert " ".join(shown(app).split()).count(exam.not_when[:30]) == 1
        await press(pilot, "enter")
        assert isinstance(app.screen, QuestionScreen)
        assert app.screen.only == exam.question
        await press(pilot, "t")
        assert isinstance(app.screen, SelfExamScreen)
        await press(pilot, "escape", "escape", str(4 + len(screen.exams)))
        assert isinstance(app.screen, QuestionScreen)
        assert app.screen.only == first.id
        assert "One more question" in shown(app)
        await press(pilot, "u")
        await until(pilot, lambda: app.screen is screen)
        assert first.id not in [question.id for question in screen.open]
        await press(pilot, "1")
        assert isinstance(app.screen, AssessmentScreen)
        await press(pilot, "t", "1")
        assert isinstance(app.screen, SelfExamScreen)


async def test_an_emergency_answer_leads_on_to_help(make_app: Make) -> None:
    app = make_app(library=small_library(), drafts=through())
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "a", "home", "enter", "1", "enter")
        await until(pilot, lambda: "EMERGENCY" in shown(app))


@every_size_and_small
def test_picture(snap_app: Any, make_app: Make, size: tuple[int, int]) -> None:
    """You should see the complaint in two sentences, the cursor on the result, and two other ways to go."""
    app = make_app(library=small_library(), drafts=through())
    assert snap_app(app, terminal_size=size, run_before=walk("enter"))

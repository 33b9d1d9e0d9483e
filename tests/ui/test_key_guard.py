from __future__ import annotations

import math
from collections.abc import Callable
from itertools import cycle

from hypothesis import given
from hypothesis import strategies as some
from textual.events import Key

from kneetui.ui.app import KneeApp
from kneetui.ui.key_guard import KeyGuard
from kneetui.ui.screens.triage.emergency import EmergencyScreen
from kneetui.ui.screens.triage.question import QuestionScreen
from kneetui.ui.screens.triage.review import ReviewScreen
from tests.ui.small import CALM, draft, press, small_library, to_triage
from tests.ui.waiting import until

KEYS = some.lists(
    some.tuples(some.sampled_from("12u"), some.floats(0.01, 2.0), some.booleans()), min_size=1, max_size=20
)
"""Key presses: which, how long after the one before, and whether it would answer something."""


@given(KEYS)
def test_a_key_that_answered_is_passed_over_until_another_came_or_it_rested(
    keys: list[tuple[str, float, bool]],
) -> None:
    guard, time = KeyGuard(held=0.5), 0.0
    answered, before = "", ("", 0.0)
    for key, pause, answers in keys:
        time += pause
        stopped = guard.stops(key, time)
        assert stopped == (answered == key == before[0] and time - before[1] < 0.5)
        before = (key, time)
        if not stopped:
            answered = key if answers else ""
            if answers:
                guard.answered()


def test_what_was_typed_before_something_was_shown_is_not_meant_for_it() -> None:
    guard = KeyGuard()
    guard.shown(10.0)
    assert guard.stops("1", 9.9)
    assert not guard.stops("1", 10.1)


async def test_a_digit_held_down_answers_one_question_and_leads_nowhere(
    make_app: Callable[..., KneeApp],
) -> None:
    app = make_app(library=small_library(), drafts=draft(**CALM, location=None))
    app.key_guard = KeyGuard(held=math.inf)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter")
        screen = app.screen
        assert isinstance(screen, QuestionScreen)
        await press(pilot, "2", "2", "2")
        assert len(screen.interview.asked) == len(CALM) + 2
        early = Key("1", "1")
        early.time = -1.0
        app.post_message(early)
        await press(pilot, "u")
        assert len(screen.interview.asked) == len(CALM) + 3
        assert screen.interview.asked[-1] not in screen.interview.draft.facts
        assert app.screen is screen


async def test_enter_held_on_start_answers_no_warning_sign(make_app: Callable[..., KneeApp]) -> None:
    app = make_app(library=small_library())
    app.key_guard = KeyGuard(held=math.inf)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "enter", "enter")
        assert isinstance(app.screen, QuestionScreen)
        assert not app.screen.interview.asked


async def test_no_digit_leads_out_of_a_question(make_app: Callable[..., KneeApp]) -> None:
    app = make_app(library=small_library(), drafts=draft(**CALM))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter")
        screen = app.screen
        assert isinstance(screen, QuestionScreen)
        await press(pilot, "a", *"0123456789")
        assert isinstance(app.screen, ReviewScreen)
        await press(pilot, "escape")
        presses = cycle([*"0123456789", "u"])
        while screen.is_current:
            await press(pilot, next(presses))
            assert app.current_mode == "triage"


async def test_an_emergency_takes_no_digit_and_backspace_takes_its_answer_back(
    make_app: Callable[..., KneeApp],
) -> None:
    app = make_app(library=small_library())
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "1", "enter")
        await until(pilot, lambda: isinstance(app.screen, EmergencyScreen))
        await press(pilot, *"0123456789")
        assert isinstance(app.screen, EmergencyScreen)
        assert app.current_mode == "triage"
        await press(pilot, "backspace")
        assert isinstance(app.screen, QuestionScreen)
        assert app.screen.asking[0].value is not None
        assert not app.screen.interview.asked

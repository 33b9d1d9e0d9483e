"""Places of the app, for pictures and for what stands on them.

A :data:`Place` leads a pilot there: hand it to ``snap_screen`` or ``screen_text``, to ``run_before`` of
``snap_compare``, or in a test of your own ``await place(pilot)``. It fails if there is no such question,
exercise or routine in the library.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, cast

import pytest

if TYPE_CHECKING:
    from textual.app import App
    from textual.pilot import Pilot
    from textual.screen import Screen

    from kneetui.services.interview.interview import Interview
    from kneetui.ui.app import KneeApp

Place = Callable[["Pilot[Any]"], Awaitable[None]]

SIZES = [(80, 24), (120, 40)]
"""The size everything is designed for, and a large one."""

SMALL = (60, 20)
"""The smallest size that the app is made for."""

THEMES = ["dark", "light"]

STEP, LONGEST_REST = 0.001, 0.01
"""Seconds between two looks whether something holds: none at first, then a little more each time."""

every_size = pytest.mark.parametrize(
    ("size", "theme"),
    [pytest.param(size, theme, id=f"{size[0]}x{size[1]}-{theme}") for size in SIZES for theme in THEMES],
)
"""80x24 and 120x40, dark and light: gives ``size`` and ``theme``."""


def room(name: str) -> Place:
    """One of the five rooms: ``today``, ``triage``, ``diary``, ``routines`` or ``packs``."""

    async def go(pilot: Pilot[Any]) -> None:
        await _enter(_app(pilot), pilot, name)

    return go


def question(name: str, answers: Mapping[str, Any] | None = None) -> Place:
    """The question with this id, alone, after these answers (as in an answer file)."""

    async def go(pilot: Pilot[Any]) -> None:
        from kneetui.ui.screens.triage.question import QuestionScreen

        app = _app(pilot)
        _there(name, app.services.library.questions, "question")
        await _show(app, pilot, "triage", QuestionScreen(_interview(app, answers or {}), only=name))

    return go


def assessment(answers: Mapping[str, Any]) -> Place:
    """What these answers come to."""

    async def go(pilot: Pilot[Any]) -> None:
        from kneetui.ui.screens.triage.assessment import AssessmentScreen

        app = _app(pilot)
        await _show(app, pilot, "triage", AssessmentScreen(_interview(app, answers)))

    return go


def exercise(name: str) -> Place:
    """The page of one exercise, with its figure standing still on its first frame."""

    async def go(pilot: Pilot[Any]) -> None:
        from kneetui.ui.screens.routines.exercise import ExerciseScreen

        app = _app(pilot)
        library = app.services.library
        _there(name, library.exercises, "exercise")
        page = ExerciseScreen(library, name)
        await _show(app, pilot, "routines", page)
        page.show(page.exercise)
        page.action_move()
        await until(pilot, lambda: not page.moving)

    return go


def routine(name: str) -> Place:
    """The plan of one routine, not begun."""

    async def go(pilot: Pilot[Any]) -> None:
        from kneetui.services.training.training import Training
        from kneetui.ui.screens.routines.plan import PlanScreen

        app = _app(pilot)
        _there(name, app.services.library.routines, "routine")
        plan = PlanScreen(Training(app.services), name)
        await _show(app, pilot, "routines", plan)
        await until(pilot, lambda: plan.today is not None)

    return go


def _app(pilot: Pilot[Any]) -> KneeApp:
    return cast("KneeApp", pilot.app)


def _there(name: str, known: Mapping[str, object], kind: str) -> None:
    if name not in known:
        pytest.fail(f"there is no {kind} “{name}” in this library", pytrace=False)


def _interview(app: KneeApp, given: Mapping[str, Any]) -> Interview:
    from kneetui.services.interview.interview import Interview
    from kneetui.triage import answers
    from kneetui.triage.interview.draft import Draft

    facts = answers.read(given, app.services.library)
    return Interview(app.services, draft=Draft(tuple(facts), facts))


async def _enter(app: KneeApp, pilot: Pilot[Any], name: str) -> None:
    app.action_go(name)
    await until(pilot, lambda: app.current_mode == name and app.screen.is_mounted)


async def _show(app: KneeApp, pilot: Pilot[Any], name: str, screen: Screen[Any]) -> None:
    await _enter(app, pilot, name)
    await app.push_screen(screen)
    await until(pilot, lambda: app.screen is screen and screen.is_mounted)


async def until(pilot: Pilot[Any], condition: Callable[[], object], seconds: float = 60.0) -> None:
    """Let the app work until the screen on top is composed and the condition holds; fail after ``seconds``."""
    deadline = time.monotonic() + seconds
    rest = 0.0
    while True:
        await pilot.pause()
        try:
            if _composed(pilot.app) and condition():
                return
        except Exception:
            if time.monotonic() > deadline:
                raise
        assert time.monotonic() < deadline, "the condition never held"
        await asyncio.sleep(
            rest
        )  # what is missing comes from a thread, a timer or another program, and those need time
        rest = min(rest + STEP, LONGEST_REST)


def _composed(app: App[Any]) -> bool:
    """Whether what is on top has its widgets; an app that ended has no screen to wait for."""
    return not app.is_running or app.screen.is_mounted


def shown(app: App[Any]) -> str:
    """What stands on the screen, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def text_of(app: KneeApp, place: Place, size: tuple[int, int] = (80, 24)) -> str:
    """Start the app, go to a place, and read what stands there."""

    async def look() -> str:
        async with app.run_test(size=size) as pilot:
            await place(pilot)
            await pilot.pause()
            return shown(app)

    return asyncio.run(look())

"""The screens and the prompts store the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from click.testing import CliRunner
from textual.screen import Screen

from kneetui.cli import cli
from kneetui.content.conditions import Answer, Choices
from kneetui.diary.entries import Entry
from kneetui.services.container import Services
from kneetui.services.interview.interview import Interview
from kneetui.services.interview.names import DRAFT
from kneetui.testing import SETTLED
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.dialogs.choose import ChooseDialog
from kneetui.ui.screens.triage.assessment import AssessmentScreen
from kneetui.ui.screens.triage.before_result import BeforeResultScreen
from kneetui.ui.screens.triage.emergency import EmergencyScreen
from kneetui.ui.screens.triage.question import QuestionScreen
from tests.cli.prompts.play import keys, line
from tests.ui.small import press, small_library, to_triage
from tests.ui.waiting import until


def some_of(question: str, *chosen: str) -> Choices:
    every = frozenset(option.id for option in small_library().questions[question].options)
    return Choices(frozenset(chosen), every - set(chosen))


STORIES: dict[str, dict[str, Answer]] = {
    "calm": {
        "warning-signs": some_of("warning-signs"),
        "fever-or-unwell": False,
        "weight-bearing": "normal",
        "location": some_of("location", "kneecap"),
        "activity": "running",
        "swelling": "none",
        "pain-worst": 4.0,
        "duration-days": 12.0,
        "side": "left",
    },
    "little known": {"side": "right"},
    "emergency": {
        "warning-signs": some_of("warning-signs", "chest-pain"),
        "fever-or-unwell": True,
        "swelling": "marked",
        "side": "left",
    },
}


def gone(app: KneeApp, screen: Screen[Any]) -> bool:
    return app.screen is not screen


def answered(interview: Interview, before: int) -> bool:
    return len(interview.asked) > before


async def by_keys(app: KneeApp, answers: dict[str, Answer]) -> list[str]:
    """Answer by keys and save; the lines that say the same to the prompts."""
    lines = []
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter")
        while not isinstance(app.screen, AssessmentScreen):
            screen = app.screen
            if isinstance(screen, EmergencyScreen):
                await press(pilot, "1", "enter") if screen.careful else await press(pilot, "up", "enter")
                lines.append("1")
                await until(pilot, partial(gone, app, screen))
                continue
            if isinstance(screen, BeforeResultScreen):
                await press(pilot, "enter")
                lines.append("")  # nothing else to say
                continue
            assert isinstance(screen, QuestionScreen)
            assert screen.current is not None
            question = screen.current.question
            answer = answers.get(question.id)
            asked = len(screen.interview.asked)
            lines.append(line(question, answer))
            await press(pilot, *keys(question, answer, alone=len(screen.asking) == 1))
            while not answered(screen.interview, asked):  # a list that goes on below wants another look
                await press(pilot, "enter")
        await press(pilot, "d")
        lines.append("1")
        if isinstance(app.screen, ChooseDialog):  # which knee it is about
            await press(pilot, "enter")
            lines.append("1")
        await until(pilot, app.services.diary.entries)
    return lines


def stored(services: Services) -> list[Entry]:
    return [replace(entry, id=0) for entry in services.diary.entries()]


@pytest.mark.parametrize("story", STORIES)
async def test_keys_and_lines_store_the_same(
    make_app: Callable[..., KneeApp], monkeypatch: pytest.MonkeyPatch, tmp_path: object, story: str
) -> None:
    settings = replace(SETTLED, knee="")
    app = make_app(library=small_library(), settings=settings)
    lines = await by_keys(app, STORIES[story])
    saved = stored(app.services)
    assert len(saved) == 1
    assert app.services.draft(DRAFT) is None
    monkeypatch.setenv("KNEETUI_HOME", f"{tmp_path}/other")
    services = type(app.services)(app.services.now)
    services.settings = settings
    services.use_library(small_library())
    services.plugins = app.services.plugins
    result = CliRunner().invoke(cli, ["triage"], input="\n".join([*lines, ""]), obj=services)
    assert result.exit_code == 0, result.output
    assert stored(services) == saved
    assert services.draft(DRAFT) is None

"""Every question in the smallest terminal: all that it says is in sight, or a marker tells of more below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from kneetui.content.model import Library
from kneetui.services.interview import start
from kneetui.services.interview.interview import Interview
from kneetui.testing.screens import SMALL
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.triage.question import QuestionScreen
from kneetui.ui.widgets.answers.options import Options
from tests.examples import some
from tests.ui.small import press
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]


def flat(text: str) -> str:
    return " ".join(text.split())


async def whole(pilot: Pilot[Any], interview: Interview, key: str) -> list[str]:
    """What of a question is neither in sight nor reached by the cursor."""
    app = pilot.app
    screen = QuestionScreen(interview, only=key)
    await app.push_screen(screen)
    await until(pilot, lambda: app.screen is screen and screen.focused is not None)
    asking = screen.asking[0]
    question, seen = asking.question, shown(app)
    missing = [text for text in (question.text, question.help) if flat(text) not in flat(seen)]
    if isinstance(asking.current, Options):
        last = question.options[-1].text if question.options else "No"
        if "▼" in seen:
            await press(pilot, "end")
            seen += shown(app)
        elif flat(last) not in flat(seen):
            missing.append("the marker for more")
        missing += [option.text for option in question.options[-1:] if flat(option.text) not in flat(seen)]
    app.pop_screen()
    await until(pilot, lambda: app.screen is not screen)
    return missing


@pytest.mark.sampled
async def test_a_question_is_read_whole_in_the_smallest_terminal(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    questions = some(list(library.questions), 4)
    lost = {}
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: app.screen.is_mounted)
        interview = start.new(app.services)
        for key in questions:
            if missing := await whole(pilot, interview, key):
                lost[key] = missing
    assert lost == {}
    assert len(questions) > 10

"""A terminal of 40 columns and 12 rows, as on a telephone: one column, in which everything can be reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from kneetui.config.wording import PAIN
from kneetui.content.model import Library
from kneetui.testing.screens import assessment, question, room
from kneetui.triage.wording import GO_AT_ONCE
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.today.today import TodayScreen
from kneetui.ui.screens.triage.assessment import AssessmentScreen
from kneetui.ui.widgets.answers.options import Options
from kneetui.ui.widgets.lists.agenda_list import AgendaList
from tests.ui.every_screen.test_pseudo import CALM, GRAVE, diary
from tests.ui.small import press, small_library
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]
SMALLEST = (40, 12)


def lines(pilot: Pilot[Any]) -> list[str]:
    return [line.rstrip() for line in shown(pilot.app).split("\n")]


async def read(pilot: Pilot[Any], key: str, most: int = 60) -> str:
    """All that comes into sight while this key is pressed, until nothing changes."""
    seen = [*lines(pilot)]
    for _ in range(most):
        before = lines(pilot)
        await press(pilot, key)
        seen += lines(pilot)
        if lines(pilot) == before:
            break
    return " ".join(" ".join(seen).split())


async def test_today_is_read_with_arrows_and_pages(make_app: Make, library: Library) -> None:
    app = make_app(library=library, entries=diary())
    async with app.run_test(size=SMALLEST) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TodayScreen) and "Now" in shown(app))
        assert "▸" in shown(app)
        assert lines(pilot)[-1].endswith("? Help")
        assert "Watch for" in await read(pilot, "pagedown")
        assert app.screen.query_one(AgendaList).cursor == 0
        assert "Your knee" in await read(pilot, "pageup")
        await press(pilot, "end", *["down"] * 16)
        assert "Ask again if" in shown(app)


async def test_the_number_to_call_stands_still(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=SMALLEST) as pilot:
        await assessment(GRAVE)(pilot)
        assert isinstance(app.screen, AssessmentScreen)
        assert "! EMERGENCY" in shown(app)
        for key in ("down", "pagedown", "pagedown"):
            assert lines(pilot)[1].split()[:3] == ["Emergency", "number:", "112"], shown(app)
            await press(pilot, key)


async def test_a_result_is_read_to_its_end(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=SMALLEST) as pilot:
        await assessment(CALM)(pilot)
        whole = await read(pilot, "down")
        assert GO_AT_ONCE in whole
        assert all(cause.name in whole for cause in app.screen.query_one("FitsList").fits[:1])  # type: ignore[attr-defined]
        assert "What to do (f):" in whole
        assert library.purpose[-20:] in whole


async def test_places_are_a_list_and_pain_has_all_its_numbers(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=SMALLEST) as pilot:
        await question("location", CALM)(pilot)
        await until(pilot, lambda: isinstance(app.focused, Options) and "1 [x]" in shown(app))
        app.pop_screen()
        await question("pain-worst", CALM)(pilot)
        await until(pilot, lambda: "0  1  2  3  4  5  6  7  8  9 10" in shown(app))
        assert f"10  {PAIN[10]}" in shown(app)


async def test_a_map_gives_way_to_its_list_and_holds_what_is_marked(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        await question("location", CALM)(pilot)
        await press(pilot, "down", "space")
        marked = app.screen.asking[0].value  # type: ignore[attr-defined]
        await pilot.resize_terminal(45, 30)
        await until(pilot, lambda: isinstance(app.focused, Options))
        assert app.screen.asking[0].value == marked  # type: ignore[attr-defined]


@pytest.mark.parametrize("place", ["today", "question", "emergency"])
def test_picture_of_one_column(make_app: Make, snap_compare: Any, place: str) -> None:
    """You should see one column: what to do today; a question with its options; the number above the result."""
    grave = {"warning-signs": {"yes": ["chest-pain"]}}
    places = {"today": room("today"), "question": question("warning-signs"), "emergency": assessment(grave)}
    app = make_app(library=small_library(), entries=diary() if place == "today" else ())
    assert snap_compare(app, terminal_size=SMALLEST, run_before=places[place])

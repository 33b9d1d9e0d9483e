"""``y`` in the diary: a week, a month, a year, a training block, everything, and the places."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from kneetui.diary.entries import Entry, Session
from kneetui.testing import NOW
from kneetui.testing.screens import room, shown
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.diary.history import HistoryScreen
from tests.ui.diary_days import days, library
from tests.ui.shots import SMALL
from tests.ui.small import press
from tests.ui.waiting import until

Make = Callable[..., KneeApp]


def years() -> list[Entry]:
    return [
        Entry(
            NOW - timedelta(days=back),
            "left" if back % 14 == 0 else "right",
            pain_during=(back // 90) % 7,
            session=Session("running", 30, effort=5),
        )
        for back in range(0, 3 * 365, 7)
    ]


async def read(pilot: Pilot[Any], *words: str) -> None:
    """Until the screen says it."""
    await until(pilot, lambda: all(word in shown(pilot.app) for word in words))


async def test_it_goes_through_the_years(make_app: Make) -> None:
    app = make_app(entries=years())
    async with app.run_test(size=(80, 40)) as pilot:
        await room("diary")(pilot)
        await press(pilot, "y")
        await until(pilot, lambda: isinstance(app.screen, HistoryScreen))
        await read(pilot, "November 2026", "right knee: pain")
        await press(pilot, "left")
        await read(pilot, "October 2026")
        await press(pilot, "right")
        await read(pilot, "November 2026")
        await press(pilot, "g")
        await read(pilot, "Year", "2026, right knee")
        await press(pilot, "left", "left")
        await read(pilot, "2024, right knee", "March 2024")
        await press(pilot, "k")
        await read(pilot, "2024", "Left against right: on no day")
        await press(pilot, "g")
        await read(pilot, "No training block yet")
        await press(pilot, "g")
        await read(pilot, "Everything since 2023")
        await press(pilot, "p")
        await read(pilot, "Left knee: nobody answered yet")
        await press(pilot, "p", "g")
        await read(pilot, "Left against right · Week")


async def test_an_empty_diary_says_so(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(HistoryScreen("right", "all"))
        await read(pilot, "Nothing in the diary yet")


async def year(pilot: Pilot[Any]) -> None:
    await room("diary")(pilot)
    await press(pilot, "y", "g")
    await read(pilot, "2026, right knee")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), SMALL], ids=["80x24", "120x40", "60x20"])
def test_picture(make_app: Make, snap_app: Callable[..., bool], size: tuple[int, int]) -> None:
    """You should see the months of the year below the chart, a sentence, and a row for each month."""
    app = make_app(library=library(), entries=years())
    assert snap_app(app, terminal_size=size, run_before=year)


def test_picture_of_both(make_app: Make, snap_app: Callable[..., bool]) -> None:
    """You should see left beside right, and a sentence for each and for both."""

    async def both(pilot: Pilot[Any]) -> None:
        await room("diary")(pilot)
        await press(pilot, "y", "k")
        await read(pilot, "Left against right:")

    assert snap_app(make_app(library=library(), entries=days()), terminal_size=(80, 24), run_before=both)

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kneetui.diary.by_day.days import Day
from kneetui.diary.entries import Entry
from kneetui.testing import NOW, SETTLED
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.diary.diary import DiaryScreen
from kneetui.ui.screens.diary.entry import EntryScreen
from kneetui.ui.screens.diary.month import MonthScreen, words
from tests.ui.diary_days import days, library, on, to_diary, walk
from tests.ui.shots import every_size_and_small
from tests.ui.small import press
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]


@pytest.fixture
def app(make_app: Make) -> KneeApp:
    return make_app(library=library(), entries=days())


def month(app: KneeApp) -> MonthScreen:
    assert isinstance(app.screen, MonthScreen)
    return app.screen


async def test_m_opens_the_month_at_the_entry_and_says_the_day(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "m")
        text = shown(app)
        assert "November 2026" in text
        assert "▸21 ▂ 2" in text
        assert "Saturday 21 November: pain 1.5 in training, 2 after it; swelling none;" in text


async def test_arrows_go_from_day_to_day_and_into_other_months(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "m", "up", "up", "up", "left")
        assert "October 2026" in shown(app)
        assert month(app).sheet.day == date(2026, 10, 30)
        await press(pilot, "pageup")
        assert month(app).sheet.day == date(2026, 9, 30)
        await press(pilot, "n", "n", "n")
        assert month(app).sheet.day == date(2026, 11, 22)
        await press(pilot, "right", "down")
        assert month(app).sheet.day == date(2026, 11, 22)


async def test_a_month_back_from_the_31st_is_its_last_day(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "m", "p")
        month(app).sheet.go(date(2026, 10, 31))
        await press(pilot, "p")
        assert month(app).sheet.day == date(2026, 9, 30)


async def test_k_shows_the_other_knee(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "m", "k")
        assert "Both knees" in shown(app)
        await press(pilot, "k")
        assert "Left knee" in shown(app)


async def test_enter_goes_to_the_day_in_the_list(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        diary = await to_diary(pilot, "m", "up", "enter")
        await until(pilot, lambda: app.screen is diary)
        selected = diary.entry_list.selected
        assert selected is not None
        assert selected.when.date() == date(2026, 11, 14)


async def test_a_adds_an_entry_on_that_day(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "m", "up", "left", "a")
        assert isinstance(app.screen, EntryScreen)
        await press(pilot, "9", "enter")
        await until(pilot, lambda: isinstance(app.screen, MonthScreen))
        assert "▸13 ▇ 9" in shown(app)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, DiaryScreen))
        assert "48 entries" in shown(app)


async def test_a_click_takes_a_day(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "m")
        await pilot.click(month(app).sheet, offset=(2, 4))
        assert month(app).sheet.day == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (Day(day=date(2026, 11, 1)), "nothing in the diary"),
        (Day(day=date(2026, 11, 1), entries=1), "an entry without numbers"),
        (Day(day=date(2026, 11, 1), during=0, morning=2.5), "pain 0 in training, 2.5 in the morning"),
        (Day(day=date(2026, 11, 1), sessions=2, unrated=2), "2 sessions of training"),
        (
            Day(day=date(2026, 11, 1), swelling="slight", sessions=1, load=200),
            "swelling slight; 1 session of training, load 200",
        ),
    ],
)
def test_a_day_in_words(day: Day, text: str) -> None:
    assert words(day) == text


@every_size_and_small
def test_picture(make_app: Make, snap_app: Any, size: tuple[int, int]) -> None:
    """You should see November with pain, training and swelling in the cells, and the chosen day in words."""
    app = make_app(library=library(), entries=days())
    assert snap_app(app, terminal_size=size, run_before=walk("m", "up"))


def test_picture_six_weeks(make_app: Make, snap_compare: Any) -> None:
    """You should see a month of six weeks, whole, in 24 rows."""
    entries = [Entry(on(back), "right", pain_during=back % 11) for back in range(83, 115)]
    app = make_app(library=library(), entries=entries, settings=SETTLED, now=NOW)
    assert snap_compare(app, terminal_size=(80, 24), run_before=walk("m"))


async def test_weeks_begin_as_in_the_country(make_app: Make) -> None:
    for region, first in (("DE", "Mon"), ("US", "Sun"), ("EG", "Sat")):
        app = make_app(library=library(), entries=days(), settings=replace(SETTLED, region=region))
        async with app.run_test(size=(80, 24)) as pilot:
            await to_diary(pilot, "m")
            weekdays = next(line for line in shown(app).splitlines() if "Wed" in line)
            assert weekdays.split()[0] == first

"""Another program has the diary for itself: every room says so, and what is written is saved once, when it is free."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from kneetui.content.model import Library
from kneetui.diary.entries import AssessmentRecord, Entry, Session
from kneetui.services.diary import when_free
from kneetui.testing import NOW, SETTLED
from kneetui.testing.screens import assessment, room, until
from kneetui.ui.app import KneeApp
from tests.ui.every_screen.test_pseudo import CALM
from tests.ui.small import press

Make = Callable[..., KneeApp]
Walk = Callable[[Pilot[Any]], Any]

HELD = Entry(NOW - timedelta(days=1), "right", assessment=AssessmentRecord("urgent"))
IMPORTED = Entry(
    NOW - timedelta(days=3), "right", kind="import", pain_during=0, session=Session("running", 40)
)
LAST_MONTH = Entry(NOW - timedelta(days=40), "right", pain_morning=1)
LAST_WEEK = Entry(NOW - timedelta(days=9), "right", pain_morning=1)

WRITES: dict[str, tuple[Walk, list[Entry], tuple[str, ...], int]] = {
    "a morning": (room("today"), [LAST_MONTH], ("m", "1", "3", "1", "1"), 2),
    "a look": (room("today"), [HELD], ("l", "1", "1"), 2),
    "efforts": (room("today"), [IMPORTED], ("down", "enter", "5"), 1),
    "the week": (room("today"), [LAST_WEEK], ("enter", "1", "1", "escape"), 2),
    "an assessment": (assessment(CALM), [LAST_MONTH], ("d",), 2),
    "a deletion": (room("diary"), [LAST_WEEK], ("x",), 0),
}
"""Where it is written, what is in the diary before, the keys that write it, and how many entries there are then."""


@pytest.mark.parametrize("what", WRITES)
async def test_what_is_written_waits_and_is_saved_once(
    make_app: Make, library: Library, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(when_free, "AGAIN", 0.01)
    place, entries, keys, after = WRITES[what]
    app = make_app(library=library, entries=entries, settings=replace(SETTLED, check_ins=True))
    app.services.diary_wait = 0
    app.services.close_diary()
    async with app.run_test(size=(80, 24)) as pilot:
        await place(pilot)
        await press(pilot, *keys[:-1])
        with closing(sqlite3.connect(app.services.diary_file, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            await press(pilot, keys[-1])
            await until(pilot, lambda: app.when_free.waiting == 1)
            assert when_free.WAITS in [notice.message for notice in app._notifications]
            other.execute("ROLLBACK")
        await until(pilot, lambda: not app.when_free.waiting)
        await until(pilot, lambda: when_free.SAVED in [notice.message for notice in app._notifications])
        assert app.services.diary.count() == after
        assert app.services.diary.last_change() is not None

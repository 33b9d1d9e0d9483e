"""Keys that are typed before the first screen is up, or faster than it is painted, mean what they mean later."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kneetui.diary.entries import AssessmentRecord, Entry, Session
from kneetui.diary.store.sqlite import open_diary
from tests.terminal.pty_app import PtyApp

Start = Callable[..., PtyApp]


@pytest.fixture(autouse=True)
def diary(settled_home: Path) -> Path:
    """A diary whose Today has more lines than can be known before the content is read."""
    (settled_home / "data").mkdir(exist_ok=True)
    now = datetime.now()
    path = settled_home / "data" / "diary.db"
    with closing(open_diary(path)) as store:
        store.add(Entry(now - timedelta(days=9), "right", assessment=AssessmentRecord("self-care")))
        store.add(Entry(now - timedelta(days=1), "right", pain_during=3, session=Session("running", 30)))
    return path


def lines(app: PtyApp) -> list[str]:
    return [re.sub(r"[0-9:]+", "", line).strip() for line in app.text.split("\n")]


def test_down_and_enter_before_the_first_screen_pick_what_they_pick_later(start: Start) -> None:
    slow = start(fresh=True)
    slow.wait("1 Today", "▸")
    slow.settle(1.0)
    today = lines(slow)
    slow.send("down", "enter")
    slow.until(lambda: lines(slow) != today)
    slow.settle(1.0)
    wanted = lines(slow)
    assert wanted != today
    early = start(fresh=True)
    early.send("down", "enter")
    early.until(lambda: lines(early) == wanted)


def test_an_entry_can_be_typed_before_anything_is_seen_and_a_held_key_saves_it_once(
    start: Start, diary: Path
) -> None:
    app = start(fresh=True, size=(80, 40))
    app.send("a", "4", *["enter"] * 6)
    app.until(lambda: "Lately" in app.text and _pains(diary) == [4], message="it was not saved")
    app.settle(1.0)
    assert "1 Today" in app.text
    assert "Lately" in app.text, "the other Enters opened something"
    assert _pains(diary) == [4]
    app.send("ctrl+q")
    assert app.end()[0] == 0


def _pains(diary: Path) -> list[float]:
    with closing(open_diary(diary)) as store:
        today = [entry for entry in store.entries() if entry.when.date() == datetime.now().date()]
    return [pain for entry in today for pain in (entry.pain_morning, entry.pain_during) if pain is not None]

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from textual.events import Key
from textual.pilot import Pilot

from kneetui.content.model import Library, WatchRule
from kneetui.diary.entries import Entry, Session
from kneetui.testing import NOW, SETTLED
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.diary.diary import DiaryScreen
from kneetui.ui.screens.diary.entry import EntryScreen
from tests.ui.diary_days import days, library, on, to_diary, walk
from tests.ui.shots import every_size, every_size_and_small
from tests.ui.small import press
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]


@pytest.fixture
def app(make_app: Make) -> KneeApp:
    return make_app(library=library())


def newest(app: KneeApp) -> Entry:
    latest = app.services.diary.latest()
    assert latest is not None
    return replace(latest, id=0)


async def until_saved(pilot: Pilot[Any]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, DiaryScreen))


# --- adding --------------------------------------------------------------------------------


async def test_two_numbers_and_enter_are_enough(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "a", "3", "tab", "4", "enter")
        await until_saved(pilot)
        assert newest(app) == Entry(NOW, "right", pain_morning=3, pain_during=4)
        assert "▸ Sun 22 Nov  09:30 right    4    –    3" in shown(app)


def with_spikes(library: Library) -> Library:
    """The same library, with the rule for single sessions."""
    rule = WatchRule(
        id="far",
        kind="session-spike",
        limit=10,
        days=30,
        text="Keep the next ones short.",
        source=(),
        note="",
        pack="core",
    )
    return replace(library, watch={rule.id: rule})


async def test_beside_the_minutes_stands_how_long_it_may_be_and_a_longer_one_is_told(make_app: Make) -> None:
    runs = [
        Entry(
            NOW.replace(hour=6) - timedelta(days=days), "right", pain_during=0, session=Session("running", 40)
        )
        for days in (9, 3)
    ]
    app = make_app(library=with_spikes(library()), entries=runs)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "a", *["tab"] * 5, *"running")
        assert "up to 44 min today" in shown(app)
        await press(pilot, "tab", "6", "0", "enter")
        await until_saved(pilot)
        messages = [notification.message for notification in app._notifications]
        assert messages[0].startswith(
            "60 min of running on 22 November; the longest noted in the 30 days before was 40 min"
        )
        assert messages[0].endswith("Keep the next ones short.")


async def test_in_the_afternoon_the_form_begins_at_training(make_app: Make) -> None:
    app = make_app(library=library(), now=datetime(2026, 11, 22, 18, 0))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "a", "3", "down", "2", ".", "5", "enter")
        await until_saved(pilot)
        assert newest(app) == Entry(datetime(2026, 11, 22, 18), "right", pain_during=3, pain_after=2.5)


async def test_every_field_is_reached_by_the_keyboard_and_kept(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "a", "up", "up", "up", "left")
        await press(pilot, "down", "left", "tab", "7", "3", "0", "tab", "1", "tab", "2", "tab", "3")
        await press(pilot, "tab", "2", "down", "right", "right", "down", *"run", "right", "down", *"40")
        await press(pilot, "down", *"5,2km", "down", "5", "down", *"gel 1", "down", *"left 2? yes", "enter")
        await until_saved(pilot)
        assert newest(app) == Entry(
            datetime(2026, 11, 21, 7, 30),
            "left",
            pain_morning=1,
            pain_during=2,
            pain_after=3,
            swelling="slight",
            stiffness="under-30-min",
            session=Session("running", 40, effort=5, distance_km=5.2),
            medication="gel 1",
            note="left 2? yes",
        )


async def test_nothing_typed_is_lost_when_the_app_ends_before_the_keys_rest(
    app: KneeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kneetui.ui.screens.diary.entry.QUIET", 1000.0)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(EntryScreen(start="minutes"))
        await until(pilot, lambda: isinstance(app.screen, EntryScreen) and app.focused is not None)
        await press(pilot, "4", "5")
        await until(pilot, lambda: "[45_" in shown(app))
        app.exit()
    draft = app.services.draft("entry")
    assert draft is not None
    assert draft["typed"]["minutes"] == "45"


async def test_a_number_with_another_unit_is_refused_and_not_cut(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(EntryScreen(start="minutes"))
        await until(pilot, lambda: isinstance(app.screen, EntryScreen) and app.focused is not None)
        await press(pilot, *"5km", "enter")
        await until(pilot, lambda: "“5km” cannot be read here. Give minutes" in shown(app))
        assert not list(app.services.diary.entries())
        await press(pilot, "delete", *"1h20", "enter")
        await until(pilot, lambda: not isinstance(app.screen, EntryScreen))
        session = newest(app).session
        assert session is not None
        assert session.minutes == 80


@pytest.mark.parametrize(
    ("knee", "last", "wanted"),
    [("left", "right", "left"), ("", "left", "left"), ("both", "left", ""), ("both", None, "")],
)
async def test_the_knee_comes_from_the_settings_or_the_only_one_of_the_diary_or_is_asked_for(
    make_app: Make, knee: str, last: str | None, wanted: str
) -> None:
    entries = [Entry(on(1), last, pain_during=3)] if last else []
    app = make_app(library=library(), settings=replace(SETTLED, knee=knee), entries=entries)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.focused is not None)
        app.push_screen(EntryScreen())
        await until(pilot, lambda: isinstance(app.screen, EntryScreen))
        chosen = [knee for knee in ("left", "right", "both") if f"[{knee}]" in shown(app)]
        assert chosen == [wanted] * bool(wanted)


async def test_without_any_hint_the_knee_is_asked_for(make_app: Make) -> None:
    app = make_app(library=library(), settings=replace(SETTLED, knee=""))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.focused is not None)
        app.push_screen(EntryScreen())
        await until(pilot, lambda: isinstance(app.screen, EntryScreen))
        await press(pilot, "3", "enter")
        assert "! Use one of: left, right, both" in shown(app)
        assert app.focused is not None
        assert app.focused.id == "knee"
        await press(pilot, "2", "enter")
        await until(pilot, lambda: not isinstance(app.screen, EntryScreen))
        assert newest(app) == Entry(NOW, "right", pain_morning=3)


async def test_what_is_wrong_stands_beside_it_and_nothing_typed_is_lost(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "a", *"11", "tab", "4", "tab", *"3.2", "enter")
        text = shown(app)
        assert text.count("! Give a number from 0 to 10 in steps of 0.5, or leave it") == 2
        assert "[11_  ]" in text
        assert "[4    ]" in text
        assert "[3.2  ]" in text
        await press(pilot, "5", "tab", "tab", "3", "enter")
        await until_saved(pilot)
        assert newest(app) == Entry(NOW, "right", pain_morning=5, pain_during=4, pain_after=3)


async def test_an_empty_form_asks_for_one_number(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "a", "enter")
        await until(pilot, lambda: "! Give one: pain from 0 to 10 (0 counts)" in shown(app))
        assert app.services.diary.count() == 0


async def test_digits_do_not_leave_the_form(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "a", "up", "5", "up", "2", "up", "3")
        assert isinstance(app.screen, EntryScreen)


async def burst(pilot: Pilot[Any], *keys: str) -> None:
    """Keys that arrive all at once, as over a slow line."""
    for key in keys:
        character = key if len(key) == 1 else None
        pilot.app.post_message(Key(key, character))
    await pilot.pause()


@pytest.mark.parametrize("again", range(3))
async def test_a_burst_of_keys_meets_the_right_fields(app: KneeApp, again: int) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "a")
        await burst(
            pilot,
            "3",
            "tab",
            "2",
            ".",
            "5",
            "down",
            "1",
            "backspace",
            "4",
            "tab",
            "right",
            "right",
            "tab",
            "right",
        )
        await burst(pilot, "enter")
        await until_saved(pilot)
        assert newest(app) == Entry(
            NOW, "right", pain_morning=3, pain_during=2.5, pain_after=4, swelling="slight", stiffness="none"
        )


async def test_a_burst_that_ends_with_enter_is_saved_whole(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "a")
        await burst(pilot, "3", "tab", "4", "enter")
        await until_saved(pilot)
        assert newest(app) == Entry(NOW, "right", pain_morning=3, pain_during=4)


async def test_keys_before_the_form_is_there_do_not_leave_the_diary(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot)
        await burst(pilot, "a", "2", "4")
        await until(pilot, lambda: isinstance(app.screen, EntryScreen) and app.focused is not None)
        assert app.current_mode == "diary"
        assert "[24" in shown(app)


async def test_a_full_disk_keeps_what_was_typed(app: KneeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "a", "3")

        def fail(_: Entry) -> Entry:
            from kneetui.diary.errors import DiaryError

            raise DiaryError("There is no room left", "Free some space and try again")

        with monkeypatch.context() as full:
            full.setattr(app.services.diary, "add", fail)
            await press(pilot, "enter")
            assert [notice.message for notice in app._notifications] == [
                "There is no room left. Free some space and try again"
            ]
            assert isinstance(app.screen, EntryScreen)
            assert (app.services.draft("entry") or {})["typed"]["pain-morning"] == "3"
        await press(pilot, "enter")
        await until_saved(pilot)
        assert newest(app) == Entry(NOW, "right", pain_morning=3)


# --- editing -------------------------------------------------------------------------------


async def test_editing_changes_only_what_was_changed(make_app: Make) -> None:
    entry = Entry(
        on(2, 18),
        "left",
        pain_during=3,
        pain_after=4,
        pain_morning=2,
        swelling="slight",
        stiffness="none",
        session=Session("running", 42.5, effort=5, distance_km=8, source_id="fit"),
        note="a\nb",
        kind="import",
    )
    app = make_app(library=library(), settings=replace(SETTLED, knee="left"), entries=[entry])
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "e", "delete", "enter")
        await until_saved(pilot)
        assert newest(app) == replace(entry, pain_morning=None)


# --- drafts --------------------------------------------------------------------------------


async def test_what_was_typed_is_kept_without_a_key(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "a", "3", "tab", "4")
        await until(pilot, lambda: (app.services.draft("entry") or {})["typed"]["pain-during"] == "4")


async def test_a_draft_is_offered_again_and_gone_once_saved(make_app: Make) -> None:
    typed = {"day": "2026-11-21", "time": "21:10", "pain-during": "6", "note": "half a sent"}
    app = make_app(library=library(), drafts={"entry": {"typed": typed}})
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot)
        assert "an unfinished entry is kept: adding goes on with it" in shown(app)
        await press(pilot, "a")
        assert "unfinished before" in shown(app)
        assert "half a sent" in shown(app)
        await press(pilot, "enter")
        await until_saved(pilot)
        assert newest(app) == Entry(
            datetime(2026, 11, 21, 21, 10), "right", pain_during=6, note="half a sent"
        )
        assert app.services.draft("entry") is None
        assert "unfinished" not in shown(app)


async def test_leaving_keeps_a_draft_at_once_and_starting_over_drops_it(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "a", "3", "escape")
        await until_saved(pilot)
        assert "an unfinished entry is kept" in shown(app)
        await press(pilot, "a", "ctrl+r")
        assert "[3" not in shown(app)
        await press(pilot, "escape")
        await until_saved(pilot)
        assert app.services.draft("entry") is None
        assert app.services.diary.count() == 0


async def test_leaving_an_untouched_form_keeps_nothing(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "a", "escape")
        await until_saved(pilot)
        assert app.services.draft("entry") is None


async def test_drafts_of_a_new_entry_and_of_changes_live_side_by_side(make_app: Make) -> None:
    app = make_app(
        library=library(),
        entries=[Entry(on(1), "right", pain_during=3), Entry(on(2), "right", pain_during=5)],
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "a", "7", "escape", "e", "8", "escape", "down", "e", "escape", "up")
        assert app.services.draft("entry") == {
            "typed": {"day": "2026-11-22", "time": "09:30", "pain-morning": "7"},
            "edits": {"1": {"pain-during": "8"}},
            "before": {"1": {"pain-during": "3"}},
        }
        await press(pilot, "e")
        assert "[8" in shown(app)
        await press(pilot, "enter")
        await until_saved(pilot)
        assert app.services.diary.get(1).pain_during == 8
        await press(pilot, "k")
        assert "an unfinished entry is kept" in shown(app)


@pytest.mark.parametrize(
    "draft",
    [
        {"typed": 3},
        {"typed": {"day": "never", "note": "x"}},
        {"typed": {"pain-during": 3}},
        {"edits": []},
        {"x": 1},
    ],
)
async def test_a_draft_that_makes_no_sense_is_passed_over(make_app: Make, draft: dict[str, Any]) -> None:
    app = make_app(library=library(), drafts={"entry": draft})
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "a", "3", "enter")
        await until_saved(pilot)
        assert newest(app) == Entry(NOW, "right", pain_morning=3)


# --- pictures ------------------------------------------------------------------------------


@every_size_and_small
def test_picture(make_app: Make, snap_app: Any, size: tuple[int, int]) -> None:
    """You should see an empty form: who and when filled in, the cursor at the pain of this morning."""
    app = make_app(library=library())
    assert snap_app(app, terminal_size=size, run_before=walk("a"))


@every_size
def test_picture_full(make_app: Make, snap_app: Any, size: tuple[int, int]) -> None:
    """You should see the form of an entry that is there, every field filled in."""
    entry = replace(days()[-1], pain_morning=1, stiffness="under-30-min", medication="gel", swelling="slight")
    app = make_app(library=library(), entries=[entry])
    assert snap_app(app, terminal_size=size, run_before=walk("e"))


@every_size_and_small
def test_picture_wrong(make_app: Make, snap_app: Any, size: tuple[int, int]) -> None:
    """You should see what is wrong and what to do, below or beside the fields it is about."""
    app = make_app(library=library())
    keys = ("a", *"11", "down", "4", "down", "down", "down", "down", "down", "0", "enter")
    assert snap_app(app, terminal_size=size, run_before=walk(*keys))


async def test_what_another_window_wrote_meanwhile_is_shown_before_it_is_overwritten(app: KneeApp) -> None:
    diary = app.services.diary
    added = diary.add(Entry(NOW, "right", pain_during=3, note="stairs"))
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(EntryScreen(added, start="pain-during"))
        await until(pilot, lambda: isinstance(app.screen, EntryScreen) and app.focused is not None)
        await press(pilot, "7")
        diary.edit(replace(added, pain_during=9, note="stairs and hills"))
        await press(pilot, "enter")
        await until(pilot, lambda: "another window wrote “9”" in shown(app))
        assert "stairs and hills" in shown(app)
        assert diary.get(added.id).pain_during == 9
        await press(pilot, "enter")
        await until(pilot, lambda: not isinstance(app.screen, EntryScreen))
        saved = diary.get(added.id)
        assert (saved.pain_during, saved.note) == (7, "stairs and hills")


async def test_other_fields_of_another_window_stay(app: KneeApp) -> None:
    diary = app.services.diary
    added = diary.add(Entry(NOW, "right", pain_during=3))
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(EntryScreen(added, start="pain-during"))
        await until(pilot, lambda: isinstance(app.screen, EntryScreen) and app.focused is not None)
        await press(pilot, "7")
        diary.edit(replace(added, note="from the other window"))
        await press(pilot, "enter")
        await until(pilot, lambda: not isinstance(app.screen, EntryScreen))
        saved = diary.get(added.id)
        assert (saved.pain_during, saved.note) == (7, "from the other window")


async def test_a_draft_that_is_opened_again_shows_what_another_window_wrote(app: KneeApp) -> None:
    diary = app.services.diary
    added = diary.add(Entry(NOW, "right", pain_during=3))
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(EntryScreen(added, start="pain-during"))
        await until(pilot, lambda: isinstance(app.screen, EntryScreen) and app.focused is not None)
        await press(pilot, "7", "escape")
        await until(pilot, lambda: not isinstance(app.screen, EntryScreen))
        now = diary.edit(replace(added, pain_during=9, note="from the other window"))
        app.push_screen(EntryScreen(now, start="note"))
        await until(pilot, lambda: "another window wrote “9”" in shown(app))
        assert "from the other window" in shown(app)
        assert app.focused is not None
        assert app.focused.id == "pain-during"
        await press(pilot, "enter")
        await until(pilot, lambda: not isinstance(app.screen, EntryScreen))
        saved = diary.get(added.id)
        assert (saved.pain_during, saved.note) == (7, "from the other window")


async def test_while_another_program_has_the_diary_one_types_on_and_it_is_saved_once_it_is_free(
    app: KneeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kneetui.ui.screens.diary.entry.AGAIN", 0.05)
    app.services.diary_wait = 0
    diary = app.services.diary
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(EntryScreen(start="pain-during"))
        await until(pilot, lambda: isinstance(app.screen, EntryScreen) and app.focused is not None)
        with closing(sqlite3.connect(app.services.diary_file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await press(pilot, "7", "enter")
            await until(pilot, lambda: "another program has the diary" in shown(app))
            await press(pilot, "tab", "4")
            other.execute("ROLLBACK")
        await until(pilot, lambda: not isinstance(app.screen, EntryScreen))
        (saved,) = diary.entries()
        assert (saved.pain_during, saved.pain_after) == (7, 4)

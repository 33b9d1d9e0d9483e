from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryError
from kneetui.services.diary.browsing.browser import DiaryView
from kneetui.services.diary.browsing.query import matches
from kneetui.testing import NOW, SETTLED
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.diary.diary import DiaryScreen
from kneetui.ui.screens.diary.entry import EntryScreen
from kneetui.ui.screens.diary.entry_view import EntryViewScreen
from tests.ui.diary_days import ASSESSED, LAST, ROUTINE, days, library, many, on, to_diary, walk
from tests.ui.shots import every_size, every_size_and_small
from tests.ui.small import press
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]


@pytest.fixture
def app(make_app: Make) -> KneeApp:
    return make_app(library=library(), entries=days())


def notices(app: App[Any]) -> list[str]:
    return [notification.message for notification in app._notifications]


async def until_back(pilot: Pilot[Any]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, DiaryScreen))


def selected(diary: DiaryScreen) -> Entry:
    entry = diary.entry_list.selected
    assert entry is not None
    return entry


async def select(diary: DiaryScreen, entry: Entry) -> None:
    assert diary.view is not None
    listed = next(stored for stored in diary.view.pages.entries if replace(stored, id=0) == entry)
    diary._show(listed.id)


# --- what is shown -----------------------------------------------------------------------


async def test_the_newest_entry_is_on_top_under_the_chart_and_its_sentence(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        diary = await to_diary(pilot)
        text = shown(app)
        assert "Right knee · 42 days" in text
        assert "Your right knee is steady" in text
        assert "▸ Sat 21 Nov  18:30 right  1.5    2    –  none       running 40 min effort 5" in text
        assert replace(selected(diary), id=0) == LAST


async def test_an_empty_diary_says_what_to_do_and_hides_the_keys_for_entries(make_app: Make) -> None:
    app = make_app(library=library())
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "x", "e", "m", "k", "g", "enter")
        assert "Nothing here yet." in shown(app)
        assert "Delete" not in shown(app)
        assert "streak" not in shown(app)


async def test_the_knee_of_the_settings_comes_first_and_k_goes_round(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        diary = await to_diary(pilot)
        assert diary.view is not None
        rows = [entry.knee for entry in diary.view.entries()]
        assert set(rows) == {"right"}
        await press(pilot, "k")
        text = shown(app)
        assert "Both knees · 42 days" in text
        assert "Left knee " in text
        assert "Right knee " in text
        await press(pilot, "k")
        assert "Left knee · 42 days" in shown(app)
        assert {entry.knee for entry in diary.view.entries()} == {"left"}
        await press(pilot, "k")
        assert "Right knee · 42 days" in shown(app)


async def test_without_a_setting_the_knee_of_the_last_entry_is_shown(make_app: Make) -> None:
    app = make_app(
        library=library(), settings=replace(SETTLED, knee=""), entries=[Entry(on(1), "left", pain_during=3)]
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot)
        assert "Left knee · 42 days" in shown(app)


async def test_a_knee_without_entries_says_so(make_app: Make) -> None:
    app = make_app(library=library(), entries=[Entry(on(1), "right", pain_during=3)])
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "k", "k")
        assert "Nothing about the left knee yet." in shown(app)


async def test_g_changes_the_span_of_the_chart(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "g")
        assert "Right knee · 90 days" in shown(app)
        await press(pilot, "g")
        assert "Right knee · 14 days" in shown(app)


async def test_a_day_is_named_once_and_a_month_has_a_line(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        diary = await to_diary(pilot)
        await select(diary, ASSESSED)
        text = shown(app)
        assert text.count("Mon  2 Nov") == 1
        assert re.search("▸ +08:30 right", text)
        await press(pilot, "down", "down", "down", "down")
        assert "── October 2026 ──" in shown(app)


async def test_text_from_the_diary_is_never_markup(make_app: Make) -> None:
    app = make_app(
        library=library(), entries=[Entry(on(1), "right", pain_during=3, note="[red]hot[/] [nonsense")]
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await to_diary(pilot, "x", "z")
        await until(pilot, lambda: "[red]hot[/] [nonsense" in shown(app))


# --- reading -----------------------------------------------------------------------------


async def test_a_long_diary_is_read_page_by_page(make_app: Make) -> None:
    app = make_app(library=library(), entries=many(5000))
    async with app.run_test(size=(80, 24)) as pilot:
        diary = await to_diary(pilot)
        assert diary.view is not None
        assert len(diary.view.pages.entries) < 500
        assert "5,000 entries" in shown(app)
        await press(pilot, *["pagedown"] * 40)
        assert 200 < len(diary.view.pages.entries) < 1500
        await press(pilot, "end")
        assert selected(diary).note == "entry number 5000"
        assert len(diary.view.pages.entries) < 500, "those between are not read for it"
        await press(pilot, *["pageup"] * 20)
        here = selected(diary).note
        await press(pilot, "up")
        assert int(selected(diary).note.split()[-1]) == int(here.split()[-1]) - 1
        await press(pilot, "home")
        assert selected(diary).note == "entry number 1"


async def test_old_entries_are_found_over_a_long_silence(make_app: Make) -> None:
    old = [Entry(datetime(1990, 5, day, 9), "right", pain_during=day) for day in range(1, 9)]
    app = make_app(library=library(), entries=[*old, Entry(on(1), "right", pain_during=3)])
    async with app.run_test(size=(80, 24)) as pilot:
        diary = await to_diary(pilot, "end")
        assert selected(diary).when == datetime(1990, 5, 1, 9)


async def test_what_another_room_wrote_is_there_on_return(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot)
        app.action_go("today")
        await until(pilot, lambda: not isinstance(app.screen, DiaryScreen))
        app.services.diary.add(Entry(NOW, "right", pain_during=7))
        app.action_go("diary")
        await until(pilot, lambda: "Sun 22 Nov  09:30 right    7" in shown(app))


async def test_an_entry_that_cannot_be_read_is_told_and_the_others_are_shown(make_app: Make) -> None:
    app = make_app(library=library(), entries=[Entry(on(1), "right", pain_during=3, note="whole")] * 2)
    with closing(sqlite3.connect(app.services.diary_file)) as connection, connection:
        connection.execute("UPDATE entry SET record = '{broken' WHERE id = 1")
    async with app.run_test(size=(120, 40)) as pilot:
        diary = await to_diary(pilot)
        await until(pilot, lambda: "1 of them cannot be read" in diary.remark())
        (notification,) = app._notifications
        assert notification.message.startswith("Entry 1 cannot be read")
        assert selected(diary).note == "whole"


async def test_a_diary_that_cannot_be_read_says_what_to_do(
    app: KneeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise DiaryError("The diary is damaged", "Put back a backup")

    monkeypatch.setattr(DiaryView, "read", fail)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "down", "x", "z", "k", "g", "m", "slash")
        await until(pilot, lambda: "The diary is damaged. Put back a backup" in shown(app))


# --- finding -----------------------------------------------------------------------------


async def test_find_shows_only_entries_with_all_the_words(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        diary = await to_diary(pilot, "slash", *"STAIRS puffy", "enter")
        assert diary.view is not None
        assert {entry.note for entry in diary.view.entries()} == {"puffy after the stairs"}
        assert "only with “STAIRS puffy”" in shown(app)
        await press(pilot, "escape")
        assert len({entry.note for entry in diary.view.entries()}) > 2
        assert app.screen is diary


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("assessment", lambda entry: entry.kind == "assessment"),
        ("routine", lambda entry: entry.kind == "routine"),
        ("import", lambda entry: entry.kind == "import"),
        ("ibuprofen", lambda entry: entry.medication),
        ("Swelling moderate", lambda entry: entry.swelling == "moderate"),
        ("cycling", lambda entry: entry.session and entry.session.sport == "cycling"),
        ("cycling zzz", lambda entry: False),
    ],
)
def test_find_looks_at_what_an_entry_is(words: str, wanted: Callable[[Entry], object]) -> None:
    assert [entry for entry in days() if matches(entry, words)] == list(filter(wanted, days()))


async def test_it_answers_while_words_are_typed_and_escape_takes_them_back(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        diary = await to_diary(pilot)
        everything = [entry.id for entry in diary.view.entries()] if diary.view else []
        await press(pilot, "slash", *"ibupro")
        await until(pilot, lambda: bool(diary.entry_list.selected and diary.entry_list.selected.medication))
        await press(pilot, "escape")
        assert diary.view
        assert diary.view.words == ""
        assert [entry.id for entry in diary.view.entries()] == everything


async def test_nothing_found_says_so(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "slash", *"zzz", "enter")
        assert "No entry with “zzz”." in shown(app)


# --- opening, changing, undoing ------------------------------------------------------------


async def test_an_assessment_opens_as_it_was_stored(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        diary = await to_diary(pilot)
        await select(diary, ASSESSED)
        await press(pilot, "enter")
        assert isinstance(app.screen, EntryViewScreen)
        text = shown(app)
        for words in ("▲ SEE SOMEONE SOON", "The knee is clearly swollen.", "about 6 of 10", "Kneecap pain"):
            assert words in text
        assert "gone-cause" in text
        assert "GONE1" in text
        await press(pilot, "escape")
        await until_back(pilot)


async def test_a_routine_opens_with_phase_and_verdict(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        diary = await to_diary(pilot)
        await select(diary, ROUTINE)
        await press(pilot, "enter")
        text = shown(app)
        for words in ("Kneecap routine", "Calm it down", "repeat", "2 of 10", "felt fine"):
            assert words in text
        await press(pilot, "e")
        await until(pilot, lambda: isinstance(app.screen, EntryScreen))
        assert "Edit entry" in shown(app)


async def test_enter_edits_an_entry_and_z_takes_the_change_back(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        diary = await to_diary(pilot, "enter")
        assert isinstance(app.screen, EntryScreen)
        await press(pilot, "4", "enter")
        await until_back(pilot)
        assert selected(diary).pain_during == 4
        await press(pilot, "z")
        assert selected(diary).pain_during == 1.5
        assert "as it was before: Sat 21 Nov 18:30" in shown(app)


async def test_delete_says_how_to_get_it_back(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        diary = await to_diary(pilot, "x")
        assert "deleted: Sat 21 Nov 18:30 · z brings it back" in shown(app)
        assert shown(app).count("Sat 21 Nov") == 1
        assert app.services.diary.count() == 46
        await press(pilot, "x", "z", "z")
        assert replace(selected(diary), id=0) == LAST
        assert app.services.diary.count() == 47
        assert "back again: Sat 21 Nov 18:30" in shown(app)


async def test_undo_goes_back_to_what_was_done_before_the_app_was_opened(app: KneeApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await to_diary(pilot, "x")
        assert app.services.diary.count() == 46
        assert "z Undo" in shown(app)
        await press(pilot, "z", "z")
        assert app.services.diary.count() == 0, "all of it was added at once"
        assert "taken out again: 47 entries" in shown(app)
        assert "z Undo" not in shown(app)


@pytest.mark.parametrize("key", ["Z", "ctrl+y"])
async def test_redo_makes_again_what_was_taken_back_by_accident(app: KneeApp, key: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "x", "z", "z")
        assert app.services.diary.count() == 0
        await press(pilot, key)
        assert app.services.diary.count() == 47
        assert "back again: 47 entries" in shown(app)
        await press(pilot, key)
        assert app.services.diary.count() == 46
        assert "taken out again: Sat 21 Nov 18:30" in shown(app)
        await press(pilot, key)
        assert app.services.diary.count() == 46


async def test_an_entry_that_was_added_is_taken_out_again(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "a", "6", "enter")
        await until_back(pilot)
        assert app.services.diary.count() == 48
        await press(pilot, "z")
        assert app.services.diary.count() == 47
        assert "taken out again: Sun 22 Nov" in shown(app)


async def test_what_another_room_took_back_is_seen(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        diary = await to_diary(pilot, "down", "enter")
        await press(pilot, "4", "enter")
        await until_back(pilot)
        changed = selected(diary).id
        for room in ("1", "2", "4"):
            await press(pilot, "3", room)
        await press(pilot, "z", "3")
        await until(pilot, lambda: app.screen is diary)
        await until(pilot, lambda: selected(diary).id == changed and selected(diary).pain_during != 4)


async def test_deleting_everything_ends_at_the_friendly_sentence(make_app: Make) -> None:
    app = make_app(library=library(), entries=[Entry(on(1), "right", pain_during=3)])
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "x", "x")
        assert "Nothing here yet." in shown(app)
        await press(pilot, "z")
        assert "Right knee · 42 days" in shown(app)


async def test_an_entry_that_was_removed_elsewhere_is_an_error_not_a_crash(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        diary = await to_diary(pilot)
        app.services.diary.remove(selected(diary).id)
        await press(pilot, "x")
        assert "There is no entry" in notices(app)[-1]


async def test_the_mouse_moves_and_then_opens(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        diary = await to_diary(pilot)
        first = diary.entry_list.selected
        await pilot.click(diary.entry_list, offset=(10, 3))
        assert diary.entry_list.selected != first
        assert app.screen is diary
        await pilot.click(diary.entry_list, offset=(10, 3))
        await until(pilot, lambda: isinstance(app.screen, EntryScreen))


# --- pictures ------------------------------------------------------------------------------


@every_size_and_small
def test_picture(make_app: Make, snap_app: Any, size: tuple[int, int]) -> None:
    """You should see the chart of a settling right knee with its band and bars, a sentence, and the entries."""
    app = make_app(library=library(), entries=days())
    assert snap_app(app, terminal_size=size, run_before=walk("down", "down"))


@every_size_and_small
def test_picture_both(make_app: Make, snap_app: Any, size: tuple[int, int]) -> None:
    """You should see both knees side by side, the legend in the border, and entries of both."""
    app = make_app(library=library(), entries=days(), settings=replace(SETTLED, knee="both"))
    assert snap_app(app, terminal_size=size, run_before=walk())


@pytest.mark.parametrize("keys", [("g",), ("g", "g")], ids=["90-days", "14-days"])
def test_picture_spans(make_app: Make, snap_compare: Any, keys: tuple[str, ...]) -> None:
    """You should see the chart over 90 days (two days a column), or 14 (morning, during, after a day)."""
    app = make_app(library=library(), entries=days())
    assert snap_compare(app, terminal_size=(80, 24), run_before=walk(*keys))


@every_size_and_small
def test_picture_empty(make_app: Make, snap_app: Any, size: tuple[int, int]) -> None:
    """You should see one friendly sentence and the key to press."""
    app = make_app(library=library())
    assert snap_app(app, terminal_size=size, run_before=walk())


@every_size
def test_picture_find(make_app: Make, snap_app: Any, size: tuple[int, int]) -> None:
    """You should see a dialog with one line to type words into."""
    app = make_app(library=library(), entries=days())
    assert snap_app(app, terminal_size=size, run_before=walk("slash", *"stairs"))


@every_size
@pytest.mark.parametrize("entry", [ASSESSED, ROUTINE], ids=["assessment", "routine"])
def test_picture_stored(make_app: Make, snap_app: Any, size: tuple[int, int], entry: Entry) -> None:
    """You should see the stored assessment (urgency, why, what fit) or the stored session of a routine."""
    app = make_app(library=library(), entries=[entry])
    assert snap_app(app, terminal_size=size, run_before=walk("enter"))

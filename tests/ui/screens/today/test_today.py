from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from kneetui.config.settings import SettingError, Settings
from kneetui.content.compiled import cache
from kneetui.content.model import Library, Problem
from kneetui.diary.entries import AlertRecord, Entry, Session
from kneetui.testing import NOW, SETTLED
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.dialogs.choose import NumberedDialog
from kneetui.ui.screens.common.dialogs.line import LineDialog
from kneetui.ui.screens.diary.entry import EntryScreen
from kneetui.ui.screens.packs.packs import PacksScreen
from kneetui.ui.screens.today.efforts import EffortDialog
from kneetui.ui.screens.today.morning_pain import PainDialog
from kneetui.ui.screens.today.today import MINUTE, TodayScreen
from kneetui.ui.screens.triage.question import QuestionScreen
from kneetui.ui.screens.triage.triage import TriageScreen
from kneetui.ui.widgets.lists.agenda_list import AgendaList
from tests.ui.home import ago, assessed, at_home, broken, healthy, library, settling, sore, with_routine
from tests.ui.shots import every_size_and_small
from tests.ui.small import draft, press
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]


@pytest.fixture
def make(make_app: Make) -> Make:
    """The app with the small library and without the installed plugins."""

    def made(*, problems: tuple[Problem, ...] = (), **arguments: Any) -> KneeApp:
        return at_home(make_app(**{"library": library(), **arguments}), *problems)

    return made


def today(app: KneeApp) -> TodayScreen:
    screen = app.screen_stack[0]
    assert isinstance(screen, TodayScreen)
    return screen


def agenda(app: KneeApp) -> AgendaList:
    return today(app).query_one(AgendaList)


def titles(app: KneeApp) -> list[str]:
    return [item.title for item in agenda(app).items]


async def at(pilot: Pilot[Any], kind: type) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind) and pilot.app.focused is not None)


async def choose(pilot: Pilot[Any], title: str) -> None:
    """Put the cursor on an item and press Enter."""
    app = pilot.app
    assert isinstance(app, KneeApp)
    await until(pilot, lambda: title in titles(app))
    agenda(app).move_to(titles(app).index(title))
    await press(pilot, "enter")


def messages(app: KneeApp) -> list[str]:
    return [notification.message for notification in app._notifications]


# --- one glance --------------------------------------------------------------------------------


async def test_a_sore_knee_at_a_glance(make: Make) -> None:
    app = with_routine(make(entries=[*sore()[:-1], assessed(12)]))
    async with app.run_test(size=(80, 24)):
        text = shown(app)
        assert "Sun 22 Nov · running, cycling" in text
        assert "Right knee   ▲ rising   6/10 yesterday, 5/10 two days ago" in text
        assert "pain ▃▃▂▃▄▃▂▂▂▂▂▅▅· 14 days   swelling slight" in text
        assert "last answers 10 Nov: ● Self-care" in text
        assert "load 552 this week   624 the week before (-12 %)" in text
        assert titles(app) == [
            "How was the knee this morning?",
            "Pain is up since Fri 20 Nov: check again",
            "New swelling since Fri 20 Nov: check again",
            "Kneecap routine",
            "Write down today",
        ]
        assert "rest, next Tuesday" in text
        assert "yesterday: running 5 km" in text
        assert "Kneecap pain: See a physiotherapist if it is no better after 6 weeks." in text


async def test_the_line_below_the_list_says_why(make: Make) -> None:
    app = make(entries=sore())
    async with app.run_test(size=(80, 24)) as pilot:
        assert "How the knee took yesterday decides what today asks for." in shown(app)
        await press(pilot, "down", "down")
        assert "Pain is clearly higher than in the two weeks before. Pain 5 on" in shown(app)
        await press(pilot, "j", "k", "k", "k")
        assert "How the knee took yesterday decides what today asks for." in shown(app)


async def test_an_empty_diary_says_what_is_enough(make: Make) -> None:
    app = make()
    async with app.run_test(size=(80, 24)):
        assert "Right knee: nothing written down yet" in shown(app)
        assert titles(app) == ["Ask about my knee", "Write down today"]
        assert not app.services.diary_file.exists()


async def test_a_tall_screen_shows_the_last_entries(make: Make) -> None:
    app = make(entries=sore())
    async with app.run_test(size=(120, 40)) as pilot:
        assert "Sat 21 Nov  right  pain 6 in training · swelling slight · running 30" not in shown(app)
        assert "Sat 21 Nov  right  pain 6 in training · swelling slight · running 48 min" in shown(app)
        await pilot.resize_terminal(80, 24)
        assert "Sat 21 Nov" not in shown(app)


@pytest.mark.parametrize(
    ("size", "words"),
    [
        ((80, 24), "running: longest in 30 days 8 km, up to 8.8 today; the knee says 6"),
        ((60, 20), "running up to 6 km today"),
        ((120, 40), "running up to 6 km today"),
    ],
)
async def test_the_lower_border_says_how_long_a_session_may_be(
    make: Make, size: tuple[int, int], words: str
) -> None:
    rule = replace(library().watch["up"], id="far", kind="session-spike", limit=10, days=30)
    runs = [
        ago(days, pain_during=pain, session=Session("running", 30, distance_km=km))
        for days, km, pain in ((9, 8, 0), (3, 6, 5))
    ]
    app = make(library=replace(library(), watch={"far": rule}), entries=runs)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: f"{words} ─" in shown(app))


# --- the first frame ------------------------------------------------------------------------------


@pytest.fixture
def slow_library(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A library that is only read once the event is set."""
    gate = threading.Event()

    def load(*_: object) -> Library:
        assert gate.wait(20)
        return library()

    monkeypatch.setattr(cache, "load", load)
    yield gate
    gate.set()


def places(app: KneeApp) -> list[tuple[str, object]]:
    widgets = today(app).query(Widget)
    return [(widget.id or "", widget.region) for widget in widgets if widget.id != "top-remark"]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_library_fills_in_without_moving_anything(
    make: Make, slow_library: threading.Event, size: tuple[int, int]
) -> None:
    app = make(entries=sore())
    app.services.reload()
    with_routine(app)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "6/10 yesterday" in shown(app))
        assert app.services.library_if_loaded() is None
        early, where = titles(app), places(app)
        assert early == ["How was the knee this morning?"]
        assert "last answers 10 Nov" in shown(app)
        slow_library.set()
        await until(pilot, lambda: len(titles(app)) == 5)
        assert titles(app)[:1] == early
        assert places(app) == where
        assert "last answers 10 Nov: ▲ See someone soon" in shown(app)


async def test_without_anything_to_watch_the_first_frame_is_whole(
    make: Make, slow_library: threading.Event
) -> None:
    app = make()
    app.services.reload()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Ask about my knee" in shown(app))
        assert app.services.library_if_loaded() is None
        slow_library.set()
        await until(pilot, lambda: "Ask about the knee if: Pain is 9 or more" in shown(app))


async def test_a_diary_that_a_plugin_keeps_is_read_after_the_first_frame(
    make: Make, slow_library: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make(entries=[ago(1, pain_during=4)])
    app.services.reload()
    diary, app.services._diary = app.services._diary, None
    monkeypatch.setenv("KNEETUI_DIARY", "far://away")
    monkeypatch.setattr("kneetui.plugins.diary_stores.open_url", lambda *_: diary)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Watch for" in shown(app))
        assert app.services._diary is None
        slow_library.set()
        await until(pilot, lambda: "4/10 yesterday" in shown(app))


async def test_a_routine_that_cannot_be_kept_leaves_the_rest(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kneetui.diary.errors import DiaryError
    from kneetui.services.training import routine_today

    def refuse(*_: object) -> None:
        raise DiaryError("The diary cannot be written", "Check the disk")

    monkeypatch.setattr(routine_today, "routine_now", refuse)
    app = make(entries=healthy())
    async with app.run_test(size=(80, 24)):
        assert "0/10 yesterday" in shown(app)
        assert "Write down today" in titles(app)


# --- what Enter does ------------------------------------------------------------------------------


async def test_one_number_for_this_morning_and_z_takes_it_back(make: Make) -> None:
    app = make(entries=[ago(1, pain_during=4)])
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, "How was the knee this morning?")
        await at(pilot, PainDialog)
        assert "Right knee, at its worst since getting up" in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, PainDialog), "there is no number yet"
        await press(pilot, "3")
        await at(pilot, NumberedDialog)
        assert "Is the knee swollen?" in shown(app)
        await press(pilot, "1")
        await until(pilot, lambda: "Was a painkiller taken?" in shown(app))
        await press(pilot, "enter")
        await at(pilot, TodayScreen)
        entry = app.services.diary.latest()
        assert entry
        assert (entry.pain_morning, entry.knee, entry.when) == (3, "right", NOW)
        assert (entry.swelling, entry.medication) == ("none", "")
        assert "3/10 this morning, 4/10 yesterday" in shown(app)
        assert titles(app)[0] == "Write down today"
        assert "z Undo" in shown(app)
        await press(pilot, "z")
        assert app.services.diary.count() == 1
        assert titles(app)[0] == "How was the knee this morning?"
        assert messages(app) == ["Taken out again: Sun 22 Nov 09:30."]
        await press(pilot, "z")
        assert app.services.diary.count() == 0, "also what was there before the app was opened"
        assert "z Undo" not in shown(app)


async def test_ten_is_one_and_nought_and_esc_leaves_the_rest_open(make: Make) -> None:
    app = make(entries=[ago(1, pain_during=4)])
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "m")
        await at(pilot, PainDialog)
        await press(pilot, "1")
        assert isinstance(app.screen, PainDialog)
        await press(pilot, "0")
        await at(pilot, NumberedDialog)
        await press(pilot, "escape")
        await at(pilot, TodayScreen)
        entry = app.services.diary.latest()
        assert entry
        assert (entry.pain_morning, entry.swelling, entry.medication) == (10, None, "")


async def test_a_swollen_morning_with_a_painkiller(make: Make) -> None:
    app = make(entries=[ago(1, pain_during=4)])
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "m")
        await at(pilot, PainDialog)
        await press(pilot, "0")
        await at(pilot, NumberedDialog)
        await press(pilot, "2")
        await until(pilot, lambda: "Was a painkiller taken?" in shown(app))
        await press(pilot, "2")
        await at(pilot, TodayScreen)
        entry = app.services.diary.latest()
        assert entry
        assert (entry.pain_morning, entry.swelling, entry.medication) == (0, "slight", "painkiller")


async def all_well(pilot: Pilot[Any]) -> None:
    """No swelling, no painkiller."""
    await at(pilot, NumberedDialog)
    await press(pilot, "1")
    await until(pilot, lambda: "Was a painkiller taken?" in shown(pilot.app))
    await press(pilot, "1")


async def test_one_answer_may_stand_for_both_knees(make: Make) -> None:
    app = make(entries=[ago(1, pain_during=4, knee="both")], settings=replace(SETTLED, knee="both"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "m")
        await at(pilot, PainDialog)
        await press(pilot, "2")
        await all_well(pilot)
        await at(pilot, TodayScreen)
        entry = app.services.diary.latest()
        assert entry
        assert (entry.pain_morning, entry.knee) == (2, "both")


async def test_each_knee_is_asked_about_until_both_have_their_answer(make: Make) -> None:
    app = make(entries=[ago(1, pain_during=4), ago(1, 19, knee="left", pain_after=3)])
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, "How were the knees this morning?")
        await at(pilot, PainDialog)
        await press(pilot, "tab", "left", "shift+tab", "2")
        await all_well(pilot)
        await at(pilot, PainDialog)
        first = app.services.diary.latest()
        assert first
        other = "Right" if first.knee == "left" else "Left"
        assert f"{other} knee, at its worst since getting up" in shown(app)
        await press(pilot, "0")
        await all_well(pilot)
        await at(pilot, TodayScreen)
        assert {entry.knee for entry in app.services.diary.entries(since=NOW.date())} == {"left", "right"}
        assert "How was the knee this morning?" not in titles(app)


async def test_what_the_morning_means_for_today_stands_first(make: Make) -> None:
    app = make(entries=[ago(1, pain_during=1, session=Session("running", 30))])
    async with app.run_test(size=(80, 24)) as pilot:
        assert "As planned" not in shown(app)
        await press(pilot, "m")
        await at(pilot, PainDialog)
        await press(pilot, "4")
        await all_well(pilot)
        await at(pilot, TodayScreen)
        assert titles(app)[0] == "Easier today, not more than last time"
        assert "Session yesterday, yellow: 1 in it, 4 next morning." in shown(app)


async def test_a_morning_told_late_counts_for_its_session(make: Make) -> None:
    app = make(entries=[ago(2, pain_during=1, session=Session("running", 30)), ago(1, 6, note="early start")])
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, "The morning of yesterday is missing")
        await at(pilot, PainDialog)
        assert "How was the knee on the morning of yesterday?" in shown(app)
        await press(pilot, "4")
        await all_well(pilot)
        await at(pilot, TodayScreen)
        late = next(entry for entry in app.services.diary.entries() if entry.pain_morning is not None)
        assert late.when == NOW.replace(hour=7, minute=0) - timedelta(days=1)
        assert titles(app)[:2] == [
            "How was the knee this morning?",
            "Easier today, not more than last time",
        ]
        await press(pilot, "down")
        assert "Session two days ago, yellow: 1 in it, 4 next morning." in shown(app)


async def test_a_session_from_a_file_gets_its_number(make: Make) -> None:
    app = make(entries=[ago(1, kind="import", session=Session("running", 30)), ago(0, 7, pain_morning=1)])
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, "How was the knee in the running session?")
        await at(pilot, PainDialog)
        await press(pilot, "3")
        await at(pilot, TodayScreen)
        session = next(entry for entry in app.services.diary.entries() if entry.session)
        assert (session.pain_during, session.kind) == (3, "import")
        assert "How was the knee in the running session?" not in titles(app)
        await press(pilot, "z")
        assert "How was the knee in the running session?" in titles(app)


async def test_a_diary_that_refuses_keeps_the_number_on_the_screen(make: Make) -> None:
    app = make(entries=[ago(1, pain_during=4)])
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "m")
        await at(pilot, PainDialog)
        app.services.diary.close()
        app.services._diary = Refusing()
        await press(pilot, "5")
        await at(pilot, NumberedDialog)
        await press(pilot, "escape")
        await at(pilot, PainDialog)
        assert "5 of 10" in shown(app)
        assert messages(app) == ["There is no room left. Free some space"]
        app.services._diary = None


class Refusing:
    def add(self, entry: Entry) -> Entry:
        from kneetui.diary.errors import DiaryError

        raise DiaryError("There is no room left", "Free some space")

    as_one = nullcontext

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return lambda *_, **__: []


async def test_writing_opens_the_form_and_coming_back_shows_it(make: Make) -> None:
    app = make()
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, "Write down today")
        await at(pilot, EntryScreen)
        await press(pilot, "4", "enter")
        await at(pilot, TodayScreen)
        await until(pilot, lambda: "4/10 this morning" in shown(app))


async def test_asking_goes_straight_to_the_questions_the_first_time(make: Make) -> None:
    app = make()
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, "Ask about my knee")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        assert app.current_mode == "triage"


async def test_later_it_goes_to_the_room_which_knows_the_last_answers(make: Make) -> None:
    app = make(entries=[assessed(3)])
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, "Ask about my knee")
        await at(pilot, TriageScreen)


async def test_an_unfinished_interview_goes_on(make: Make) -> None:
    app = make(drafts=draft(side="right", onset=None))
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, "Go on with the questions")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))


async def test_a_re_check_starts_from_the_last_answers(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    again: list[Entry] = []
    monkeypatch.setattr(TriageScreen, "check_again", lambda _, entry: again.append(entry))
    app = make(entries=[assessed(15)])
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, "Check the knee again")
        await until(pilot, lambda: again)
        assert again[0].assessment


async def test_the_routine_opens_its_room(make: Make) -> None:
    app = with_routine(make(entries=healthy()))
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, "Kneecap routine, phase 1: session 4")
        await until(pilot, lambda: app.current_mode == "routines")


async def test_a_suggested_routine_is_named(make: Make) -> None:
    app = make(entries=healthy())
    app.services.diary.remember("routine.suggested", "kneecap")
    async with app.run_test(size=(80, 24)):
        assert "Begin with Kneecap routine" in titles(app)


async def test_a_change_shows_its_rule_and_can_be_put_off(make: Make) -> None:
    app = make(entries=sore())
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, "New swelling since Fri 20 Nov: check again")
        await at(pilot, NumberedDialog)
        assert "Rule new: 1 in 14 days." in shown(app)
        assert "Swelling slight on 20 November" in shown(app)
        await press(pilot, "3")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await until(pilot, lambda: "New swelling since Fri 20 Nov: check again" not in titles(app))
        entry = app.services.diary.latest()
        assert entry
        assert (entry.knee, entry.alert) == ("right", AlertRecord("new", days=3))
        await press(pilot, "z")
        assert "New swelling since Fri 20 Nov: check again" in titles(app)


async def test_a_change_is_set_to_rest_with_a_reason_or_asked_about(make: Make) -> None:
    app = make(entries=sore())
    async with app.run_test(size=(60, 20)) as pilot:
        await choose(pilot, "New swelling since Fri 20 Nov: check again")
        await at(pilot, NumberedDialog)
        await press(pilot, "5")
        await until(pilot, lambda: "Why can it rest?" in shown(app))
        await press(pilot, "2")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        entry = app.services.diary.latest()
        assert entry
        assert entry.alert == AlertRecord("new", reason="known-cause")
        await press(pilot, "z")
        await choose(pilot, "New swelling since Fri 20 Nov: check again")
        await at(pilot, NumberedDialog)
        await press(pilot, "5")
        await until(pilot, lambda: "Why can it rest?" in shown(app))
        await press(pilot, "4")
        await at(pilot, LineDialog)
        await press(pilot, *"I fell", "enter")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        entry = app.services.diary.latest()
        assert entry
        assert (entry.alert, entry.note) == (AlertRecord("new", reason="other"), "I fell")
        await choose(pilot, "Pain is up since Fri 20 Nov: check again")
        await at(pilot, NumberedDialog)
        await press(pilot, "1")
        await until(pilot, lambda: app.current_mode == "triage")


async def test_how_hard_sessions_from_files_were_is_one_key_each_and_asked_once(make: Make) -> None:
    runs = [ago(days, kind="import", pain_during=0, session=Session("running", 40)) for days in (9, 6, 3)]
    app = make(entries=runs)
    async with app.run_test(size=(60, 20)) as pilot:
        await choose(pilot, "How hard were 3 sessions from files?")
        await at(pilot, EffortDialog)
        await press(pilot, "4", "enter")
        assert "effort 4" in shown(app)
        await press(pilot, "0")
        await at(pilot, TodayScreen)
        efforts = [entry.session.effort for entry in app.services.diary.entries() if entry.session]
        assert efforts == [4, None, 10]
        assert "How hard were 3 sessions from files?" not in titles(app)


# --- coming back, midnight ---------------------------------------------------------------------------


async def test_coming_back_looks_again(make: Make) -> None:
    app = make()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5")
        await at(pilot, PacksScreen)
        app.services.diary.add(ago(0, 8, pain_morning=2))
        await press(pilot, "1")
        await at(pilot, TodayScreen)
        await until(pilot, lambda: "2/10 this morning" in shown(app))


async def test_the_cursor_stays_on_its_item(make: Make) -> None:
    app = make(entries=[ago(1, pain_during=2)])
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down", "down")
        assert agenda(app).chosen == agenda(app).items[2]
        app.services.diary.add(ago(0, 8, pain_morning=2))
        today(app).renew()
        await pilot.pause()
        assert titles(app) == ["Write down today", "Ask about my knee"]
        chosen = agenda(app).chosen
        assert chosen
        assert chosen.title == "Ask about my knee"


async def test_midnight_turns_the_page_and_costs_nothing_before(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make(entries=[ago(0, 8, pain_morning=2)])
    async with app.run_test(size=(80, 24)) as pilot:
        painted: list[object] = []

        def seen(_: object, frame: object) -> None:
            if frame is not None:
                painted.append(frame)

        monkeypatch.setattr(app, "_display", seen)
        today(app)._midnight()
        await pilot.pause()
        assert not painted
        app.services.now = lambda: NOW + timedelta(days=1)
        today(app)._midnight()
        await until(pilot, lambda: painted)
        assert "Mon 23 Nov" in shown(app)
        assert titles(app)[0] == "How was the knee this morning?"
    assert MINUTE >= 30


# --- what can be wrong ------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_problems_are_counted_calmly(make: Make, size: tuple[int, int]) -> None:
    plugin = Problem(message="the plugin watch could not be imported", remedy="Update it.", pack="watch")
    app = make(library=broken(), problems=(plugin,), entries=healthy())
    app.services.setting_problems.append(SettingError("x is not a setting", place="config.toml"))
    async with app.run_test(size=size) as pilot:
        assert "▲ 3 problems with packs or settings: 5 shows them" in shown(app)
        await press(pilot, "5")
        await at(pilot, PacksScreen)


async def test_one_problem(make: Make) -> None:
    app = make(library=broken())
    async with app.run_test(size=(80, 24)):
        assert "▲ 1 problem with packs or settings: 5 shows it" in shown(app)


async def test_a_damaged_diary_is_said_and_everything_else_works(make: Make, home: Path) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data/diary.db").write_bytes(b"not a diary at all" * 100)
    app = make()
    async with app.run_test(size=(80, 24)) as pilot:
        text = " ".join(shown(app).replace("│", " ").split())
        assert "! The diary" in text
        assert "is damaged" in text
        assert "Keep a copy of it" in text
        assert titles(app) == ["Ask about my knee"]
        await choose(pilot, "Ask about my knee")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))


# --- pictures ----------------------------------------------------------------------------------------


@every_size_and_small
def test_picture_empty(make: Make, snap_app: Any, size: tuple[int, int]) -> None:
    """You should see a friendly home without data: two things to do, and what to watch for."""
    assert snap_app(make(), terminal_size=size)


@every_size_and_small
def test_picture_healthy(make: Make, snap_app: Any, size: tuple[int, int]) -> None:
    """You should see a steady knee, its load, today's routine, and the next check."""
    app = with_routine(make(entries=healthy()))
    assert snap_app(app, terminal_size=size)


@every_size_and_small
def test_picture_sore(make: Make, snap_app: Any, size: tuple[int, int]) -> None:
    """You should see a rising right knee, two changes marked with a triangle, and why the second is there."""
    app = with_routine(make(entries=sore()))
    assert snap_app(app, terminal_size=size, press=["down", "down"])


@every_size_and_small
def test_picture_both_knees(make: Make, snap_app: Any, size: tuple[int, int]) -> None:
    """You should see a settling right knee above a left one with few days."""
    app = make(entries=settling(), settings=replace(SETTLED, knee="both"))
    assert snap_app(app, terminal_size=size)


@every_size_and_small
def test_picture_problems(make: Make, snap_app: Any, size: tuple[int, int]) -> None:
    """You should see the home as ever, and one calm line about a problem in its lower border."""
    app = make(library=broken(), entries=healthy())
    assert snap_app(app, terminal_size=size)


def test_picture_damaged(make: Make, snap_compare: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """You should see in the first panel that the diary is damaged and what to do; the rest is there."""
    from kneetui.diary.errors import DiaryError
    from kneetui.diary.store import sqlite

    app = make()
    app.services.diary_file.parent.mkdir(parents=True)
    app.services.diary_file.touch()

    def refuse(*_: Any, **__: Any) -> Any:
        raise DiaryError("The diary diary.db is damaged (file is not a database)", "Keep a copy of it")

    monkeypatch.setattr(sqlite, "open_diary", refuse)
    assert snap_compare(app, terminal_size=(80, 24))


@pytest.mark.parametrize("knee", ["right", "both"])
def test_picture_morning(make: Make, snap_app: Any, knee: str) -> None:
    """You should see a dialog with one scale from 0 to 10, and for both knees the question which."""
    app = make(entries=[ago(1, pain_during=2, knee=knee)], settings=replace(SETTLED, knee=knee))
    assert snap_app(app, terminal_size=(80, 24), press=["enter", *["right"] * 5])


def test_picture_too_small(make: Make, snap_compare: Any) -> None:
    """You should see one sentence that asks for a larger window."""
    assert snap_compare(make(), terminal_size=(36, 10))


def test_the_clock_of_these_tests_is_a_sunday_morning() -> None:
    assert datetime(2026, 11, 22, 9, 30) == NOW
    assert Settings().welcomed is False

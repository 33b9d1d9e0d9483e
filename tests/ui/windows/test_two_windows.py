"""Two windows of one person: each shows what the other changed, and neither writes over the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from kneetui.diary.entries import Entry
from kneetui.services.container import Services
from kneetui.services.diary.entry_draft import EntryDraft, open_draft, open_elsewhere
from kneetui.services.interview import start
from kneetui.services.training.training import Training
from kneetui.services.windows.words import BESIDE, CHOICES, EDIT_BESIDE, KEPT_LATE, TAKE
from kneetui.testing import NOW, SETTLED
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.dialogs.choose import NumberedDialog
from kneetui.ui.screens.diary.entry import EntryScreen
from kneetui.ui.screens.player.player import PlayerScreen
from kneetui.ui.screens.routines.routines import RoutinesScreen
from kneetui.ui.screens.settings.settings import SettingsScreen
from kneetui.ui.screens.today.today import TodayScreen
from kneetui.ui.screens.triage.question import QuestionScreen
from kneetui.ui.screens.triage.triage import TriageScreen
from tests.ui.frames import Frames
from tests.ui.home import assessed, at_home, library
from tests.ui.small import CALM, draft, press, to_triage
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]


@pytest.fixture
def make(make_app: Make) -> Make:
    def at(**given: object) -> KneeApp:
        return at_home(make_app(library=library(), **given))

    return at


def other_window(app: KneeApp) -> Services:
    """The same person's home in another window."""
    app.services.save_settings(app.services.settings)
    services = Services(app.services.now)
    services.use_library(library())
    return services


async def took_note(pilot: Pilot[int], app: KneeApp) -> None:
    """Look now what a look in a second would bring."""
    app.look_elsewhere()
    await pilot.pause()
    await pilot.pause()


async def test_what_another_window_writes_and_sets_shows_by_itself(make: Make) -> None:
    app = make(entries=[Entry(NOW.replace(hour=6), "right", pain_morning=2)])
    other = other_window(app)
    async with app.run_test(size=(80, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TodayScreen) and app.screen._shown)
        assert "stairs" not in shown(app)
        other.diary.add(Entry(NOW, "right", pain_after=5, note="stairs"))
        await until(pilot, lambda: "stairs" in shown(app))
        other.save_settings(replace(other.settings, theme="light", knee="left"))
        await until(pilot, lambda: app.theme == "kneetui-light")
        await press(pilot, "comma")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        other.save_settings(replace(other.settings, signs="ascii", sports=("cycling",)))
        await took_note(pilot, app)
        await until(pilot, lambda: app.screen.query_one("#signs").value == "ascii")  # type: ignore[attr-defined]
        app.screen.query_one("#weight-unit").set("lb")  # type: ignore[attr-defined]
        await until(pilot, lambda: app.services.settings.weight_unit == "lb")
    assert Services().settings == replace(
        SETTLED, theme="light", knee="left", signs="ascii", sports=("cycling",), weight_unit="lb"
    )
    other.close()


async def test_nothing_is_painted_while_the_other_window_changes_nothing(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make(entries=[Entry(NOW.replace(hour=6), "right", pain_morning=2, note="stairs")])
    other = other_window(app)
    assert other.diary.count() == 1
    async with app.run_test(size=(80, 40)) as pilot:
        await until(pilot, lambda: "stairs" in shown(app))
        await took_note(pilot, app)
        frames = Frames().watch(app, monkeypatch)
        for _ in range(3):
            await took_note(pilot, app)
        assert not frames
        other.diary.add(Entry(NOW, "right", pain_after=5, note="ladder"))
        await until(pilot, lambda: "ladder" in shown(app))
        assert frames
    other.close()


async def test_an_interview_has_one_owner(make: Make) -> None:
    """Taken over here with a word, taken over from here without a loss: what was marked or answered stays."""
    app = make(drafts=draft(**CALM))
    other = other_window(app)
    other.drafts.claim("triage")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter")
        assert isinstance(app.screen, NumberedDialog)
        assert "An interview is open in another window since" in shown(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, TriageScreen)
        unfinished = start.unfinished(other)
        assert unfinished is not None
        unfinished[0].keep()

        await press(pilot, "enter", "2")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        await press(pilot, "u")
        await until(pilot, lambda: len((app.services.draft("triage") or {})["asked"]) > len(CALM))
        here = app.services.draft("triage")

        assert other.drafts.lost() == ("triage",)
        other.drafts.claim("triage", take_over=True)
        await press(pilot, "u")  # a key before the app looked: not written
        await until(pilot, lambda: "goes on in another window" in shown(app))
        assert app.services.draft("triage") == here
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, TriageScreen))
        await press(pilot, "enter")
        assert isinstance(app.screen, NumberedDialog), (
            "it is asked again, and not resumed behind the other's back"
        )
        await press(pilot, "escape")

        app.action_go("today")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        other.close()
        await to_triage(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        app.action_go("today")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        other.drafts.claim("triage", take_over=True)
        await took_note(pilot, app)
        await until(pilot, lambda: "triage" not in app._screen_stacks or not app._screen_stacks["triage"][1:])
    assert app.services.draft("triage") == here
    other.close()


async def test_a_session_of_a_routine_has_one_owner(make: Make) -> None:
    app = make(entries=[assessed(2)])
    other = other_window(app)
    training = Training(other)
    today = training.today("kneecap", training.status())
    assert today is not None
    other.drafts.claim("player")
    workout = training.begin(today)
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_go("routines")
        await until(pilot, lambda: isinstance(app.screen, NumberedDialog))
        assert "A session of a routine is open in another window" in shown(app)
        workout.player.next()
        training.hold(workout)
        await press(pilot, "2")
        await until(pilot, lambda: "not finished" in shown(app))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, PlayerScreen))
        assert app.screen.player.state == workout.player.state  # type: ignore[attr-defined]
        other.drafts.claim("player", take_over=True)
        workout.player.next()
        training.hold(workout)
        sets = other.draft("player")
        await press(pilot, "space", "n")
        await until(pilot, lambda: "goes on in another window" in shown(app))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, RoutinesScreen))
    assert app.services.draft("player") == sets
    assert other.diary.count() == 1
    other.close()


async def test_a_form_has_a_draft_of_its_own_or_takes_over_the_others(make: Make) -> None:
    app = make(entries=[Entry(NOW, "right", pain_morning=2)])
    other = other_window(app)
    there = open_draft(other)
    there.keep({"day": "2026-11-24", "time": "07:00", "note": "typed there"})
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(app.screen, NumberedDialog))
        assert BESIDE in shown(app)
        await press(pilot, "1", "4", "escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert there.read()["note"] == "typed there"
        assert "4" in EntryDraft(app.services, number=2).read().values()
        EntryDraft(app.services, number=2).keep({})

        await press(pilot, "a")
        await until(pilot, lambda: isinstance(app.screen, NumberedDialog))
        assert CHOICES[TAKE] in shown(app)
        await press(pilot, "2")
        await until(pilot, lambda: "typed there" in shown(app))
        elsewhere = open_elsewhere(other)
        assert elsewhere is not None
        elsewhere[0].take_over()
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen) or "goes on in another" in shown(app))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
    assert app.services.diary.count() == 1, "a form that was taken over writes no entry"
    assert elsewhere[0].read()["note"] == "typed there"
    other.close()


@pytest.mark.parametrize("saves", [False, True], ids=["typed on", "saved"])
async def test_what_was_typed_before_the_app_knew_stands_in_the_next_form(
    make: Make, monkeypatch: pytest.MonkeyPatch, *, saves: bool
) -> None:
    """The other window took the form over while nothing of the last word was kept; Enter saves nothing of it either."""
    monkeypatch.setattr("kneetui.ui.screens.diary.entry.QUIET", 1000.0)
    monkeypatch.setattr("kneetui.ui.app.LOOKS", 1000.0)  # a look of its own could come before Enter
    app = make()
    other = other_window(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(app.screen, EntryScreen))
        await press(pilot, "4")
        app.screen.rest()  # type: ignore[attr-defined]
        elsewhere = open_elsewhere(other)
        assert elsewhere is not None
        elsewhere[0].take_over()
        await press(pilot, "tab", "6", *(["enter"] if saves else []))
        await took_note(pilot, app)
        await until(pilot, lambda: "Taken over" in shown(app))
        assert " ".join(KEPT_LATE.split()[:7]) in shown(app)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert app.services.diary.count() == 0
        assert "4" in elsewhere[0].read().values()
        assert "6" not in elsewhere[0].read().values()
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(app.screen, EntryScreen))
        assert "[6" in shown(app)
        assert "[4" not in shown(app)
    other.close()


async def test_an_entry_that_is_edited_in_another_window_can_be_edited_here_too(make: Make) -> None:
    app = make(entries=[Entry(NOW, "right", pain_morning=2)])
    other = other_window(app)
    (entry,) = app.services.diary.entries()
    open_draft(other, entry.id).keep({"note": "typed there"})
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(EntryScreen(entry, start="medication"))
        await until(pilot, lambda: isinstance(app.screen, NumberedDialog))
        assert EDIT_BESIDE in shown(app)
        await press(pilot, "1", "i", "c", "e", "enter")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
    assert app.services.diary.get(entry.id).medication == "ice"
    assert EntryDraft(other, entry.id).read() == {"note": "typed there"}
    other.close()

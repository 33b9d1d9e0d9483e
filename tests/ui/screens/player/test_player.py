"""A session from the first count-down to the verdict, with a clock that the tests move."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from kneetui.content.model import Library
from kneetui.diary.errors import DiaryError
from kneetui.routines.progress import Place, Progress
from kneetui.services.container import Services
from kneetui.services.diary.entry_words import routine_facts
from kneetui.services.training.training import Training
from kneetui.testing import NOW, SETTLED
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.dialogs.choose import ChooseDialog
from kneetui.ui.screens.common.help import HelpScreen
from kneetui.ui.screens.player.afterwards import AfterwardsScreen
from kneetui.ui.screens.player.pain_note import PainNote
from kneetui.ui.screens.player.player import PlayerScreen
from kneetui.ui.screens.player.weight_dialog import WeightDialog
from kneetui.ui.screens.routines.plan import PlanScreen
from kneetui.ui.screens.routines.routines import RoutinesScreen
from kneetui.ui.widgets.answers.pain_scale import PainScale
from kneetui.ui.widgets.forms.fields import ChoiceField
from kneetui.ui.widgets.lines.menu import Menu
from kneetui.ui.widgets.lines.text_lines import TextLine, TextLines
from kneetui.ui.widgets.player.big_number import BigNumber, Blocks
from kneetui.ui.widgets.player.figure import Figure
from tests.ui.gym import Clock, assessed, equip, gym
from tests.ui.shots import every_size, every_size_and_small
from tests.ui.waiting import until

Make = Callable[..., KneeApp]
Snap = Callable[..., bool]


@pytest.fixture(scope="module")
def library() -> Library:
    return gym()


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("kneetui.ui.screens.player.player.monotonic", clock)
    return clock


async def begin(pilot: Pilot[Any], routine: str = "kneecap", phase: int = 0) -> PlayerScreen:
    app = pilot.app
    assert isinstance(app, KneeApp)
    Training(app.services).keep(Progress(routine, Place(phase=phase)), own=True)
    equip(app.services, routine)
    app.action_go("routines")
    await until(pilot, lambda: isinstance(app.screen, RoutinesScreen) and app.screen.now is not None)
    await pilot.press("b")
    await until(pilot, lambda: isinstance(app.screen, PlayerScreen) and app.screen.running)
    player = app.screen
    assert isinstance(player, PlayerScreen)
    return player


def wait(player: PlayerScreen, clock: Clock, seconds: int) -> None:
    """Let so many seconds go by, one tick a second."""
    for _ in range(seconds):
        clock.at += 1.0
        player.tick()


def word(player: PlayerScreen) -> str:
    return player.query_one("#word", Blocks).text


def side(player: PlayerScreen) -> str:
    return player.query_one("#side", Blocks).text


def number(player: PlayerScreen) -> str:
    return player.query_one(BigNumber).text.strip()


def line(player: PlayerScreen, id: str) -> str:
    shown = player.query_one(f"#{id}")
    assert isinstance(shown, TextLine | TextLines)
    return shown.text.strip()


async def to_the_end(pilot: Pilot[Any], player: PlayerScreen) -> AfterwardsScreen:
    player.player.tick(10_000)
    player.follow()
    return await afterwards(pilot)


async def afterwards(pilot: Pilot[Any]) -> AfterwardsScreen:
    await until(pilot, lambda: isinstance(pilot.app.screen, AfterwardsScreen))
    screen = pilot.app.screen
    assert isinstance(screen, AfterwardsScreen)
    return screen


async def verdict_shown(pilot: Pilot[Any], screen: AfterwardsScreen) -> None:
    """Wait until the verdict stands where the question was."""
    await until(
        pilot,
        lambda: screen.judged and screen.query_one("#verdict").region and not screen.query_one("#ask").region,
    )


# --- counting ----------------------------------------------------------------------------


async def test_a_session_counts_down_to_its_first_hold(
    make_app: Make, library: Library, clock: Clock
) -> None:
    async with make_app(library=library).run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        assert (word(player), number(player)) == ("READY", "10")
        wait(player, clock, 9)
        assert (word(player), number(player)) == ("READY", "1")
        wait(player, clock, 1)
        assert (word(player), side(player), number(player)) == ("HOLD", "RIGHT", "6")
        assert line(player, "beside") == "rep 1 of 4"
        assert line(player, "set") == "set 1 of 1 · right leg"
        wait(player, clock, 6)
        assert (word(player), number(player), line(player, "beside")) == ("LET GO", "3", "rep 1 of 4")
        wait(player, clock, 3)
        assert (word(player), number(player), line(player, "beside")) == ("HOLD", "6", "rep 2 of 4")


async def test_help_in_a_session_names_the_routine(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert isinstance(app.screen, HelpScreen)
        assert app.screen.remark() == "keys of Kneecap routine"


async def test_the_other_side_is_called_once(make_app: Make, library: Library, clock: Clock) -> None:
    async with make_app(library=library).run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        assert line(player, "next") == "then: the left side"
        await pilot.press("n", "n")
        assert (word(player), side(player), number(player)) == ("SWITCH", "LEFT", "5")
        assert line(player, "beside") == "seconds: now the left side"
        wait(player, clock, 5)
        assert (word(player), side(player)) == ("HOLD", "LEFT")
        assert line(player, "next") == "then: Wall sit"


async def test_a_rest_shows_what_comes_next(make_app: Make, library: Library, clock: Clock) -> None:
    async with make_app(library=library).run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        await pilot.press("n", "n", "n", "n", "n")
        assert (word(player), number(player)) == ("HOLD", "45")
        assert line(player, "beside") == "left of 45 s"
        assert line(player, "next") == "then: rest 60 s, set 2"
        wait(player, clock, 45)
        assert (word(player), number(player)) == ("REST", "60")
        assert line(player, "set") == "next: set 2 of 2"
        wait(player, clock, 60)
        assert (word(player), number(player), line(player, "set")) == ("READY", "3", "set 2 of 2")
        wait(player, clock, 3)
        assert (word(player), number(player)) == ("HOLD", "45")


async def test_rests_can_be_switched_off(make_app: Make, library: Library) -> None:
    async with make_app(library=library).run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        await pilot.press("n", "n", "n", "n", "n", "r")
        assert line(player, "next") == "then: set 2"
        await pilot.press("n")
        assert (word(player), line(player, "set")) == ("READY", "set 2 of 2")


async def test_reps_at_ones_own_pace_wait_for_n(make_app: Make, library: Library, clock: Clock) -> None:
    async with make_app(library=library).run_test(size=(80, 24)) as pilot:
        player = await begin(pilot, phase=1)
        await pilot.press(*"onnnnnnn")
        wait(player, clock, 10)
        assert (word(player), side(player), number(player)) == ("GO", "RIGHT", "12")
        assert line(player, "beside") == "reps at your own pace · n when done"
        wait(player, clock, 300)
        assert number(player) == "12"
        await pilot.press("n")
        assert word(player) == "SWITCH"


async def test_reps_with_a_tempo_are_counted(make_app: Make, library: Library, clock: Clock) -> None:
    async with make_app(library=library).run_test(size=(80, 24)) as pilot:
        player = await begin(pilot, phase=1)
        figure = player.query_one(Figure)
        await pilot.press("n")
        assert (word(player), number(player), line(player, "beside")) == ("DOWN", "1", "of 8 reps")
        assert figure.at == 2
        wait(player, clock, 3)
        assert (word(player), number(player), figure.at) == ("UP", "1", 0)
        wait(player, clock, 2)
        assert (word(player), number(player)) == ("DOWN", "2")


async def test_minutes_are_a_clock(make_app: Make, library: Library, clock: Clock) -> None:
    async with make_app(library=library).run_test(size=(80, 24)) as pilot:
        player = await begin(pilot, "walk")
        wait(player, clock, 10)
        assert (number(player), line(player, "beside")) == ("20:00", "left of 20 min")
        wait(player, clock, 601)
        assert number(player) == "9:59"


async def test_minutes_are_kept_on_the_way(make_app: Make, library: Library, clock: Clock) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        player = await begin(pilot, "walk")
        wait(player, clock, 10 + 125)
        draft = app.services.draft("player")
        assert draft is not None
        assert draft["player"]["minutes_left"] == pytest.approx(1080, abs=10)


@pytest.mark.parametrize("early", [-0.2, 0.2])
async def test_a_tick_may_come_early_or_late(
    make_app: Make, library: Library, clock: Clock, early: float
) -> None:
    async with make_app(library=library).run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        seen = []
        for n in range(1, 9):
            clock.at = 1000 + n + (early if n % 2 else 0)
            player.tick()
            seen.append(number(player))
        assert seen == ["9", "8", "7", "6", "5", "4", "3", "2"]


async def test_the_figure_never_changes_faster_than_every_two_seconds(
    make_app: Make, library: Library, clock: Clock
) -> None:
    async with make_app(library=library).run_test(size=(80, 24)) as pilot:
        player = await begin(pilot, phase=1)
        await pilot.press("n")
        figure = player.query_one(Figure)
        changes = []
        for _ in range(35):
            before = figure.at
            wait(player, clock, 1)
            if figure.at != before:
                changes.append(clock.at)
        assert len(changes) > 6
        assert min(later - one for one, later in pairwise(changes)) >= 2


# --- pausing -----------------------------------------------------------------------------


async def test_pausing_stops_the_clock_and_the_timer(make_app: Make, library: Library, clock: Clock) -> None:
    async with make_app(library=library).run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        wait(player, clock, 3)
        await pilot.press("space")
        assert (word(player), number(player), player.running) == ("PAUSED", "7", False)
        wait(player, clock, 60)
        assert number(player) == "7"
        await pilot.press("space")
        assert (word(player), player.running) == ("READY", True)
        wait(player, clock, 1)
        assert number(player) == "6"


async def test_while_paused_nothing_is_painted(make_app: Make, library: Library, clock: Clock) -> None:
    async with make_app(library=library).run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        await pilot.press("space")
        await pilot.pause()
        painted = []
        for widget in player.query("TextLine, Blocks, Figure"):
            widget.refresh = lambda *_, **__: painted.append(1)  # type: ignore[method-assign,assignment]
        wait(player, clock, 5)
        assert not painted


async def test_a_machine_that_slept_trained_nothing(make_app: Make, library: Library, clock: Clock) -> None:
    async with make_app(library=library).run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        wait(player, clock, 2)
        clock.at += 3600
        player.tick()
        assert (word(player), number(player)) == ("PAUSED", "8")
        assert player.workout.seconds == 2


async def test_another_room_pauses(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        await pilot.press("1")
        await until(pilot, lambda: app.current_mode == "today" and not player.running)
        await pilot.press("4")
        await until(pilot, lambda: app.screen is player)
        assert word(player) == "PAUSED"


# --- keys --------------------------------------------------------------------------------


async def test_back_does_the_last_stretch_again(make_app: Make, library: Library) -> None:
    async with make_app(library=library).run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        await pilot.press("n", "n", "n", "n", "b")
        assert (word(player), line(player, "set")) == ("READY", "set 1 of 1 · left leg")


async def test_easier_and_harder_for_today(make_app: Make, library: Library) -> None:
    async with make_app(library=library).run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        await pilot.press("h")
        assert line(player, "name") == "Wall sit"
        await pilot.press("e", "e")
        assert line(player, "name") == "Quad set"


async def test_what_an_exercise_needs_is_asked_before_it_is_offered(make_app: Make, library: Library) -> None:
    """Once: what somebody has is remembered."""
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        await pilot.press("h", "h")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        dialog = app.screen
        assert isinstance(dialog, ChooseDialog)
        assert (dialog.caption, dialog.text) == ("Box squat", "It needs: box.")
        await pilot.press("down", "enter")
        await until(pilot, lambda: player.running)
        assert line(player, "name") == "Wall sit"
        await pilot.press("h")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("enter")
        await until(pilot, lambda: player.running)
        assert line(player, "name") == "Box squat"
        await pilot.press("e", "h")
        assert line(player, "name") == "Box squat"


async def test_every_change_has_its_sound_and_none_when_they_are_off(
    make_app: Make, library: Library, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted in, begun, beaten; with s the bell falls silent, is remembered as off, and the word flashes instead."""
    app = make_app(library=library, settings=replace(SETTLED, bell=True))
    rung: list[float] = []
    monkeypatch.setattr(app, "bell", lambda: rung.append(clock.at))
    async with app.run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        wait(player, clock, 10)
        assert [at - 1000 for at in rung] == [7, 8, 9, 10]
        await until(pilot, lambda: len(rung) == 5)
        wait(player, clock, 6)
        assert len(rung) == 6
        await pilot.press("t")
        wait(player, clock, 3)
        await pilot.press("s")
        wait(player, clock, 20)
        assert (len(rung), player.has_class("-flash")) == (6, False)
        wait(player, clock, 7)
        assert (len(rung), word(player), player.has_class("-flash")) == (6, "SWITCH", True)
        settings = app.services.settings
        assert (settings.bell, settings.beats) == (False, False)


async def test_pain_is_noted_and_the_session_goes_on(make_app: Make, library: Library, clock: Clock) -> None:
    async with make_app(library=library).run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        wait(player, clock, 12)
        await pilot.press("p")
        await until(pilot, lambda: isinstance(pilot.app.screen, PainNote))
        assert not player.running
        await pilot.press(*["right"] * 5)
        text = str(pilot.app.screen.query_one("#light", Static).content)
        assert text.startswith("Yellow: Up to 5 of 10")
        await pilot.press("2")
        await until(pilot, lambda: player.running)
        assert player.workout.notes == ["Pain 2 at Quad set, set 1, right side"]
        await pilot.press("backspace")
        await until(pilot, lambda: isinstance(pilot.app.screen, PainNote))
        assert (player.workout.notes, player.workout.pain, player.player.pains) == ([], None, ())
        await pilot.press("1")
        assert isinstance(pilot.app.screen, PainNote)
        await pilot.press("enter")
        await until(pilot, lambda: player.running)
        assert player.workout.notes == ["Pain 1 at Quad set, set 1, right side"]
        assert (word(player), number(player)) == ("READY", "3")
        wait(player, clock, 3)
        assert (word(player), number(player)) == ("HOLD", "4")


async def test_pain_of_the_other_knee_is_filed_under_that_one(make_app: Make, library: Library) -> None:
    """The side that works is where the dialog begins; the session's own knee is asked about by its name."""
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        while player.player.side != "left":
            await pilot.press("n")
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, PainNote))
        assert app.screen.query_one(ChoiceField).value == "left"
        await pilot.press("6")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("enter")
        screen = await afterwards(pilot)
        assert (
            str(screen.query_one("#worst", Static).content)
            == "Right knee: how bad was the pain at its worst?"
        )
        assert screen.query_one(PainScale).pain is None, "nothing was noted of the right knee"
        await pilot.press("2")
        await verdict_shown(pilot, screen)
        entries = {entry.knee: entry.pain for entry in app.services.diary.entries()}
        assert entries == {"right": 2, "left": 6}


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_the_question_after_a_session_is_seen_with_its_scale_and_the_verdict_from_its_top(
    make_app: Make, library: Library, size: tuple[int, int]
) -> None:
    app = make_app(library=library)
    async with app.run_test(size=size) as pilot:
        player = await begin(pilot)
        player.workout.note_pain(4, stop=False, knee="left")
        screen = await to_the_end(pilot, player)
        await pilot.pause()
        page = screen.query_one("#page")
        assert page.scroll_offset.y == 0
        for part in ("#worst", "#scale"):
            assert page.region.contains_region(screen.query_one(part).region), part
        await pilot.press("7")
        await verdict_shown(pilot, screen)
        await pilot.pause()
        assert page.scroll_offset.y == 0


async def test_the_knee_is_asked_for_where_nobody_ever_named_it(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    app.services.settings = replace(app.services.settings, knee="")
    async with app.run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        screen = await to_the_end(pilot, player)
        assert screen.focused is screen.query_one(ChoiceField)
        await pilot.press("enter")
        assert not screen.judged
        await pilot.press("1", "enter")
        assert not screen.judged
        await pilot.press("3")
        await verdict_shown(pilot, screen)
        assert [(entry.knee, entry.pain) for entry in app.services.diary.entries()] == [("left", 3)]


async def test_it_hurts_stops_and_leads_to_rest(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await pilot.press("n", "p")
        await until(pilot, lambda: isinstance(app.screen, PainNote))
        await pilot.press("s")
        screen = await afterwards(pilot)
        await pilot.press("6")
        await verdict_shown(pilot, screen)
        assert screen.verdict is not None
        assert (screen.verdict.kind, screen.verdict.why) == ("rest", "stopped")
        entry = app.services.diary.latest()
        assert entry is not None
        assert (entry.pain_during, entry.routine and entry.routine.verdict) == (6, "rest")


@pytest.mark.parametrize(("key", "word_after", "name"), [("", "", ""), ("down", "READY", "Wall sit")])
async def test_pain_in_the_red_stays_on_the_screen_and_asks_what_to_do(
    make_app: Make, library: Library, clock: Clock, key: str, word_after: str, name: str
) -> None:
    """Stop, ease or skip; nothing goes on until one of them is chosen."""
    async with make_app(library=library).run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        wait(player, clock, 12)
        await pilot.press("p")
        await until(pilot, lambda: isinstance(pilot.app.screen, PainNote))
        await pilot.press("7")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        dialog = pilot.app.screen
        assert isinstance(dialog, ChooseDialog)
        assert [choice.id for choice in dialog.choices] == ["stop", "skip"]
        assert line(player, "pain") == "▲ Pain 7 noted: red"
        assert not player.running
        await pilot.press(*([key] if key else []), "enter")
        if not key:
            screen = await afterwards(pilot)
            assert screen.workout.player.ending == "hurt"
        else:
            await until(pilot, lambda: player.running)
            assert (word(player), line(player, "name")) == (word_after, name)
            assert line(player, "pain") == "▲ Pain 7 noted: red"
            assert [(skip.exercise, skip.why) for skip in player.player.log.skipped] == [("quad-set", "pain")]


async def test_a_weight_is_asked_once_and_kept_with_what_was_done(
    make_app: Make, library: Library, clock: Clock
) -> None:
    """Before the first set, in the unit of the settings; next time the diary knows it, and proposes from it."""
    squat = replace(library.exercises["box-squat"], weight="bar")
    heavy = replace(library, exercises={**library.exercises, "box-squat": squat})
    app = make_app(library=heavy)
    async with app.run_test(size=(80, 24)) as pilot:
        Training(app.services).keep(Progress("kneecap", Place(phase=1)), own=True)
        equip(app.services, "kneecap")
        app.action_go("routines")
        await until(pilot, lambda: isinstance(app.screen, RoutinesScreen) and app.screen.now is not None)
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, WeightDialog))
        await pilot.press("6", "0", "tab", "2", "enter")
        await until(pilot, lambda: isinstance(app.screen, PlayerScreen) and app.screen.running)
        player = app.screen
        assert isinstance(player, PlayerScreen)
        assert line(player, "name") == "Box squat · 60 kg: 20 + 2 × 20"
        screen = await to_the_end(pilot, player)
        await pilot.press("1", "enter")
        await verdict_shown(pilot, screen)
        entry = app.services.diary.latest()
        assert entry is not None
        assert entry.routine is not None
        squats = entry.routine.exercises[0]
        assert (squats.weight_kg, squats.effort, [done.reps for done in squats.sets]) == (60, 8, [8, 8, 8])
        assert ("Done", "Box squat: 8, 8, 8 at 60 kg effort 8") in routine_facts(entry.routine, heavy)
        following = Training(app.services)
        today = following.today("kneecap", following.status())
        assert today is not None
        workout = following.begin(today)
        following.propose_weight(workout)
        assert workout.weights == {"box-squat": 62.5}


async def test_a_session_that_is_skipped_through_is_not_kept(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        before = Training(app.services).active()
        while not player.player.done:
            await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, RoutinesScreen))
        assert (app.services.diary.count(), Training(app.services).unfinished()) == (0, None)
        assert Training(app.services).active() == before
        assert any("does not count" in notice.message for notice in app._notifications)


async def test_the_sore_side_only(make_app: Make, library: Library) -> None:
    async with make_app(library=library).run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        await pilot.press("g")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await pilot.press("down", "enter")
        await until(pilot, lambda: player.running)
        assert line(player, "next") == "then: Wall sit"


async def test_a_pain_dialog_closed_changes_nothing(make_app: Make, library: Library) -> None:
    async with make_app(library=library).run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        await pilot.press("space", "p")
        await until(pilot, lambda: isinstance(pilot.app.screen, PainNote))
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, PainNote)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is player)
        assert not player.running
        assert player.workout.notes == []


# --- ending ------------------------------------------------------------------------------


async def test_escape_asks_and_going_on_goes_on(make_app: Make, library: Library) -> None:
    async with make_app(library=library).run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        assert not player.running
        await pilot.press("enter")
        await until(pilot, lambda: player.running)


async def test_left_for_later_waits_at_the_same_set(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await pilot.press("n", "n", "n", "escape")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, RoutinesScreen))
        assert "set 1 of 1, left side" in app.screen.query_one("#yours", TextLines).text
        assert app.services.diary.count() == 0
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PlayerScreen))
        player = app.screen
        assert isinstance(player, PlayerScreen)
        await until(pilot, lambda: word(player) == "PAUSED")
        await pilot.press("space")
        assert (word(player), side(player), number(player)) == ("READY", "LEFT", "3")


async def test_what_was_done_is_kept_when_it_ends_early(
    make_app: Make, library: Library, clock: Clock
) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        wait(player, clock, 90)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("down", "down", "enter")
        await afterwards(pilot)
        entry = app.services.diary.latest()
        assert entry is not None
        assert entry.routine is not None
        assert (entry.routine.done, entry.routine.minutes, entry.pain_during) == (False, 1.5, None)


async def test_after_the_last_set_one_number_gives_the_verdict(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        screen = await to_the_end(pilot, player)
        await pilot.press("enter")
        assert not screen.judged
        await pilot.press("1", "enter")
        await verdict_shown(pilot, screen)
        text = str(screen.query_one("#text", Static).content)
        assert "Because: The pain stayed in the green." in text
        assert "The rule says: This load suits the knee." in text
        assert "Next: The same session again, from Tuesday 24 November on." in text
        assert "Rule: Pain traffic light. Sources: A trial with 40 runners" in str(
            screen.query_one("#source", Static).content
        )
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RoutinesScreen))
        assert "Session 2 from Tuesday 24 November" in app.screen.query_one("#yours", TextLines).text


async def test_backspace_asks_for_the_number_again(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        before = Training(app.services).active()
        screen = await to_the_end(pilot, player)
        await pilot.press("z", "8")
        await verdict_shown(pilot, screen)
        await pilot.press("backspace")
        await until(pilot, lambda: not screen.judged)
        (entry,) = app.services.diary.entries()
        assert (entry.pain_during, entry.routine and entry.routine.verdict) == (None, "")
        assert Training(app.services).active() == before
        assert Training(app.services).unfinished() is not None
        await pilot.press("1", "enter")
        await verdict_shown(pilot, screen)
        (entry,) = app.services.diary.entries()
        assert entry.pain_during == 1
        assert "Because: The pain stayed in the green." in str(screen.query_one("#text", Static).content)


async def test_a_number_below_the_one_noted_does_not_hide_it(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        player.workout.note_pain(7, stop=False)
        screen = await to_the_end(pilot, player)
        await pilot.press("1")
        assert "You noted 7 on the way, and that counts." in str(screen.query_one("#light", Static).content)
        await pilot.press("enter")
        await verdict_shown(pilot, screen)
        assert screen.verdict is not None
        assert screen.verdict.colour == "red"


@pytest.mark.parametrize(("keys", "swaps"), [(["enter"], {}), (["down", "enter"], {"quad-set": "wall-sit"})])
async def test_a_swap_may_stay(
    make_app: Make, library: Library, keys: list[str], swaps: dict[str, str]
) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        await pilot.press("h")
        notes = [note.message for note in app._notifications]
        assert notes == ["Wall sit in place of Quad set, for today. e takes it back."]
        screen = await to_the_end(pilot, player)
        await pilot.press("0")
        await until(pilot, lambda: screen.judged and screen.query_one(Menu).has_focus)
        assert "Wall sit in place of Quad set" in str(screen.query_one("#from-now-on", Static).content)
        await pilot.press(*keys)
        await until(pilot, lambda: isinstance(app.screen, RoutinesScreen))
        active = Training(app.services).active()
        assert active is not None
        assert dict(active.swaps) == swaps


async def test_a_line_dropped_before_the_number_loses_nothing(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_the_end(pilot, await begin(pilot))
    again = KneeApp(app.services)
    async with again.run_test(size=(80, 24)) as pilot:
        again.action_go("routines")
        await until(pilot, lambda: isinstance(again.screen, ChooseDialog))
        await pilot.press("enter")
        screen = await afterwards(pilot)
        await pilot.press("3")
        await verdict_shown(pilot, screen)
        assert [entry.pain_during for entry in again.services.diary.entries()] == [3]


async def test_a_disk_that_refuses_is_said_and_can_be_tried_again(
    make_app: Make, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)

        def refuse(*_: object) -> None:
            raise DiaryError("The diary is full", "Make room")

        with monkeypatch.context() as patched:
            patched.setattr(Training, "finish", refuse)
            player.player.tick(10_000)
            player.follow()
            await pilot.pause()
            assert app.screen is player
            assert any("The diary is full" in notice.message for notice in app._notifications)
        await pilot.press("n")
        await afterwards(pilot)


# --- pictures ----------------------------------------------------------------------------


def shot(
    snap: Snap,
    make_app: Make,
    library: Library,
    size: tuple[int, int],
    *keys: str,
    phase: int = 0,
) -> bool:
    app = make_app(library=library)

    async def before(pilot: Pilot[Any]) -> None:
        player = await begin(pilot, phase=phase)
        await pilot.press(*keys)
        await until(pilot, lambda: not player.has_class("-flash"))
        await pilot.pause()

    return snap(app, terminal_size=size, run_before=before)


@every_size_and_small
def test_picture_of_a_hold(snap_app: Snap, make_app: Make, library: Library, size: tuple[int, int]) -> None:
    """You should see HOLD and 45 beside a figure that sits at a wall, REST as what comes next, the steps and the stop rule."""
    assert shot(snap_app, make_app, library, size, *"nnnnn")


@every_size
def test_picture_of_a_rest(snap_app: Snap, make_app: Make, library: Library, size: tuple[int, int]) -> None:
    """You should see REST and 60 in another colour, and the name and set of what comes next."""
    assert shot(snap_app, make_app, library, size, *"nnnnnn")


@every_size_and_small
def test_picture_of_a_pause(snap_app: Snap, make_app: Make, library: Library, size: tuple[int, int]) -> None:
    """You should see PAUSED in grey above the number where it stopped, and that space goes on."""
    assert shot(snap_app, make_app, library, size, "n", "space")


def test_picture_of_getting_ready(snap_compare: Snap, make_app: Make, library: Library) -> None:
    """You should see READY, 10 and RIGHT, HOLD as what comes next, and how it is done."""
    assert shot(snap_compare, make_app, library, (80, 24))


def test_picture_of_changing_sides(snap_compare: Snap, make_app: Make, library: Library) -> None:
    """You should see SWITCH and 5, and LEFT over the figure."""
    assert shot(snap_compare, make_app, library, (80, 24), "n", "n")


def test_picture_of_a_tempo(snap_compare: Snap, make_app: Make, library: Library) -> None:
    """You should see DOWN, repetition 1 in block letters, and the figure in its lowest frame."""
    assert shot(snap_compare, make_app, library, (80, 24), "n", phase=1)


def test_picture_of_pain(snap_compare: Snap, make_app: Make, library: Library) -> None:
    """You should see the pain scale at 4 over the dimmed player, and what the rule says of it."""
    assert shot(snap_compare, make_app, library, (80, 24), "n", "p", *["right"] * 5)


def test_picture_of_the_end(snap_compare: Snap, make_app: Make, library: Library) -> None:
    """You should see three choices: go on, leave it for later, end it."""
    assert shot(snap_compare, make_app, library, (80, 24), "n", "escape")


VERDICTS = {
    "repeat": (Place(), 1),
    "step-up": (Place(greens=1), 1),
    "step-back": (Place(phase=1), 7),
    "rest": (Place(level=-2), 7),
}


def judged(snap: Snap, make_app: Make, library: Library, size: tuple[int, int], verdict: str) -> bool:
    place, pain = VERDICTS[verdict]
    app = make_app(library=library)

    async def before(pilot: Pilot[Any]) -> None:
        player = await begin(pilot)
        player.training.keep(Progress("kneecap", place), own=True)
        screen = await to_the_end(pilot, player)
        await pilot.press(str(pain), *(["enter"] if pain == 1 else []))
        await verdict_shown(pilot, screen)
        assert screen.verdict is not None
        assert screen.verdict.kind == verdict

    return snap(app, terminal_size=size, run_before=before)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_picture_of_each_verdict(snap_compare: Snap, make_app: Make, library: Library, verdict: str) -> None:
    """You should see the verdict as a word and a symbol, why, what the rule says, what comes next, and its source."""
    assert judged(snap_compare, make_app, library, (80, 24), verdict)


@every_size_and_small
def test_picture_of_a_step_up(
    snap_app: Snap, make_app: Make, library: Library, size: tuple[int, int]
) -> None:
    """You should see STEP UP, and that phase 2 of 3 comes next."""
    assert judged(snap_app, make_app, library, size, "step-up")


@every_size
def test_picture_of_the_question(
    snap_app: Snap, make_app: Make, library: Library, size: tuple[int, int]
) -> None:
    """You should see the question for the worst pain with its scale at 3, and the yellow light under it."""
    app = make_app(library=library)

    async def before(pilot: Pilot[Any]) -> None:
        await to_the_end(pilot, await begin(pilot))
        await pilot.press(*["right"] * 4)

    assert snap_app(app, terminal_size=size, run_before=before)


def test_picture_of_a_swap(snap_compare: Snap, make_app: Make, library: Library) -> None:
    """You should see under the verdict what was swapped, with Only today and From now on."""
    app = make_app(library=library)

    async def before(pilot: Pilot[Any]) -> None:
        player = await begin(pilot)
        await pilot.press("h")
        app.clear_notifications()
        screen = await to_the_end(pilot, player)
        await pilot.press("0")
        await until(pilot, lambda: screen.judged and screen.query_one(Menu).has_focus)

    assert snap_compare(app, terminal_size=(80, 24), run_before=before)


def test_nothing_is_judged_by_the_real_clock(
    make_services: Callable[..., Services], library: Library
) -> None:
    training = Training(
        make_services(library=library, entries=[assessed("self-care", when=NOW - timedelta(days=2))])
    )
    assert training.day == NOW.date()


async def test_the_plan_is_read_anew_after_a_session(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        equip(app.services, "kneecap")
        app.action_go("routines")
        await until(pilot, lambda: isinstance(app.screen, RoutinesScreen) and app.screen.now is not None)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PlanScreen) and app.screen.today is not None)
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, PlayerScreen) and app.screen.running)
        player = app.screen
        assert isinstance(player, PlayerScreen)
        screen = await to_the_end(pilot, player)
        await pilot.press("1", "enter")
        await verdict_shown(pilot, screen)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PlanScreen))
        await until(pilot, lambda: "So far: 1." in app.screen.query_one("#moves", TextLines).text)


async def test_switching_rests_off_ends_the_one_that_is_on(make_app: Make, library: Library) -> None:
    async with make_app(library=library).run_test(size=(80, 24)) as pilot:
        player = await begin(pilot)
        await pilot.press("n", "n", "n", "n", "n", "n")
        assert word(player) == "REST"
        await pilot.press("r")
        assert (word(player), line(player, "set")) == ("READY", "set 2 of 2")

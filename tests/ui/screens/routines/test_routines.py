"""The room of routines, one plan, one exercise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from kneetui.content.model import Library
from kneetui.diary.entries import Entry, LookRecord, RoutineRecord
from kneetui.diary.errors import DiaryError
from kneetui.routines.progress import Done, Place, Progress
from kneetui.services.remembered_keys import SUGGESTED
from kneetui.services.training.training import Training
from kneetui.testing import NOW
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.dialogs.choose import ChooseDialog, NumberedDialog
from kneetui.ui.screens.common.dialogs.pick import PickDialog
from kneetui.ui.screens.player.player import PlayerScreen
from kneetui.ui.screens.routines.equipment import EquipmentDialog
from kneetui.ui.screens.routines.exercise import MOVES, ExerciseScreen
from kneetui.ui.screens.routines.plan import PlanScreen
from kneetui.ui.screens.routines.routines import RoutinesScreen
from kneetui.ui.widgets.lines.text_lines import TextLines
from kneetui.ui.widgets.lists.exercise_list import ExerciseList
from kneetui.ui.widgets.lists.routine_list import RoutineList
from kneetui.ui.widgets.player.figure import Figure
from tests.examples import some
from tests.ui.gym import Clock, assessed, gym
from tests.ui.shots import every_size, every_size_and_small
from tests.ui.waiting import until

Make = Callable[..., KneeApp]
Snap = Callable[..., bool]
YESTERDAY = NOW - timedelta(days=1)
AFTER_ONE = Progress(
    "kneecap",
    Place(greens=1),
    1,
    last=Done(
        on=YESTERDAY.date(), colour="green", stopped=False, complete=True, limited=False, before=Place()
    ),
)
"""In the first phase after a session in the green, yesterday."""


@pytest.fixture(scope="module")
def library() -> Library:
    return gym()


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("kneetui.ui.screens.player.player.monotonic", clock)
    return clock


def own(app: KneeApp, progress: Progress | None = None, suggested: str = "") -> Training:
    training = Training(app.services)
    training.keep(progress or Progress("kneecap"), own=True)
    training.equipment.own(("band", "mat", "box"))
    training.services.diary.remember(SUGGESTED, suggested)
    return training


async def enter(pilot: Pilot[Any]) -> RoutinesScreen:
    app = pilot.app
    assert isinstance(app, KneeApp)
    app.action_go("routines")
    await until(pilot, lambda: isinstance(app.screen_stack[0], RoutinesScreen))
    room = app.screen_stack[0]
    assert isinstance(room, RoutinesScreen)
    await until(pilot, lambda: room.now is not None)
    return room


async def open_plan(pilot: Pilot[Any], routine: str = "kneecap") -> PlanScreen:
    room = await enter(pilot)
    room.rows.cursor = [line.id for line in room.rows.lines].index(routine)
    await pilot.press("enter")
    await until(
        pilot, lambda: isinstance(pilot.app.screen, PlanScreen) and pilot.app.screen.today is not None
    )
    plan = pilot.app.screen
    assert isinstance(plan, PlanScreen)
    return plan


async def open_exercise(pilot: Pilot[Any], id: str) -> ExerciseScreen:
    plan = await open_plan(pilot)
    exercises = plan.query_one(ExerciseList)
    await until(pilot, lambda: exercises.lines)
    exercises.cursor = [line.id for line in exercises.lines].index(id)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ExerciseScreen) and pilot.app.screen.moving)
    screen = pilot.app.screen
    assert isinstance(screen, ExerciseScreen)
    return screen


def text(room: RoutinesScreen | PlanScreen | ExerciseScreen, selector: str) -> str:
    widget = room.query_one(selector)
    return (
        widget.text.rstrip()
        if isinstance(widget, TextLines)
        else str(room.query_one(selector, Static).content)
    )


# --- the room ----------------------------------------------------------------------------


async def test_yours_and_the_suggested_one_come_first(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    own(app, suggested="walk")
    async with app.run_test(size=(80, 24)) as pilot:
        room = await enter(pilot)
        lines = [(line.id, line.tag) for line in room.rows.lines]
        assert lines == [("kneecap", "yours"), ("walk", "suggested"), ("first-days", ""), ("hops", "")]
        assert "phase 1 of 3, Calm it down" in text(room, "#yours")
        assert "Session 1 today, about 9 min" in text(room, "#yours")


async def test_nobody_has_to_have_a_routine_and_b_begins_the_one_under_the_cursor(
    make_app: Make, library: Library
) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        room = await enter(pilot)
        assert "None yet" in text(room, "#yours")
        await pilot.press("down", "b")
        await until(pilot, lambda: isinstance(app.screen, PlayerScreen))
        active = Training(app.services).active()
        assert active is not None
        assert active.routine == room.rows.lines[1].id


async def test_nothing_is_offered_while_someone_should_look_at_it_first(
    make_app: Make, library: Library
) -> None:
    app = make_app(library=library, entries=[assessed("urgent", "LOCK")])
    own(app)
    async with app.run_test(size=(80, 24)) as pilot:
        room = await enter(pilot)
        closed = text(room, "#closed")
        assert "■ See a doctor today  a doctor, today" in closed
        assert "The knee is locked." in closed
        assert "the assessment of Friday 20 November" in closed
        assert not room.query_one("#middle").display
        await pilot.press("b", "s")
        assert app.screen is room


async def test_a_closed_room_offers_no_first_routine_either(make_app: Make, library: Library) -> None:
    app = make_app(library=library, entries=[assessed("urgent", "LOCK")])
    async with app.run_test(size=(80, 24)) as pilot:
        room = await enter(pilot)
        assert room.query_one("#closed").display
        assert not room.query_one("#yours").display
        assert app.focused is None
        assert "enter" not in room.active_bindings
        assert "l" in room.active_bindings


async def test_at_soon_only_the_gentle_one(make_app: Make, library: Library) -> None:
    app = make_app(library=library, entries=[assessed("soon", "PUFFY")])
    own(app)
    async with app.run_test(size=(80, 24)) as pilot:
        room = await enter(pilot)
        assert [line.id for line in room.rows.lines] == ["first-days"]
        assert "It waits" in text(room, "#yours")
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, PlayerScreen))


async def test_the_room_says_what_the_morning_changed(make_app: Make, library: Library) -> None:
    entries = [
        Entry(
            YESTERDAY, "right", routine=RoutineRecord("kneecap", phase="calm", done=True, minutes=20, pain=1)
        ),
        Entry(NOW, "right", pain_morning=5),
    ]
    app = make_app(library=library, entries=entries)
    own(app, AFTER_ONE)
    async with app.run_test(size=(80, 24)) as pilot:
        room = await enter(pilot)
        assert "not back to what is usual. Up to 5 of 10 is allowed" in text(room, "#yours")
        assert room.session is not None
        assert room.session.progress.place.greens == 0


async def test_a_day_of_rest_is_a_day_of_rest(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    own(app, Progress("kneecap", Place(paused_until=NOW.date() + timedelta(days=1))))
    async with app.run_test(size=(80, 24)) as pilot:
        room = await enter(pilot)
        assert "Rest today. Next session from Monday 23 November on." in text(room, "#yours")
        await pilot.press("b")
        assert app.screen is room


@pytest.mark.parametrize(
    ("keys", "shown", "words"),
    [
        (["s", "down", "enter"], ["kneecap", "first-days", "walk", "hops"], "jumping"),
        (["c", "down", "enter"], ["kneecap", "hops"], "Kneecap pain"),
        (["m", "down", "enter"], ["kneecap", "first-days", "hops"], "up to 10 min"),
        (["e", "enter"], ["first-days", "walk", "hops"], "without equipment"),
        (
            ["e", "space", "down", "space", "down", "space", "enter"],
            ["kneecap", "first-days", "walk", "hops"],
            "you have",
        ),
        (
            ["c", "down", "enter", "m", "down", "enter", "x"],
            ["kneecap", "first-days", "walk", "hops"],
            "All routines",
        ),
    ],
    ids=["sport", "cause", "minutes", "nothing", "equipment", "all"],
)
async def test_filters(
    make_app: Make, library: Library, keys: list[str], shown: list[str], words: str
) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        room = await enter(pilot)
        for key in keys:
            before = len(app.screen_stack)
            await pilot.press(key)
            if key in "scme" or key == "enter":
                await until(pilot, lambda: len(app.screen_stack) != before)  # noqa: B023
        await until(pilot, lambda: app.screen is room)
        assert [line.id for line in room.rows.lines] == shown
        assert words in str(room.query_one("#list").border_title)


async def test_what_somebody_has_is_remembered(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    Training(app.services).equipment.have(["band"])
    async with app.run_test(size=(80, 24)) as pilot:
        room = await enter(pilot)
        assert [line.id for line in room.rows.lines] == ["first-days", "walk", "hops"]
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, EquipmentDialog))
        await pilot.press("x")
        await until(pilot, lambda: app.screen is room)
        assert Training(app.services).equipment.at_hand() is None
        assert len(room.rows.lines) == 4


async def test_filters_that_let_nothing_through_say_so(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        room = await enter(pilot)
        room._use(replace(room.filter, cause="gone"))
        assert "Press x" in text(room, "#detail")
        await pilot.press("enter")
        assert app.screen is room


async def test_escape_leads_home(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        await enter(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: app.current_mode == "today")


async def test_a_session_left_on_its_way_is_offered_on_entering(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    training = own(app)
    now = training.status()
    today = training.today("kneecap", now)
    assert today is not None
    training.begin(today).player.next()
    async with app.run_test(size=(80, 24)) as pilot:
        room = await enter(pilot)
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.screen is room)
        assert "Not finished: Kneecap routine: Quad set, set 1 of 1, right side." in text(room, "#yours")
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PlayerScreen))


async def test_it_is_offered_again_when_somebody_comes_back(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    training = own(app)
    now = training.status()
    today = training.today("kneecap", now)
    assert today is not None
    training.begin(today)
    async with app.run_test(size=(80, 24)) as pilot:
        room = await enter(pilot)
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is room)
        await pilot.press("1")
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("4")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))


async def test_no_going_on_while_nothing_is_open(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    training = own(app)
    now = training.status()
    today = training.today("kneecap", now)
    assert today is not None
    training.begin(today)
    training.services.diary.add(assessed("urgent", "LOCK"))
    async with app.run_test(size=(80, 24)) as pilot:
        await enter(pilot)
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        dialog = app.screen
        assert isinstance(dialog, ChooseDialog)
        assert [choice.id for choice in dialog.choices] == ["later", "end"]


# --- a plan ------------------------------------------------------------------------------


async def test_a_plan_is_taken_and_left(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        plan = await open_plan(pilot)
        training = Training(app.services)
        await pilot.press("m")
        assert plan.own
        assert training.active() == Progress("kneecap")
        await pilot.press("m")
        await pilot.press("l")
        assert not plan.own
        assert training.active() is None


async def test_phases_can_be_looked_at(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    own(app, Progress("kneecap", Place(phase=1, greens=1)))
    async with app.run_test(size=(80, 24)) as pilot:
        plan = await open_plan(pilot)
        assert text(plan, "#phases") == "✓ 1 Calm it down   ● 2 Build it up   ○ 3 Back to sport"
        assert "2 sessions in the green. So far: 1." in text(plan, "#moves")
        await pilot.press("right")
        assert [line.id for line in plan.query_one(ExerciseList).lines] == ["box-squat", "two-leg-hop"]
        await pilot.press("right", "left", "left", "left")
        assert plan.viewed == 0


async def test_the_rule_is_there_in_words_with_its_source(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        rule = text(await open_plan(pilot), "#rule")
        assert "● 0-2 green: This load suits the knee." in rule
        assert "▲ 3-5 yellow: Up to 5 of 10" in rule
        assert "■ 6-10 red: That was too much" in rule
        assert "Sources: A trial with 40 runners" in rule


async def test_a_plan_says_what_waits_and_what_steps_in(make_app: Make, library: Library) -> None:
    answers = '{"answers": {"mechanical": ["locking"]}}'
    app = make_app(library=library, entries=[assessed("self-care", "BONE", answers=answers)])
    own(app, Progress("kneecap", Place(phase=2)))
    async with app.run_test(size=(80, 24)) as pilot:
        plan = await open_plan(pilot)
        remarks = [(line.name, line.remark) for line in plan.query_one(ExerciseList).lines]
        assert remarks == [("Wall sit", "in place of: Box squat"), ("Two-leg hop", "waits for now")]


async def test_a_plan_begins_its_session_and_becomes_ones_own(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_plan(pilot, "walk")
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, PlayerScreen))
        active = Training(app.services).active()
        assert active is not None
        assert active.routine == "walk"


async def test_beginning_another_session_asks_about_the_one_on_its_way(
    make_app: Make, library: Library
) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_plan(pilot, "walk")
        training = own(app)
        now = training.status()
        today = training.today("kneecap", now)
        assert today is not None
        workout = training.begin(today)
        workout.player.tick(60)
        training.hold(workout)
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, PlayerScreen))
        entries = app.services.diary.entries(kind="routine")
        assert [entry.routine.routine for entry in entries if entry.routine] == ["kneecap"]
        draft = app.services.draft("player")
        assert draft is not None
        assert draft["routine"] == "walk"


async def test_past_the_last_exercise_the_page_scrolls(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(60, 20)) as pilot:
        plan = await open_plan(pilot)
        await pilot.press("down", "down", "down", "down")
        await until(pilot, lambda: plan.query_one("#page").scroll_offset.y > 0)
        assert plan.query_one(ExerciseList).cursor == 2


# --- an exercise -------------------------------------------------------------------------


async def test_the_figure_moves_and_falls_silent(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_exercise(pilot, "wall-sit")
        figure = screen.query_one(Figure)
        seen = []
        for _ in range(MOVES):
            seen.append(figure.at)
            screen.move_on()
        assert seen[:6] == [0, 1, 2, 1, 0, 1]
        assert not screen.moving
        await pilot.press("space")
        assert screen.moving
        await pilot.press("space")
        assert not screen.moving


async def test_the_figure_stops_behind_another_screen(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_exercise(pilot, "wall-sit")
        await pilot.press("1")
        await until(pilot, lambda: not screen.moving)


async def test_easier_and_harder(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_exercise(pilot, "wall-sit")
        assert "2 × 45 s · rest 60 s" in text(screen, "#rest")
        await pilot.press("h")
        assert screen.exercise.id == "box-squat"
        await pilot.press("h")
        assert screen.exercise.id == "box-squat"
        await pilot.press("e", "e")
        assert screen.exercise.id == "quad-set"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, PlanScreen))


async def test_an_exercise_says_that_it_is_not_for_you_now(make_app: Make, library: Library) -> None:
    app = make_app(
        library=library, entries=[assessed("self-care", answers='{"answers": {"mechanical": ["locking"]}}')]
    )
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_exercise(pilot, "wall-sit")
        await pilot.press("h")
        reason = text(screen, "#rest")
        assert "▲ Not for you now: a locked knee" in reason
        assert "Not with: a knee that swells after every session" in reason


@pytest.mark.sampled
async def test_every_routine_and_exercise_of_the_content_can_be_opened(
    make_app: Make, library: Library
) -> None:
    from kneetui.content.loading.merge import load
    from kneetui.plugins.manager import find_plugins

    app = make_app(library=load(find_plugins().packs()))
    async with app.run_test(size=(80, 24)) as pilot:
        room = await enter(pilot)
        for line in some(room.rows.lines, 4):
            await app.push_screen(PlanScreen(room.training, line.id))
            await until(pilot, lambda: app.screen.query_one(ExerciseList).lines)
            await pilot.press("right", "escape")
            await until(pilot, lambda: app.screen is room)
        screen = ExerciseScreen(room.training.library, "quad-set")
        await app.push_screen(screen)
        for exercise in some(room.training.library.exercises.values(), 4):
            screen.show(exercise)
            await pilot.pause()


# --- pictures ----------------------------------------------------------------------------


@every_size_and_small
def test_picture_of_the_room(snap_app: Snap, make_app: Make, library: Library, size: tuple[int, int]) -> None:
    """You should see your routine with today's session above, then a list of four: yours, the suggested one, two more."""
    app = make_app(library=library)
    own(app, suggested="walk")

    async def before(pilot: Pilot[Any]) -> None:
        await enter(pilot)

    assert snap_app(app, terminal_size=size, run_before=before)


@every_size
def test_picture_of_the_closed_room(
    snap_app: Snap, make_app: Make, library: Library, size: tuple[int, int]
) -> None:
    """You should see calmly why there is no routine now, whom to see, and how it opens again; no list."""
    app = make_app(library=library, entries=[assessed("urgent", "LOCK")])
    own(app)

    async def before(pilot: Pilot[Any]) -> None:
        await enter(pilot)

    assert snap_app(app, terminal_size=size, run_before=before)


def test_picture_of_the_morning_after(snap_compare: Snap, make_app: Make, library: Library) -> None:
    """You should see in your routine's frame that the morning was not back to usual, and what the rule says."""
    entries = [
        Entry(
            YESTERDAY, "right", routine=RoutineRecord("kneecap", phase="calm", done=True, minutes=20, pain=1)
        ),
        Entry(NOW, "right", pain_morning=5),
    ]
    app = make_app(library=library, entries=entries)
    own(app, AFTER_ONE)

    async def before(pilot: Pilot[Any]) -> None:
        await enter(pilot)

    assert snap_compare(app, terminal_size=(80, 24), run_before=before)


async def test_the_app_can_begin_with_a_session(make_app: Make, library: Library) -> None:
    """As “kneetui routine play NAME” starts it."""
    app = make_app(library=library)
    app.play = "walk"
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PlayerScreen))
        assert isinstance(app.screen, PlayerScreen)
        assert app.screen.workout.routine == "walk"


async def test_a_session_that_was_left_is_offered_before_another_begins(
    make_app: Make, library: Library
) -> None:
    app = make_app(library=library)
    training = own(app)
    today = training.today("kneecap", training.status())
    assert today is not None
    training.begin(today)
    app.play = "walk"
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        assert len([screen for screen in app.screen_stack if isinstance(screen, ChooseDialog)]) == 1


def test_picture_of_a_session_that_is_offered(snap_compare: Snap, make_app: Make, library: Library) -> None:
    """You should see a dialog that names the exercise and set, with Go on, Not now and End it here."""
    app = make_app(library=library)
    training = own(app)
    now = training.status()
    today = training.today("kneecap", now)
    assert today is not None
    training.begin(today)

    async def before(pilot: Pilot[Any]) -> None:
        await enter(pilot)
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))

    assert snap_compare(app, terminal_size=(80, 24), run_before=before)


def test_picture_of_a_filter(snap_compare: Snap, make_app: Make, library: Library) -> None:
    """You should see a dialog with the lengths to choose from, and Any length first."""
    app = make_app(library=library)

    async def before(pilot: Pilot[Any]) -> None:
        await enter(pilot)
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))

    assert snap_compare(app, terminal_size=(80, 24), run_before=before)


def test_picture_of_the_equipment(snap_compare: Snap, make_app: Make, library: Library) -> None:
    """You should see boxes for the three things that the routines need."""
    app = make_app(library=library)

    async def before(pilot: Pilot[Any]) -> None:
        await enter(pilot)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, EquipmentDialog))

    assert snap_compare(app, terminal_size=(80, 24), run_before=before)


@every_size_and_small
def test_picture_of_a_plan(snap_app: Snap, make_app: Make, library: Library, size: tuple[int, int]) -> None:
    """You should see phase 2 of 3 with its exercises and doses, when it moves on, and the pain rule with its source."""
    app = make_app(library=library)
    own(app, Progress("kneecap", Place(phase=1, greens=1), 3))

    async def before(pilot: Pilot[Any]) -> None:
        await open_plan(pilot)

    assert snap_app(app, terminal_size=size, run_before=before)


@every_size_and_small
def test_picture_of_an_exercise(
    snap_app: Snap, make_app: Make, library: Library, size: tuple[int, int]
) -> None:
    """You should see a framed figure at a wall beside four steps; below dose, neighbours, figure in words, source."""
    app = make_app(library=library)

    async def before(pilot: Pilot[Any]) -> None:
        screen = await open_exercise(pilot, "wall-sit")
        screen.show(screen.exercise)
        screen.action_move()
        await until(pilot, lambda: not screen.moving)

    assert snap_app(app, terminal_size=size, run_before=before)


async def test_the_list_keeps_its_cursor_on_its_routine(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        room = await enter(pilot)
        await pilot.press("j", "j")
        chosen = room.query_one(RoutineList).chosen
        own(app, Progress("hops"))
        room.read()
        assert room.query_one(RoutineList).chosen == chosen


async def test_a_routine_that_is_gone_is_named(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    own(app, Progress("from-a-pack"))
    async with app.run_test(size=(80, 24)) as pilot:
        room = await enter(pilot)
        assert text(room, "#yours").startswith("“from-a-pack” is not installed any more.")


async def test_a_diary_that_cannot_be_read_is_said(
    make_app: Make, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DiaryError("The diary is damaged", "Restore a copy")

    monkeypatch.setattr(Training, "status", refuse)
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_go("routines")
        await until(
            pilot, lambda: any("The diary is damaged" in notice.message for notice in app._notifications)
        )
        await pilot.press("b", "escape")
        await until(pilot, lambda: app.current_mode == "today")


# --- what comes before exercises -----------------------------------------------------------------


async def test_two_keys_say_who_looked_and_what_is_allowed(make_app: Make, library: Library) -> None:
    app = make_app(library=library, entries=[assessed("urgent", "LOCK")])
    own(app)
    async with app.run_test(size=(80, 24)) as pilot:
        room = await enter(pilot)
        await pilot.press("l")
        await until(pilot, lambda: isinstance(app.screen, NumberedDialog))
        await pilot.press("2", "1")
        await until(pilot, lambda: room.now is not None and room.now.gate.full)
        entry = app.services.diary.latest(kind="look")
        assert entry is not None
        assert (entry.knee, entry.look) == ("right", LookRecord("physiotherapist", "all"))
        assert room.query_one("#middle").display
        await pilot.press("z")
        assert room.now is not None
        assert not room.now.gate.loading


async def test_without_anything_held_back_nobody_has_to_look(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    own(app)
    async with app.run_test(size=(80, 24)) as pilot:
        room = await enter(pilot)
        await pilot.press("l")
        assert app.screen is room

"""How often screens are painted: what Textual paints more than once costs time on a slow line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from textual.content import Content
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.events import ScreenResume, ScreenSuspend
from textual.pilot import Pilot
from textual.screen import Screen

from kneetui.config.settings import Settings
from kneetui.terminal.screen_repaint import RepaintingScreen
from kneetui.terminal.stylesheet import KeptSheet
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.dialogs.choose import NumberedDialog
from kneetui.ui.widgets.lines import bars
from kneetui.ui.widgets.lines.bars import KeyBar
from kneetui.ui.widgets.lines.menu import Choice
from tests.ui.frames import Frames
from tests.ui.gym import gym
from tests.ui.home import at_home, healthy, library
from tests.ui.small import press
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

ROOT = Path(__file__).parents[4]
Make = Callable[..., KneeApp]


async def settled(pilot: Pilot[Any], words: str) -> None:
    await until(pilot, lambda: words in shown(pilot.app))
    await pilot.pause(0.2)


@pytest.mark.parametrize(("settings", "words"), [(None, "Write down"), (Settings(), "What do you do?")])
async def test_a_start_paints_one_whole_frame(
    make_app: Make, monkeypatch: pytest.MonkeyPatch, settings: Settings | None, words: str
) -> None:
    given: dict[str, Any] = {"settings": settings} if settings else {"entries": healthy()}
    app = at_home(make_app(library=library(), **given))
    frames = Frames().watch(app, monkeypatch)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, words)
        assert frames.count("whole") == 1
        assert frames[0] == "whole"


@pytest.mark.parametrize(
    ("key", "words"), [("question_mark", "Everywhere"), ("comma", "Your sports"), ("a", "Pain in training")]
)
async def test_a_new_screen_and_the_way_back_paint_one_whole_frame_each(
    make_app: Make, monkeypatch: pytest.MonkeyPatch, key: str, words: str
) -> None:
    app = at_home(make_app(library=library(), entries=healthy()))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, "Write down")
        frames = Frames().watch(app, monkeypatch)
        await press(pilot, key)
        await settled(pilot, words)
        assert frames.count("whole") == 1
        frames.clear()
        await press(pilot, "escape")
        await settled(pilot, "Watch for")
        assert frames.count("whole") == 1


async def test_a_dialog_paints_one_frame_and_the_way_back_one_whole(
    make_app: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = at_home(make_app(library=library(), entries=healthy()))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, "Write down")
        frames = Frames().watch(app, monkeypatch)
        app.push_screen(NumberedDialog("Which of them?", "", [Choice("1", "This one")]))
        await settled(pilot, "Which of them?")
        assert frames == ["whole"]
        frames.clear()
        await press(pilot, "escape")
        await settled(pilot, "Watch for")
        assert frames.count("whole") == 1


@pytest.mark.parametrize(
    ("key", "words"), [("2", "A sore knee"), ("3", "Find"), ("4", "What it is for"), ("5", "Packs")]
)
async def test_a_room_that_is_entered_first_reads_itself_once(
    make_app: Make, monkeypatch: pytest.MonkeyPatch, key: str, words: str
) -> None:
    app = at_home(make_app(library=gym(), entries=healthy()))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot, "Write down")
        seen = resumes(monkeypatch)
        await press(pilot, key)
        await settled(pilot, words)
        assert seen == [app.screen]
        await press(pilot, "1")
        await settled(pilot, "Write down")
        await press(pilot, key)
        await settled(pilot, words)
        assert seen.count(app.screen) == 2


async def test_a_room_that_is_entered_first_styles_nothing_of_the_one_before(
    make_app: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = at_home(make_app(library=gym(), entries=healthy()))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot, "Write down")
        before = app.screen
        styled: list[DOMNode] = []
        apply = KeptSheet.apply

        def noted(sheet: KeptSheet, node: DOMNode, **more: Any) -> None:
            styled.append(node)
            apply(sheet, node, **more)

        monkeypatch.setattr(KeptSheet, "apply", noted)
        await press(pilot, "4")
        await settled(pilot, "What it is for")
        assert app.screen in styled
        assert not [node for node in styled if node is app or node in before.walk_children(with_self=True)]


def test_the_sheet_of_a_screen_speaks_of_that_screen_alone(make_app: Make) -> None:
    sheets = [
        file
        for part in ("src", "plugins")
        for file in (ROOT / part).rglob("*.tcss")
        if file.stem != "kneetui"
    ]
    assert len(sheets) > 15
    made = Stylesheet(variables=make_app(library=library()).get_css_variables())
    made.read_all(sheets)
    names = {selectors.selectors[0].name for rule in made.rules for selectors in rule.selector_set}
    assert {name for name in names if not name.endswith(("Screen", "Dialog"))} == set()
    assert names & {"Screen", "ModalScreen"} == set()


async def test_the_key_bar_looks_at_the_bindings_once_however_often_they_change(
    make_app: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = at_home(make_app(library=library()))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, "Write down")
        looks: list[str] = []
        monkeypatch.setattr(KeyBar, "refresh_keys", lambda _: looks.append("look"))
        for _ in range(5):
            app.screen.refresh_bindings()
        await pilot.pause()
        assert len(looks) == 1
        app.screen.refresh_bindings()
        await pilot.pause()
        assert len(looks) == 2


async def test_keys_that_stay_are_not_written_anew(make_app: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    app = at_home(make_app(library=library()))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, "Write down")
        written: list[str] = []
        line = vars(bars)["_line"]

        def noted(hints: list[bars.Hint], room: int) -> Content:
            written.append("line")
            return cast("Content", line(hints, room))

        monkeypatch.setattr(bars, "_line", noted)
        app.screen.refresh_bindings()
        await pilot.pause()
        assert written == []
        await pilot.resize_terminal(70, 24)
        await pilot.pause()
        assert written == ["line"]


async def test_a_screen_that_is_left_and_seen_again_at_once_is_told_so(
    make_app: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = at_home(make_app(library=library()))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, "Write down")
        seen = resumes(monkeypatch)
        for message in (ScreenResume(), ScreenSuspend(), ScreenResume(), ScreenResume()):
            app.screen.post_message(message)
        await pilot.pause()
        assert len(seen) == 2
        assert app.screen.stack_updates


def resumes(monkeypatch: pytest.MonkeyPatch) -> list[Screen[Any]]:
    """The screens that are told from now on that they are on top."""
    seen: list[Screen[Any]] = []
    own = RepaintingScreen._on_screen_resume

    def note(screen: RepaintingScreen[Any], event: ScreenResume) -> None:
        seen.append(screen)
        own(screen, event)

    monkeypatch.setattr(RepaintingScreen, "_on_screen_resume", note)
    return seen


async def test_what_changes_below_a_full_screen_is_not_painted(
    make_app: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = at_home(make_app(library=library()))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "question_mark")
        await settled(pilot, "Everywhere")
        frames = Frames().watch(app, monkeypatch)
        app.screen_stack[0].refresh()
        await pilot.pause(0.2)
        assert not frames


async def test_a_change_of_colours_repaints_everything(
    make_app: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = at_home(make_app(library=library()))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, "Write down")
        frames = Frames().watch(app, monkeypatch)
        app.theme = "kneetui-light"
        await until(pilot, lambda: "whole" in frames)


async def test_idle_costs_nothing(make_app: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    app = at_home(make_app(library=library(), entries=healthy()))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, "Write down")
        frames = Frames().watch(app, monkeypatch)
        await pilot.pause(1)
        assert not frames


@pytest.mark.parametrize(("room", "words"), [("3", "Find"), ("4", "What it is for"), ("5", "Packs")])
async def test_a_key_in_a_list_and_the_panel_beside_it_are_one_frame(
    make_app: Make, monkeypatch: pytest.MonkeyPatch, room: str, words: str
) -> None:
    app = at_home(make_app(library=gym(), entries=healthy()))
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, room)
        await settled(pilot, words)
        frames = Frames().watch(app, monkeypatch)
        await press(pilot, "down")
        await pilot.pause(0.2)
        assert frames == ["part"]

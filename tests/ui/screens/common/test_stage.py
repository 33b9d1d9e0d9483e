"""Between two screens of a flow nothing is painted and keys wait, however the flow ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.worker import Worker, WorkerState

from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.base import KneeModal, KneeScreen
from kneetui.ui.screens.common.stage import Stage
from tests.ui.home import library
from tests.ui.waiting import until

Make = Callable[..., KneeApp]
Flow = Worker[Any]


class Page(KneeScreen[str]):
    """Ends with the name of a key from a to f, and remembers every letter that came."""

    def __init__(self) -> None:
        super().__init__()
        self.letters = ""

    def on_key(self, event: Key) -> None:
        """Take a letter."""
        if event.character and event.character.isalpha():
            event.stop()
            self.letters += event.character
            if event.character in "abcdef":
                self.dismiss(event.character)


class Box(KneeModal[str]):
    """A dialog."""


@asynccontextmanager
async def started(make_app: Make) -> AsyncIterator[tuple[KneeApp, Pilot[Any], Page]]:
    """The app in the room of the packs, with a page of letters below the flow."""
    app = make_app(library=library())
    async with app.run_test(size=(80, 24)) as pilot:
        app.go("packs")
        await until(pilot, lambda: app.current_mode == "packs")
        below = Page()
        await app.push_screen(below)
        await until(pilot, lambda: app.screen is below)
        yield app, pilot, below
        assert app._exception is None


def begin(below: Page, pages: list[Page], door: asyncio.Event) -> tuple[Flow, list[str | None]]:
    """A flow through some pages; after each it waits at the door. What each came to is in the list."""
    results: list[str | None] = []

    async def flow() -> None:
        with Stage(below.app, "packs") as stage:
            for page in pages:
                ended = await stage.show(page)
                results.append(ended)
                await door.wait()

    return below.run_worker(flow()), results


async def between(pilot: Pilot[Any], first: Page, *, key: str = "a") -> None:
    """Wait for a page, end it, and be where the next is not there yet."""
    app = first.app
    await until(pilot, lambda: app.screen is first)
    first.post_message(Key(key, key))
    await until(pilot, lambda: app.in_transition and app.screen is not first)


async def turns() -> None:
    """Let all that can go on do so, while the app waits with a key."""
    for _ in range(50):
        await asyncio.sleep(0)


async def test_a_key_that_comes_between_two_screens_meets_the_second(make_app: Make) -> None:
    async with started(make_app) as (app, pilot, below):
        first, second, door = Page(), Page(), asyncio.Event()
        flow, results = begin(below, [first, second], door)
        await between(pilot, first)
        for letter in "xyz":
            app.post_message(Key(letter, letter))
        await turns()
        assert (below.letters, second.letters) == ("", "")
        door.set()
        await until(pilot, lambda: second.letters == "xyz")
        second.post_message(Key("b", "b"))
        await flow.wait()
        assert (results, first.letters, below.letters) == (["a", "b"], "a", "")
        assert not app.in_transition


async def test_nothing_is_painted_in_between(make_app: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    async with started(make_app) as (app, pilot, below):
        first, second, door = Page(), Page(), asyncio.Event()
        begin(below, [first, second], door)
        await between(pilot, first)
        painted: list[object] = []
        display = app._display

        def count(screen: Any, renderable: Any) -> None:
            painted.append(screen)
            display(screen, renderable)

        monkeypatch.setattr(app, "_display", count)
        below.refresh(layout=True)
        await pilot.pause()
        assert painted == []
        door.set()
        await until(pilot, lambda: app.screen is second and painted)
        assert below not in painted


async def test_the_key_after_the_last_screen_meets_the_one_below(make_app: Make) -> None:
    async with started(make_app) as (app, pilot, below):
        only, door = Page(), asyncio.Event()
        flow, results = begin(below, [only], door)
        await between(pilot, only)
        app.post_message(Key("x", "x"))
        await turns()
        assert below.letters == ""
        door.set()
        await until(pilot, lambda: below.letters == "x")
        await flow.wait()
        assert results == ["a"]


async def test_esc_ends_a_screen_with_nothing(make_app: Make) -> None:
    async with started(make_app) as (app, pilot, below):
        only, door = Page(), asyncio.Event()
        door.set()
        flow, results = begin(below, [only], door)
        await until(pilot, lambda: app.screen is only)
        await pilot.press("escape")
        await flow.wait()
        await until(pilot, lambda: app.screen is below)
        assert (results, app.in_transition) == ([None], False)


@pytest.mark.parametrize("where", ["on a screen", "between two"])
async def test_a_room_that_is_taken_away_ends_its_flow(make_app: Make, where: str) -> None:
    async with started(make_app) as (app, pilot, below):
        first, second, door = Page(), Page(), asyncio.Event()
        flow, results = begin(below, [first, second], door)
        if where == "between two":
            await between(pilot, first)
        else:
            await until(pilot, lambda: app.screen is first)
        await app.switch_mode("today")
        await app.remove_mode("packs")
        await until(pilot, lambda: flow.state is WorkerState.CANCELLED)
        assert not app.in_transition
        assert not second.is_attached
        assert results == (["a"] if where == "between two" else [])
        await until(pilot, lambda: app.current_mode == "today" and app.focused is not None)
        await pilot.press("2")
        await until(pilot, lambda: app.current_mode == "triage")


@pytest.mark.parametrize("key", ["a", "escape"])
async def test_a_screen_may_end_after_its_flow_was_given_up(make_app: Make, key: str) -> None:
    async with started(make_app) as (app, pilot, below):
        only = Page()
        flow, results = begin(below, [only], asyncio.Event())
        await until(pilot, lambda: app.screen is only)
        flow.cancel()
        await until(pilot, lambda: flow.is_finished)
        await pilot.press(key)
        await until(pilot, lambda: app.screen is below)
        assert results == []


async def test_a_screen_of_a_room_that_is_not_in_front_holds_no_key_back(make_app: Make) -> None:
    async with started(make_app) as (app, pilot, below):
        first, second, door = Page(), Page(), asyncio.Event()
        begin(below, [first, second], door)
        await between(pilot, first)
        await app.switch_mode("today")
        assert app.in_transition
        door.set()
        await until(pilot, lambda: second.is_attached and not app.in_transition)
        assert app.current_mode == "today"
        await pilot.press("5")
        await until(pilot, lambda: app.screen is second)


async def test_a_dialog_has_the_keys_at_once(make_app: Make) -> None:
    async with started(make_app) as (app, pilot, below):
        first, box = Page(), Box()

        async def flow() -> str | None:
            with Stage(app, "packs") as stage:
                await stage.show(first)
                return await stage.show(box)

        worker: Worker[str | None] = below.run_worker(flow())
        await until(pilot, lambda: app.screen is first)
        first.post_message(Key("a", "a"))
        await until(pilot, lambda: app.screen is box)
        assert not app.in_transition
        await pilot.press("escape")
        assert await worker.wait() is None


async def test_a_flow_that_fails_gives_the_keys_back(make_app: Make) -> None:
    async with started(make_app) as (app, pilot, below):
        first = Page()

        async def flow() -> None:
            with Stage(app, "packs") as stage:
                await stage.show(first)
                raise ValueError("what comes next is not known")

        worker = below.run_worker(flow(), exit_on_error=False)
        await until(pilot, lambda: app.screen is first)
        first.post_message(Key("a", "a"))
        await until(pilot, lambda: worker.state is WorkerState.ERROR)
        assert not app.in_transition
        await pilot.press("x")
        await until(pilot, lambda: below.letters == "x")

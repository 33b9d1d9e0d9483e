"""A pilot waits for what falls due within a fiftieth of a second, and for nothing else."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Label

from tests import idle


class Late(App[None]):
    """Does things a little later than they were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []

    def compose(self) -> ComposeResult:
        yield Label("late")

    def on_key(self, event: Any) -> None:
        match event.key:
            case "t":
                self.set_timer(0.005, lambda: self.done.append("timer"))
            case "r":
                self.refresh(layout=True)
                self.call_after_refresh(lambda: self.call_later(self.done.append, "repaint"))
            case "m":
                self.call_later(lambda: self.screen.call_later(self.done.append, "message"))


@pytest.mark.parametrize(("key", "what"), [("t", "timer"), ("r", "repaint"), ("m", "message")])
async def test_what_is_due_is_done(key: str, what: str) -> None:
    app = Late()
    async with app.run_test() as pilot:
        await pilot.press(key)
        assert app.done == [what]


async def test_a_far_timer_and_a_long_thread_are_not_waited_for() -> None:
    app = Late()
    async with app.run_test() as pilot:
        app.set_timer(3600, lambda: app.done.append("far"))
        ended = threading.Event()
        app.run_worker(ended.wait, thread=True)
        await pilot.press("x")
        await pilot.pause()
        assert app.done == []
        assert idle.working(app)
        ended.set()

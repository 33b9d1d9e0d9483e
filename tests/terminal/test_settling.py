"""A screen is painted once its parts have read what they were sent; a part with nothing to read is sent nothing."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Label

from kneetui.terminal import settling


class Busy(Message):
    """Read once it may be."""


class Reader(Label):
    """A part that takes its time, with a message or before it is there."""

    def __init__(self, *, late: bool = False) -> None:
        super().__init__("a part")
        self.may = asyncio.Event()
        self.late = late

    async def on_mount(self) -> None:
        if self.late:
            await self.may.wait()

    async def on_busy(self) -> None:
        await self.may.wait()


class Room(App[None]):
    def compose(self) -> ComposeResult:
        yield Label("another part")
        yield Reader()


async def test_parts_at_rest_are_sent_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Room()
    async with app.run_test() as pilot:
        await pilot.pause()
        sent: list[Widget] = []
        call_later = Widget.call_later

        def note(self: Widget, *call: Any) -> bool:
            sent.append(self)
            return call_later(self, *call)

        monkeypatch.setattr(Widget, "call_later", note)
        await settling._read(app)
        assert sent == []
        reader = app.query_one(Reader)
        reader.may.set()
        reader.post_message(Busy())
        await settling._read(app)
        assert sent == [reader]


@pytest.mark.parametrize("sent", [1, 2])
async def test_what_was_sent_is_waited_for(sent: int) -> None:
    app = Room()
    async with app.run_test() as pilot:
        reader = app.query_one(Reader)
        for _ in range(sent):
            reader.post_message(Busy())
        await _waits_for(reader, app, pilot)


async def test_a_part_that_reads_is_waited_for() -> None:
    app = Room()
    async with app.run_test() as pilot:
        reader = app.query_one(Reader)
        reader.post_message(Busy())
        await pilot.pause()
        await _waits_for(reader, app, pilot)


async def test_a_part_that_is_not_there_yet_is_waited_for() -> None:
    app = Room()
    async with app.run_test() as pilot:
        reader = Reader(late=True)
        app.screen.mount(reader)
        await pilot.pause()
        assert not reader.is_mounted
        await _waits_for(reader, app, pilot)


async def _waits_for(reader: Reader, app: Room, pilot: Any) -> None:
    reading = asyncio.create_task(settling._read(app))
    await pilot.pause()
    too_early = reading.done()
    reader.may.set()
    await reading
    assert not too_early

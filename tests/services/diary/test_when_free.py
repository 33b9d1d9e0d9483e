"""What is written while another program has the diary is written once, in order, when it is free."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import pytest

from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryBusyError, DiaryError, EntryError
from kneetui.diary.store.sqlite import SqliteDiary
from kneetui.services.container import Services
from kneetui.services.diary import when_free
from kneetui.services.diary.when_free import SAVED, WAITS, WhenFree
from kneetui.testing import NOW

Make = Callable[..., Services]


@pytest.fixture
def services(make_services: Make, monkeypatch: pytest.MonkeyPatch) -> Services:
    monkeypatch.setattr(when_free, "AGAIN", 0)
    made = make_services()
    made.diary_wait = 0
    made.close_diary()
    assert made.diary.count() == 0
    return made


@contextmanager
def locked(services: Services) -> Iterator[sqlite3.Connection]:
    """Another program has the diary for itself; reading waits, too."""
    other = sqlite3.connect(services.diary_file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield other
    finally:
        other.close()


def add(services: Services, note: str) -> Entry:
    return services.diary.add(Entry(NOW, "right", note=note))


def notes(services: Services) -> list[str]:
    return [entry.note for entry in reversed(services.diary.entries())]


async def waiting(queue: WhenFree, count: int) -> None:
    """Until so many writes wait."""
    while queue.waiting < count:
        await asyncio.sleep(0)


async def test_a_free_diary_is_written_at_once(services: Services) -> None:
    sentences: list[str] = []
    await WhenFree(services, sentences.append).write(partial(add, services, "one"))
    assert (notes(services), sentences) == (["one"], [])


async def test_what_waits_is_written_in_order_and_told_once(services: Services) -> None:
    sentences: list[str] = []
    queue = WhenFree(services, sentences.append)
    with locked(services):
        turns = [asyncio.create_task(queue.write(partial(add, services, note))) for note in ("one", "two")]
        await waiting(queue, 2)
        assert sentences == [WAITS]
    assert [entry.note for entry in await asyncio.gather(*turns)] == ["one", "two"]
    while sentences[-1] != SAVED:
        await asyncio.sleep(0)
    assert (notes(services), sentences) == (["one", "two"], [WAITS, SAVED])


async def test_it_is_written_though_nobody_waits_for_it_any_more(services: Services) -> None:
    queue = WhenFree(services, lambda _: None)
    with locked(services):
        turn = asyncio.create_task(queue.write(partial(add, services, "one")))
        await waiting(queue, 1)
        turn.cancel()
    while queue.waiting:
        await asyncio.sleep(0)
    assert notes(services) == ["one"]


async def test_another_mistake_is_told_to_who_wrote_and_holds_nothing_up(services: Services) -> None:
    queue = WhenFree(services, lambda _: None)
    with locked(services):
        wrong = asyncio.create_task(queue.write(lambda: services.diary.add(Entry(NOW, "third"))))
        right = asyncio.create_task(queue.write(partial(add, services, "one")))
        await waiting(queue, 2)
    with pytest.raises(EntryError):
        await wrong
    await right
    assert notes(services) == ["one"]


async def test_of_two_changes_in_one_write_both_are_made_or_none(services: Services) -> None:
    def two() -> None:
        add(services, "first")
        services.diary.remember("place", "here")
        services.diary.remove(999)

    with pytest.raises(DiaryError):
        await WhenFree(services, lambda _: None).write(two)
    assert (notes(services), services.diary.recall("place")) == ([], "")


async def test_what_still_waits_at_the_end_is_written_or_named(services: Services) -> None:
    queue = WhenFree(services, lambda _: None)
    with locked(services):
        turn = asyncio.create_task(queue.write(partial(add, services, "one")))
        await waiting(queue, 1)
        turn.cancel()
    assert queue.finish() == ""
    assert notes(services) == ["one"]


async def test_a_diary_that_stays_locked_to_the_end_is_said(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kneetui.diary.store.open_file.BUSY_SECONDS", 0)
    queue = WhenFree(services, lambda _: None)
    with locked(services):
        turn = asyncio.create_task(queue.write(partial(add, services, "one")))
        await waiting(queue, 1)
        turn.cancel()
        assert queue.finish().startswith("1 change could not be saved: another program has the diary.")


def test_a_diary_that_is_in_use_is_waited_for_once_and_not_for_each_call(services: Services) -> None:
    """The wait itself is SQLite's: here only that it is switched off, and on again."""
    services.diary_wait = 0.01
    services.close_diary()
    store = services.diary
    assert isinstance(store, SqliteDiary)

    def timeout() -> int:
        return int(store._connection.execute("PRAGMA busy_timeout").fetchone()[0])

    assert timeout() == 10
    with locked(services):
        for _ in range(2):
            with pytest.raises(DiaryBusyError):
                store.count()
            assert timeout() == 0
    assert store.count() == 0
    assert timeout() == 10

"""What a start makes is not looked through while it is made, nor ever again."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

import pytest

from kneetui import garbage
from kneetui.ui.app import KneeApp
from tests.ui.waiting import until


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.enable()
    gc.freeze()  # and not ``unfreeze``: every later search would go through all libraries and tests again


def test_what_was_there_is_left_alone_from_now_on() -> None:
    before = gc.get_freeze_count()
    garbage.not_yet()
    assert not gc.isenabled()

    garbage.from_now_on()

    assert gc.isenabled()
    assert gc.get_freeze_count() > before


def test_nothing_is_set_apart_that_did_not_wait() -> None:
    before = gc.get_freeze_count()

    garbage.from_now_on()

    assert gc.get_freeze_count() == before


async def test_the_app_begins_to_look_once_its_first_screen_stands(make_app: Callable[..., KneeApp]) -> None:
    garbage.not_yet()

    async with make_app().run_test(size=(80, 24)) as pilot:
        await until(pilot, gc.isenabled)

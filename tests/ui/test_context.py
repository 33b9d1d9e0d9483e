"""Errors in the app are one kind of toast, and what is pasted is no command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events

from kneetui.config.errors import KneetuiError
from kneetui.diary.errors import DiaryError
from kneetui.services.container import Services
from kneetui.ui.app import KneeApp
from kneetui.ui.context import AppContext
from tests.ui.home import library
from tests.ui.waiting import until
from tests.ui.widgets.host import shown


@pytest.mark.parametrize(
    ("error", "title", "words"),
    [
        (
            DiaryError("It is [b]damaged[/b]", "Keep a copy."),
            "The diary",
            "It is [b]damaged[/b]. Keep a copy.",
        ),
        (OSError(28, "No space left", "a.db"), "A file", "a.db: No space left. Check that"),
    ],
)
async def test_a_toast_says_what_is_wrong_and_what_to_do(
    home: Path, error: KneetuiError | OSError, title: str, words: str
) -> None:
    app = AppContext(Services())
    async with app.run_test(notifications=True) as pilot:
        app.show_error(error)
        await pilot.pause()
        (toast,) = app._notifications
        assert (toast.title, toast.severity) == (title, "error")
        assert toast.message.startswith(words)
        assert not toast.markup


async def test_what_is_pasted_where_no_text_goes_does_nothing_and_says_so(
    make_app: Callable[..., KneeApp],
) -> None:
    app = make_app(library=library())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        app.post_message(events.Paste("a4\nzzzu5"))
        await until(pilot, lambda: "not taken as keys" in shown(app))
        assert app.current_mode == "today"
        assert len(app.screen_stack) == 1

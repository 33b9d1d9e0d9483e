"""Errors in the app are one kind of toast."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneetui.config.errors import KneetuiError
from kneetui.diary.errors import DiaryError
from kneetui.services.container import Services
from kneetui.ui.context import AppContext


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

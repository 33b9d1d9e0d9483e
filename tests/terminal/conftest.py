"""A started app for each test, and people who have been here before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from kneetui.config.settings import Settings, write_settings
from tests.terminal.forking import Original, fits
from tests.terminal.pty_app import KNEETUI, PtyApp


@pytest.fixture
def settled_home(warm_home: Path) -> Path:
    """A home with settings and the compiled library, so that the app opens on Today and at once."""
    settings = Settings(sports=("running",), knee="right", welcomed=True, bell=False)
    write_settings(warm_home / "config" / "config.toml", settings)
    return warm_home


@pytest.fixture(scope="session")
def original() -> Iterator[Original]:
    """The app as it is once everything is imported."""
    with Original() as running:
        yield running


@pytest.fixture
def start(settled_home: Path, request: pytest.FixtureRequest) -> Iterator[Callable[..., PtyApp]]:
    """A function that starts a program (the app, if none is given) in a pseudo-terminal.

    With ``fresh`` it is imported as well; without, it is a copy of what has imported it, wherever that makes no difference.
    """
    with ExitStack() as stack:

        def begin(*, fresh: bool = False, **options: Any) -> PtyApp:
            if not fresh and fits(options.get("command", KNEETUI), options.get("env") or {}):
                options["begin"] = request.getfixturevalue("original").begin
            return stack.enter_context(PtyApp(settled_home, **options))

        yield begin


@pytest.fixture
def today(start: Callable[..., PtyApp]) -> Callable[..., PtyApp]:
    """A function that starts the app and waits until Today stands on the screen."""

    def begin(**options: Any) -> PtyApp:
        app = start(**options)
        app.wait("1 Today", "3 Diary")
        app.settle()
        return app

    return begin

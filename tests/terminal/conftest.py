"""A started app for each test, and people who have been here before."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from kneetui.config.paths import write_private
from kneetui.config.settings import Settings, write_settings
from kneetui.content.compiled import cache
from kneetui.plugins.manager import find_plugins
from tests.terminal.pty_app import PtyApp


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the compiled library of every installed pack."""
    folder = tmp_path_factory.mktemp("compiled")
    cache.load(find_plugins().packs(), folder, write_private)
    return folder


@pytest.fixture
def settled_home(home: Path, compiled: Path) -> Path:
    """A home with settings and the compiled library, so that the app opens on Today and at once."""
    shutil.copytree(compiled, home / "cache")
    settings = Settings(sports=("running",), knee="right", welcomed=True, bell=False)
    write_settings(home / "config" / "config.toml", settings)
    return home


@pytest.fixture
def start(settled_home: Path) -> Iterator[Callable[..., PtyApp]]:
    """A function that starts a program (the app, if none is given) in a pseudo-terminal."""
    with ExitStack() as stack:

        def begin(**options: Any) -> PtyApp:
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

"""A pytest plugin for people who write packs and plugins: the library, and the app on a fixed day.

Switch it on with ``pytest_plugins = ("kneetui.testing",)`` in ``conftest.py``. Fixtures:

- ``library``: the core and every installed pack, checked.
- ``make_app``: the app with a frozen clock, fixed settings, the entries and drafts you give.
- ``make_services``: the same without Textual.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kneetui.services import Services
from kneetui.settings import Settings

if TYPE_CHECKING:
    from kneetui.app import KneeApp
    from kneetui.content.model import Library
    from kneetui.diary.entries import Entry

NOW = datetime(2026, 11, 22, 9, 30)
"""The frozen moment: a Sunday morning."""

SETTLED = Settings(sports=("running", "cycling"), knee="right", welcomed=True, bell=False, region="DE")
"""Settings of somebody who has been here before."""


@pytest.fixture(scope="session")
def library() -> Library:
    """The core and every installed pack; fails with every problem if one is bad."""
    from kneetui.content.library import load
    from kneetui.plugins import find_plugins

    found = load(find_plugins().packs())
    assert not found.problems, "\n".join(map(str, found.problems))
    return found


@pytest.fixture
def make_services(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: Library
) -> Iterator[Callable[..., Services]]:
    """A function that makes :class:`~kneetui.services.Services` in a home of its own.

    Arguments, all by name: ``now`` (the frozen moment), ``settings``, ``entries`` for the diary,
    ``drafts`` by name, ``library`` to use instead of the installed one.
    """
    monkeypatch.setenv("KNEETUI_HOME", str(tmp_path / "kneetui-home"))
    monkeypatch.delenv("KNEETUI_DIARY", raising=False)
    made: list[Services] = []
    installed = library

    def make(
        *,
        now: datetime = NOW,
        settings: Settings = SETTLED,
        entries: Iterable[Entry] = (),
        drafts: Mapping[str, dict[str, Any]] | None = None,
        library: Library | None = None,
    ) -> Services:
        services = Services(lambda: now)
        services.settings = settings
        services.__dict__["library"] = library or installed
        for name, draft in (drafts or {}).items():
            services.keep_draft(name, draft)
        given = list(entries)
        if given:
            services.diary.add_all(given)
        made.append(services)
        return services

    yield make
    for services in made:
        services.close()


@pytest.fixture
def make_app(
    make_services: Callable[..., Services], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., KneeApp]:
    """A function that makes the app; the same arguments as ``make_services``."""
    monkeypatch.delenv("NO_COLOR", raising=False)

    def make(**arguments: Any) -> KneeApp:
        from kneetui.app import KneeApp

        return KneeApp(make_services(**arguments))

    return make

"""Modules that are imported while nobody presses a key."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kneetui.testing.screens import until
from kneetui.ui import ahead
from kneetui.ui.ahead import QUIET, ImportsAhead
from kneetui.ui.app import KneeApp
from tests.ui.home import at_home, library
from tests.ui.small import press

Make = Callable[..., KneeApp]
SLICES = tuple(f"imported_ahead_{number}" for number in range(3))


class Clock:
    """A clock that a test drives."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def slices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """Modules that nothing else imports."""
    for name in SLICES:
        (tmp_path / f"{name}.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    return SLICES


def imported() -> int:
    return sum(name in sys.modules for name in SLICES)


async def test_each_slice_gives_way_to_a_key_and_to_a_screen_on_its_way(
    make_app: Make, slices: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "PAUSE", 3600.0)
    app, clock = at_home(make_app(library=library())), Clock()
    async with app.run_test(size=(80, 24)) as pilot:
        app.idle.clock = clock
        app.idle.touch()
        imports = ImportsAhead(app, slices)
        imports.go_on()
        assert imported() == 0

        clock.now = QUIET
        imports.go_on()
        assert imported() == 1

        await press(pilot, "down")
        imports.go_on()
        assert imported() == 1

        clock.now = 2 * QUIET
        app.begin_transition()
        imports.go_on()
        app.end_transition()
        assert imported() == 1

        imports.go_on()
        assert (imported(), imports.done) == (2, False)
        imports.go_on()
        assert (imported(), imports.done) == (3, True)


async def test_an_app_that_is_left_alone_imports_them_all(make_app: Make) -> None:
    app = at_home(make_app(library=library()))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.imports_ahead is not None and app.imports_ahead.done)
    assert set(ahead.SLICES) <= set(sys.modules)

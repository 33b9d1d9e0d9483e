"""``w`` in the diary: what goes with worse mornings, and a trial of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kneetui.diary.entries import Entry
from kneetui.services.patterns import trials
from kneetui.testing import NOW
from kneetui.testing.screens import room, shown
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.diary.mornings import MorningsScreen, TrialDialog
from kneetui.ui.widgets.forms.text_field import TextField
from tests.ui.shots import SMALL
from tests.ui.small import press
from tests.ui.waiting import until

Make = Callable[..., KneeApp]


def entries() -> list[Entry]:
    return [
        Entry(
            NOW - timedelta(days=back),
            "right",
            pain_morning=4 if back % 3 == 0 else 2,
            own=(("coffee", back % 3 == 0), ("hill", back < 3)),
        )
        for back in range(40)
    ]


async def test_a_trial_is_drawn_and_stopped(make_app: Make) -> None:
    app = make_app(entries=entries())
    async with app.run_test(size=(80, 40)) as pilot:
        await room("diary")(pilot)
        await press(pilot, "w")
        await until(pilot, lambda: isinstance(app.screen, MorningsScreen))
        assert "2 worse" in shown(app)
        assert "3 of 5" in shown(app)
        await press(pilot, "n")
        await until(pilot, lambda: isinstance(app.screen, TrialDialog))
        await press(pilot, "enter")
        await until(pilot, lambda: "name it" in shown(app))
        app.screen.query_one("#what", TextField).line.value = "the insole"
        await press(pilot, "down", "left", "enter")
        await until(pilot, lambda: isinstance(app.screen, MorningsScreen))
        (own,) = trials.trials(app.services)
        assert (own.what, own.knee, len(own.weeks)) == ("the insole", "right", 4)
        assert "Does it help: the insole?" in shown(app)
        await press(pilot, "n")
        assert isinstance(app.screen, MorningsScreen), "one at a time"
        await press(pilot, "x")
        assert trials.running(app.services) is None
        assert "Stopped on" in shown(app)
        await press(pilot, "k")
        assert "left knee, the last" in shown(app)


@pytest.mark.parametrize("size", [(80, 24), SMALL], ids=["80x24", "60x20"])
def test_picture(make_app: Make, snap_app: Callable[..., bool], size: tuple[int, int]) -> None:
    """You should see what was compared with mornings on each side, how to read it, and that there is no trial."""
    app = make_app(entries=entries())
    assert snap_app(app, terminal_size=size, run_before=room("diary"), press=["w"])

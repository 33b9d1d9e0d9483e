"""Whatever ends it in the middle, the answers are there the next time."""

from __future__ import annotations

import signal
from collections.abc import Callable

import pytest

from tests.terminal.pty_app import PtyApp


def answer_the_first_page(app: PtyApp) -> None:
    app.send("2")
    app.wait("▸ Start")
    app.send("enter")
    app.wait("Warning signs first, 1 of 2", "true of the knee")
    app.send("1")
    app.wait(r"1 \[x\]")
    app.send("enter")
    app.wait("Warning signs first, 2 of 2", "saved")
    app.settle()


@pytest.mark.parametrize(
    "number",
    [
        signal.SIGKILL,
        *(pytest.param(milder, marks=pytest.mark.hunt) for milder in (signal.SIGTERM, signal.SIGHUP)),
    ],
)
def test_an_interview_goes_on_where_it_was_ended(
    today: Callable[..., PtyApp], number: signal.Signals
) -> None:
    app = today()
    answer_the_first_page(app)
    asked = app.text
    app.signal(number)
    assert app.end()[0] == -number

    again = today()
    again.wait("Go on with the questions")
    again.send("enter")
    again.until(lambda: again.text == asked, message=f"not where it was:\n{asked}")
    again.send("ctrl+q")
    assert again.end()[0] == 0


def test_a_lost_line_loses_nothing(today: Callable[..., PtyApp]) -> None:
    app = today()
    answer_the_first_page(app)
    app.hang_up()
    assert app.end(reading=False)[0] == -signal.SIGHUP
    again = today()
    again.send("2")
    again.wait("▸ Go on|▸ Continue|Warning signs first, 2 ")

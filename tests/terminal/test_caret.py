"""The cursor of the terminal is where the selection is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.terminal.pty_app import PtyApp, lines_of

Today = Callable[..., PtyApp]


def line(app: PtyApp) -> str:
    """What a reader reads: the line with the cursor, from the cursor on; nothing while it is hidden."""
    app.settle()
    cursor = app.screen.cursor
    return "" if cursor.hidden else lines_of(app.screen)[cursor.y][cursor.x :].rstrip(" │")


def test_it_follows_a_list(today: Today) -> None:
    app = today()
    app.send("4")
    app.wait("Gentle mobility")
    first = line(app)
    assert first.startswith("▸ ")
    app.send("down")
    assert line(app).startswith("▸ ")
    assert line(app) != first
    app.send("up")
    assert line(app) == first


def test_it_follows_the_answers_of_a_question(today: Today) -> None:
    app = today()
    app.send("2")
    app.wait("Start|Begin")
    app.send("enter")
    app.wait("Warning signs|warning")
    assert line(app).startswith("▸ 1 [ ]")
    app.send("down", "space")
    assert line(app).startswith("▸ 2 [x]")


def test_it_follows_the_fields_of_a_form_and_what_is_typed(today: Today) -> None:
    app = today()
    app.send("a")
    app.wait("New entry")
    line(app)
    at = app.screen.cursor.x
    app.send("4")
    app.until(lambda: app.screen.cursor.x == at + 1)
    above = app.screen.cursor.y
    app.send("tab")
    app.until(lambda: app.screen.cursor.y > above)


def test_it_hides_where_nothing_is_selected_and_shows_again(today: Today) -> None:
    app = today()
    app.send("?")
    app.wait("keys of")
    assert line(app) == ""
    app.send("escape")
    app.until(lambda: not app.sees("keys of"))
    assert line(app) != ""


def test_it_hides_while_the_terminal_is_too_small(today: Today) -> None:
    app = today()
    app.resize(30, 8)
    app.wait("Make this|larger")
    assert line(app) == ""


@pytest.mark.parametrize("term", ["xterm-256color", "linux", "vt100", "screen-256color"])
def test_nothing_is_sent_while_nobody_presses_a_key(today: Today, term: str) -> None:
    app = today(env={"TERM": term})
    app.settle(1.0)
    before = len(app.received)
    app.settle(1.5)
    assert len(app.received) == before

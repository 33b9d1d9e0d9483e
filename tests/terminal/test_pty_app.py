"""What the tests see of a terminal."""

from __future__ import annotations

import pyte

from tests.terminal.pty_app import lines_of


def test_half_of_a_wide_character_is_seen_through() -> None:
    screen = pyte.Screen(6, 2)
    stream = pyte.Stream(screen)
    stream.feed("a🔎b")
    assert lines_of(screen)[0].rstrip() == "a🔎b"
    stream.feed("\x1b[1;2Hx")
    assert lines_of(screen)[0].replace(" ", "") == "axb"
    assert len(lines_of(screen)) == 2

"""Frames in fewer bytes that paint the same."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetui.terminal.compress import thrifty

RED, BLUE, OFF = "\x1b[38;5;9;48;5;0m", "\x1b[1;38;5;4m", "\x1b[0m"


@pytest.mark.parametrize(
    ("frame", "less"),
    [
        (f"{RED}a{OFF}{RED}b{OFF}", f"{RED}ab{OFF}"),
        (f"{RED}a{OFF}\r\n\x1b[2;5H{RED}b{OFF}", f"{RED}a\x1b[2;5Hb{OFF}"),
        (f"{RED}a{OFF}\x1b[2;5H{BLUE}b{OFF}", f"{RED}a{OFF}\x1b[2;5H{BLUE}b{OFF}"),
        (f"{RED}a{OFF}b{RED}c{OFF}", f"{RED}a{OFF}b{RED}c{OFF}"),
        ("\x1b[3;4H\n\x1b[5;6Hx", "\x1b[5;6Hx"),
        ("a\r\nb", "a\r\nb"),
        ("\x1b[?2026h\x1b[?25l", "\x1b[?2026h\x1b[?25l"),
        ("", ""),
    ],
)
def test_only_styles_and_moves_go(frame: str, less: str) -> None:
    assert thrifty(frame) == less


def painted(frame: str) -> object:
    screen = pyte.Screen(80, 6)
    pyte.Stream(screen).feed(frame)
    return [[screen.buffer[y][x] for x in range(80)] for y in range(6)]


STYLED = st.tuples(st.sampled_from(["", RED, BLUE, "\x1b[7m"]), st.text("ab █", min_size=1, max_size=6))
LINES = st.tuples(
    st.integers(1, 5), st.integers(1, 20), st.lists(STYLED, max_size=4), st.sampled_from(["", "\r\n", "\n"])
)


@given(st.lists(LINES, max_size=6))
def test_it_paints_the_same(lines: list[tuple[int, int, list[tuple[str, str]], str]]) -> None:
    frame = ""
    for y, x, pieces, end in lines:
        frame += (
            f"\x1b[{y};{x}H" + "".join(f"{style}{text}{OFF if style else ''}" for style, text in pieces) + end
        )
    assert painted(thrifty(frame)) == painted(frame)
    assert len(thrifty(frame)) <= len(frame)
